import { IN_TOTO_TYPE } from '../../notation/record/predicate-type.ts';
import { isCosignSignatureType, NOTARY_ARTIFACT_TYPE } from '../../oci/artifact-type.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { ListedTags } from '../../oci/cache/listed-tags.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { DIGEST_TAG_SUFFIXES, digestTagOf } from '../../oci/digest-tags/digest-tag.ts';
import { GRAPH_DEPTH } from '../../oci/limits.ts';
import { manifestKind } from '../../oci/media-types.ts';
import type { FoundIn, ReferrerEntry, ReferrerQuery } from '../../oci/ports.ts';
import { claimedReferrers } from '../../oci/referrers.ts';

/** The source of a comparison, where its lists are believed. */
export interface BelievedSource {
  readonly store: CachedStore;
  readonly tags: ListedTags;
}

/** What both sides list as attached to an image, or to what is attached to it. */
export interface ListedByBoth {
  readonly digest: Digest;
  readonly artifactType: string;
  readonly size: number;
  /** Where the source lists it. */
  readonly foundIn: FoundIn;
  /** The manifest under which it is listed. */
  readonly subject: Digest;
}

/** What two sides list as attached to an image, and to what is attached to it. */
export interface SameLists {
  readonly both: readonly ListedByBoth[];
  /** Statements of in-toto that the other side alone lists, such as the records of what was promoted to it. */
  readonly onlyThere: readonly { readonly digest: Digest; readonly artifactType: string }[];
}

const LISTS: ReferrerQuery = { sources: 'merged' };

/** Attachments whose lists are compared. Of more of them, the graph is read. */
const MOST = 64;

function isSignature(artifactType: string): boolean {
  return artifactType === NOTARY_ARTIFACT_TYPE || isCosignSignatureType(artifactType);
}

/** Whether cosign attached nothing to it by tags, as far as the list of tags says. */
async function hasNoDigestTags({ tags }: BelievedSource, { digest }: Descriptor): Promise<boolean> {
  const names = DIGEST_TAG_SUFFIXES.flatMap((suffix) => digestTagOf(digest, suffix) ?? []);
  const lacks = await Promise.all(names.map((name) => tags.lacks(name)));
  return lacks.every(Boolean);
}

/** The entries by what describes them; `undefined` where the list alone does not say what a reader gets to. */
async function described(
  store: CachedStore,
  subject: Descriptor,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ReferrerEntry> | undefined> {
  const found = new Map<string, ReferrerEntry>();
  for await (const entry of claimedReferrers(store, subject, LISTS, signal)) {
    const { mediaType, digest, size, artifactType = '' } = entry.descriptor;
    if (entry.behindApi || artifactType === '' || found.size === MOST) return undefined;
    found.set(JSON.stringify([digest, size, mediaType, artifactType]), entry);
  }
  return found;
}

type Entries = ReadonlyMap<string, ReferrerEntry>;

const isStatement = ({ descriptor }: ReferrerEntry): boolean => descriptor.artifactType === IN_TOTO_TYPE;

/**
 * What the other side lists beyond ours, where that is in nobody's way: readers ask for one artifact type, so that statements of
 * in-toto bar them from nothing where ours has none. `undefined` where the two differ in anything else.
 */
function beyond(
  ours: Entries | undefined,
  theirs: Entries | undefined,
): readonly ReferrerEntry[] | undefined {
  if (!ours || !theirs || ![...ours.keys()].every((one) => theirs.has(one))) return undefined;
  const more = [...theirs].flatMap(([one, entry]) => (ours.has(one) ? [] : [entry]));
  const isInTheWay = !more.every(isStatement) || [...ours.values()].some(isStatement);
  return more.length > 0 && isInTheWay ? undefined : more;
}

/**
 * Tells of an image that both sides have whether their lists are the same, so that nothing of its graph has to be read. Signatures
 * are not asked for signatures of their own. `undefined` for whatever the lists alone do not prove to be the same: an index, tags
 * of cosign, other entries on one of the sides than statements of in-toto on the other one. The graph then tells.
 */
export async function sameLists(
  source: BelievedSource,
  target: CachedStore,
  root: Descriptor,
  signal: AbortSignal,
): Promise<SameLists | undefined> {
  if (manifestKind(root.mediaType) !== 'image' || !(await hasNoDigestTags(source, root))) return undefined;
  const found = new Map<Digest, ListedByBoth>();
  const onlyThere = new Set<Digest>();
  let subjects: readonly Descriptor[] = [root];
  for (let depth = 0; subjects.length > 0; depth += 1) {
    if (depth > GRAPH_DEPTH || found.size > MOST) return undefined;
    const lists = await Promise.all(
      subjects.map(async (subject) => {
        const [ours, theirs] = await Promise.all([
          described(source.store, subject, signal),
          described(target, subject, signal),
        ]);
        const more = beyond(ours, theirs);
        return ours && more && { subject: subject.digest, ours: [...ours.values()], more };
      }),
    );
    const met: Descriptor[] = [];
    for (const list of lists) {
      if (!list) return undefined;
      const { subject, ours, more } = list;
      for (const { descriptor } of more) onlyThere.add(descriptor.digest);
      for (const { descriptor, foundIn } of ours) {
        const { digest, size, artifactType = '' } = descriptor;
        // A digest that was met before has been looked at, also in a cycle of lists.
        if (found.has(digest)) continue;
        found.set(digest, { digest, artifactType, size, foundIn, subject });
        met.push(descriptor);
      }
    }
    subjects = met.filter(({ artifactType = '' }) => !isSignature(artifactType));
  }
  const others = [...onlyThere].map((digest) => ({ digest, artifactType: IN_TOTO_TYPE }));
  return { both: [...found.values()], onlyThere: others };
}
