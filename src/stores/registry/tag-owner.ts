import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Subject } from '../../oci/ports.ts';
import { HIDING_HINT, referrersTag } from '../../oci/referrers-index.ts';
import { findReferrer } from '../../oci/refers-to.ts';
import type { Manifests } from './manifests.ts';
import type { TagState } from './registry-list.ts';
import type { Repository } from './repository.ts';
import { tagIsListed } from './tags.ts';

/**
 * Tells lists of referrers from what somebody else keeps under a tag of that name: an image that is tagged by its digest, an
 * index of platforms, an artifact.
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

  /** Refuses to let a tag of that name point at an image, which would hide the list that it holds. */
  async refuseHiding(tag: string, { entries, instead }: TagState, signal: AbortSignal): Promise<void> {
    if (instead !== undefined) return;
    const isUnder = (subject: Digest): boolean => referrersTag(subject) === tag;
    const { found } = await findReferrer(this.#manifests, entries, isUnder, signal);
    if (found !== 'none') throw this.hidden(tag, 'it holds a list of what is attached to an image');
  }

  /** The error for a tag that must not point at an image. */
  hidden(tag: string, reason: string): SealiftError {
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
    if (entries.some((entry) => entry.digest === digest)) return 'an index of the image itself';
    const known = [...ours.map((one) => one.digest), this.#seen.get(digest)];
    const isKnown = (entry: Descriptor): boolean => !entry.platform && known.includes(entry.digest);
    if (entries.length === 0 || entries.some(isKnown)) return undefined;
    const reference = await findReferrer(this.#manifests, entries, (subject) => subject === digest, signal);
    if (reference.found === 'referrer') this.#seen.set(digest, reference.by);
    const isList = reference.found === 'referrer' || reference.found === 'unknown';
    return isList ? undefined : 'an index of manifests that are not attached to it';
  }
}
