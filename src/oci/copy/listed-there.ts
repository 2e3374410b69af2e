import { SealiftError } from '../../errors.ts';
import { type Descriptor, sameContent } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import { describes } from '../discovery/discover.ts';
import { type KnownStanding, Standings } from '../discovery/reach.ts';
import { standingOf } from '../discovery/standing.ts';
import type { Attachment } from '../graph/artifact-graph.ts';
import { artifactTypeOf } from '../manifest.ts';
import type { BlobReader, FoundIn, ManifestReader, ReferrerQuery, ReferrerReader } from '../ports.ts';

/** The part of a target that tells what readers of it find. */
export type ListReader = ManifestReader &
  ReferrerReader &
  Pick<BlobReader, 'has'> & { readonly name: string };

/** The entry that a list has to have for an attachment (distribution-spec, "Listing Referrers"). */
function entryOf({ node: { content, manifest } }: Attachment): Descriptor {
  const artifactType = artifactTypeOf(manifest);
  return { ...content.descriptor, ...(artifactType === '' ? {} : { artifactType }) };
}

/** Whether the target still has what an attachment consists of. Its parts are known, so nothing is read whole. */
async function standingHere(
  target: ListReader,
  { node: { content, layers } }: Attachment,
  signal: AbortSignal,
): Promise<KnownStanding> {
  const { descriptor } = content;
  const there = await target.resolve({ digest: descriptor.digest }, signal);
  if (there === undefined) return 'gone';
  if (!sameContent(there, descriptor)) return 'unfit';
  const found = await Promise.all(layers.map((layer) => target.has(layer, signal)));
  return found.every((isThere) => isThere) ? 'there' : 'unfit';
}

/** An entry of which only this much is kept, since a list may have ten thousand of them. */
export type OtherEntry = Pick<Descriptor, 'digest' | 'artifactType'>;

/** What a target lists as attached to one subject. */
export interface ListedThere {
  /** Where it lists those of the wanted attachments that its readers get to (`discovery/discover.ts`). */
  readonly places: ReadonlyMap<Digest, FoundIn>;
  /** What it lists beside them. */
  readonly others: readonly OtherEntry[];
}

/**
 * Which of the attachments of one subject readers of the target get to, and what else is attached there. What follows the last of
 * them in the list is wanted for a word alone, so that a failure to read it is none of the whole.
 *
 * @param ask says whether the target is asked for the attachments themselves; else its list is believed, and only what
 *   others attached before them is asked for.
 */
export async function listedThere(
  target: ListReader,
  attached: readonly Attachment[],
  { query, ask }: { readonly query: ReferrerQuery; readonly ask: boolean },
  signal: AbortSignal,
): Promise<ListedThere> {
  const wanted = attached.map(entryOf);
  const byDigest = new Map(attached.map((one) => [one.node.content.descriptor.digest, one]));
  const open = new Map(wanted.map((one) => [one.digest, one]));
  const listed: Descriptor[] = [];
  const places = new Map<Digest, FoundIn>();
  const others: OtherEntry[] = [];
  try {
    for await (const { descriptor, foundIn, behindApi } of target.referrers(
      attached[0]!.subject,
      query,
      signal,
    )) {
      if (behindApi) break;
      const { digest, artifactType } = descriptor;
      if (!byDigest.has(digest)) others.push({ digest, ...(artifactType ? { artifactType } : {}) });
      if (open.size === 0) continue;
      listed.push(descriptor);
      const own = open.get(descriptor.digest);
      if (own) places.set(own.digest, foundIn);
      if (own && describes(descriptor, own)) open.delete(own.digest);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (open.size > 0 || !(error instanceof SealiftError)) throw error;
  }
  const standings = new Standings((entry, joined) => {
    const own = byDigest.get(entry.digest);
    return own && sameContent(own.node.content.descriptor, entry)
      ? standingHere(target, own, joined)
      : standingOf(target, entry, joined);
  });
  if (!ask) for (const one of wanted) standings.set(one, 'there');
  const found = new Map<Digest, FoundIn>();
  for (const one of wanted) {
    const { state } = await standings.reach({ api: listed, tag: [] }, one, signal);
    const foundIn = places.get(one.digest);
    if (state === 'reached' && foundIn !== undefined) found.set(one.digest, foundIn);
  }
  return { places: found, others };
}
