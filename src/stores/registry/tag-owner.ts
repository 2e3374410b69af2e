import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { parseManifest } from '../../oci/manifest.ts';
import { manifestKind } from '../../oci/media-types.ts';
import type { Subject } from '../../oci/ports.ts';
import { HIDING_HINT, referrersTag } from '../../oci/referrers-index.ts';
import type { Manifests } from './manifests.ts';
import type { TagState } from './registry-list.ts';
import type { Repository } from './repository.ts';
import { tagIsListed } from './tags.ts';

/** The most entries of a tag whose manifests are asked whether they are referrers. */
const ASKED = 100;

/** What an entry is to the subject. `unknown`: its manifest is gone, so that it may have been a referrer. */
type Relation = 'referrer' | 'other' | 'unknown';

/** Errors that prove that an entry is no referrer. Every other one leaves that open. */
const UNFIT = new Set(['manifest_invalid', 'manifest_unsupported', 'digest_mismatch', 'content_too_large']);

/**
 * Tells lists of referrers from what somebody else keeps under a tag of that name: an image that is tagged by its digest, an
 * index of platforms, an artifact. Only the manifests of the entries tell the two kinds of index apart, since an entry of
 * either may have an artifact type.
 */
export class TagOwner {
  readonly #repository: Repository;
  readonly #manifests: Manifests;
  /** Of each subject, one manifest that was seen to refer to it. */
  readonly #seen = new Map<Digest, Digest>();

  constructor(repository: Repository, manifests: Manifests) {
    this.#repository = repository;
    this.#manifests = manifests;
  }

  /**
   * Refuses to write a list over what the referrers tag of a subject holds, unless that is a list of referrers.
   *
   * @param ours manifests that are known to refer to the subject.
   * @throws SealiftError `referrers_tag_taken`.
   */
  async refuseTaken(
    subject: Subject,
    state: TagState,
    ours: readonly Descriptor[],
    signal: AbortSignal,
  ): Promise<void> {
    const held = await this.#heldInstead(subject, state, ours, signal);
    if (held === undefined) return;
    const tag = referrersTag(subject.digest);
    throw new SealiftError(
      'referrers_tag_taken',
      `the tag ${tag} of ${this.#repository.name} holds ${held}, and is needed for the list of what is attached to ${subject.digest}: the Referrers API was not found there`,
    );
  }

  /** Whether one of the entries refers to a manifest that has this referrers tag. */
  async listsUnder(tag: string, { entries, instead }: TagState, signal: AbortSignal): Promise<boolean> {
    if (instead !== undefined) return false;
    const relation = await this.#relationOf(entries, (subject) => referrersTag(subject) === tag, signal);
    return relation.found !== 'other';
  }

  /** The error for a tag that must not name an image, since readers look for a list of referrers under it. */
  hidden(tag: string, hasApi: boolean): SealiftError {
    const reason = hasApi
      ? 'it holds a list of what is attached to an image'
      : 'readers look there for what is attached to an image, since the Referrers API was not found';
    return new SealiftError(
      'referrers_tag_taken',
      `the tag ${tag} of ${this.#repository.name} is not to name an image: ${reason}`,
      { hint: HIDING_HINT },
    );
  }

  async #heldInstead(
    { digest }: Subject,
    { exists, isSubject, instead, entries }: TagState,
    ours: readonly Descriptor[],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    if (!exists) return undefined;
    // GitLab takes the name for the digest and answers with the image, although nobody has set such a tag.
    if (isSubject)
      return (await tagIsListed(this.#repository, referrersTag(digest), signal))
        ? 'the image itself'
        : undefined;
    if (instead !== undefined) return instead;
    const known = [...ours.map((one) => one.digest), this.#seen.get(digest)];
    const isKnown = (entry: Descriptor): boolean => !entry.platform && known.includes(entry.digest);
    if (entries.length === 0 || entries.some(isKnown)) return undefined;
    const { found, by } = await this.#relationOf(entries, (subject) => subject === digest, signal);
    if (by !== undefined) this.#seen.set(digest, by);
    return found === 'other' ? 'an index of manifests that are not attached to it' : undefined;
  }

  /** Asks the entries in turn, to the first one that is a referrer. */
  async #relationOf(
    entries: readonly Descriptor[],
    isWanted: (subject: Digest) => boolean,
    signal: AbortSignal,
  ): Promise<{ readonly found: Relation; readonly by?: Digest }> {
    let found: Relation = 'other';
    for (const entry of entries.slice(0, ASKED)) {
      const relation = await this.#askManifest(entry, isWanted, signal);
      if (relation === 'referrer') return { found: relation, by: entry.digest };
      if (relation === 'unknown') found = relation;
    }
    return { found };
  }

  async #askManifest(
    entry: Descriptor,
    isWanted: (subject: Digest) => boolean,
    signal: AbortSignal,
  ): Promise<Relation> {
    // A platform is what an index of platforms has (image-spec, image-index.md), whatever its manifests refer to.
    if (entry.platform || manifestKind(entry.mediaType) === undefined) return 'other';
    try {
      const { subject } = parseManifest(await this.#manifests.manifest(entry, signal));
      return subject && isWanted(subject.digest) ? 'referrer' : 'other';
    } catch (error) {
      if (!(error instanceof SealiftError)) throw error;
      if (UNFIT.has(error.code)) return 'other';
      if (error.code === 'artifact_not_found') return 'unknown';
      throw error;
    }
  }
}
