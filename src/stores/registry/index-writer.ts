import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, isDigest } from '../../oci/digest.ts';
import { mergeReferrers, referrersTag } from '../../oci/referrers-index.ts';
import { type GuardedTags, type Outcome, ROUNDS } from './guarded-tags.ts';
import { lostReferrer } from './lost-referrer.ts';
import type { Manifests } from './manifests.ts';
import type { PutReferrers, Unreached } from './put-referrers.ts';
import type { Referrers } from './referrers.ts';
import type { TagState } from './registry-list.ts';
import type { TagOwner } from './tag-owner.ts';

export interface IndexWriterOptions {
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** W of docs/architecture.md, "The referrers tag", in milliseconds. */
  readonly window: number;
}

/**
 * Times that a registry may refuse the index for a missing manifest before the entries whose manifest is gone are left out.
 * The first refusals may come from a replica that is late.
 */
const GAP_ROUNDS = 4;
/** Adds entries to referrers tags by docs/architecture.md, "The referrers tag" (distribution-spec, "Referrers Tag Schema"). */
export class IndexWriter {
  readonly #referrers: Referrers;
  readonly #manifests: Manifests;
  readonly #owner: TagOwner;
  readonly #tags: GuardedTags;
  readonly #options: IndexWriterOptions;

  constructor(
    referrers: Referrers,
    manifests: Manifests,
    owner: TagOwner,
    tags: GuardedTags,
    options: IndexWriterOptions,
  ) {
    this.#referrers = referrers;
    this.#manifests = manifests;
    this.#owner = owner;
    this.#tags = tags;
    this.#options = options;
  }

  /**
   * Adds referrers to the referrers tag of their subject, and resolves when a reader of the tag gets to all of them. Entries
   * that describe one of them wrongly are mended, and entries before them whose manifest is definitely gone are left out.
   *
   * @param known the content of the tag as it was read before.
   * @throws SealiftError `referrers_index_contended`, `signature_lost`, `tag_immutable`, `content_too_large`,
   *   `referrers_tag_taken` when the tag holds no list of referrers, or `upload_unconfirmed` when the registry lacks another
   *   manifest that the index names.
   */
  async add(referrers: PutReferrers, known: TagState | undefined, signal: AbortSignal): Promise<void> {
    const { subject, entries: added } = referrers;
    const { name } = this.#manifests;
    const { sleep } = this.#options;
    const unreached = ({ entries }: TagState) =>
      referrers.unreached({ api: undefined, tag: entries }, signal);
    // That a reading gets old also holds for a single writer of signatures: somebody else may tag an image so.
    let state = known && !this.#tags.isOld(known) ? known : await this.#referrers.readTag(subject, signal);
    let gone: ReadonlySet<Digest> = new Set();
    let refusals = 0;
    let refusal: SealiftError | undefined;
    let hasWritten = false;
    let lost = await unreached(state);
    for (let round = 1; round <= ROUNDS && lost.length > 0; round += 1) {
      if (lost.every(isPastMending)) throw lostReferrer(name, subject, lost[0]!, 'tag');
      refusal = undefined;
      if (state.isSubject && hasWritten) throw unkeepable(subject, added);
      await this.#owner.refuseTaken(subject, state, added, signal);
      const isKept = ({ digest }: Descriptor): boolean => !gone.has(digest);
      const suspects = await referrers.goneBefore(state.entries.filter(isKept), signal);
      gone = new Set([...gone, ...(await this.#confirmedGone(suspects, signal))]);
      const kept = { ...state, entries: state.entries.filter(isKept) };
      const outcome = await this.#write(subject, kept, added, signal).catch(
        async (error): Promise<Outcome> => {
          // Whatever words the registry has for it: it may refuse the index because it lost what the index names.
          const own = error instanceof SealiftError && !signal.aborted ? await referrers.missing(signal) : [];
          refusal = own.length > 0 ? (error as SealiftError) : missingChild(error, subject);
          refusals += 1;
          if (own.length > 0 && refusals >= GAP_ROUNDS) throw lostReferrer(name, subject, own[0]!, 'store');
          await referrers.putAgain(own, signal);
          return 'refused';
        },
      );
      if (refusal && refusals === GAP_ROUNDS) gone = await this.#gone(state.entries, signal);
      const isWritten = outcome === 'written' || outcome === 'guarded';
      if (isWritten) {
        hasWritten = true;
        const wait = this.#tags.waitAfter(outcome);
        if (wait > 0) await sleep(wait, signal);
        state = await this.#referrers.readTag(subject, signal);
        lost = await unreached(state);
        if (lost.length === 0) return;
      }
      if (outcome !== 'stale') await sleep(this.#tags.spread(round, outcome), signal);
      state = await this.#referrers.readTag(subject, signal);
      lost = await unreached(state);
    }
    if (lost.length === 0) return;
    const [own] = await referrers.missing(signal);
    if (own) throw lostReferrer(name, subject, own, 'store');
    if (refusal) throw refusal;
    if (lost.every(isPastMending)) throw lostReferrer(name, subject, lost[0]!, 'tag');
    const digests = lost.map(({ entry }) => entry.digest);
    throw new SealiftError(
      'referrers_index_contended',
      `the referrers tag of ${subject.digest} does not keep ${digests.join(', ')}: others write it at the same time`,
    );
  }

  /** The entries whose manifest is still gone after W: a replica may be late with the manifest of another writer. */
  async #confirmedGone(entries: readonly Descriptor[], signal: AbortSignal): Promise<ReadonlySet<Digest>> {
    const first = await this.#gone(entries, signal);
    if (first.size === 0) return first;
    await this.#options.sleep(this.#options.window, signal);
    return this.#gone(
      entries.filter(({ digest }) => first.has(digest)),
      signal,
    );
  }

  /** The entries whose manifest is definitely gone. Some registries refuse an index that names a missing manifest. */
  async #gone(entries: readonly Descriptor[], signal: AbortSignal): Promise<ReadonlySet<Digest>> {
    const found = await Promise.all(
      // Whether content under another digest algorithm is gone, nobody can ask.
      entries
        .filter(({ digest }) => isDigest(digest))
        .map(async ({ digest }) => ((await this.#manifests.resolve({ digest }, signal)) ? [] : [digest])),
    );
    return new Set(found.flat());
  }

  async #write(
    subject: Descriptor,
    state: TagState,
    added: readonly Descriptor[],
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { content } = mergeReferrers(state.entries, added, state.annotations);
    try {
      return await this.#tags.write(referrersTag(subject.digest), content, state, signal);
    } catch (error) {
      throw error instanceof SealiftError && error.code === 'tag_immutable' ? explained(error) : error;
    }
  }
}

/** Whether an entry of somebody else stands before a referrer and ends the reading, and may not be left out. */
function isPastMending({ entry, reach }: Unreached): boolean {
  return reach.state === 'blocked' && reach.standing === 'unfit' && reach.by.digest !== entry.digest;
}

/**
 * The error for an index that was refused because a manifest it names is missing: a replica is late, or the manifest is gone.
 * Every other error is thrown.
 */
function missingChild(error: unknown, { digest }: Descriptor): SealiftError {
  if (!(error instanceof SealiftError) || error.code !== 'upload_unconfirmed') throw error;
  return new SealiftError(error.code, error.message, {
    hint: `The registry misses a manifest that the tag ${referrersTag(digest)} lists; \`sealift list\` shows which. Run it again.`,
    cause: error,
  });
}

function unkeepable(subject: Descriptor, added: readonly Descriptor[]): SealiftError {
  const lost = added.map(({ digest }) => digest).join(', ');
  return new SealiftError(
    'signature_lost',
    `${lost} cannot be found: the registry answers the referrers tag of ${subject.digest} with the image itself`,
    {
      hint: 'This registry keeps no list of what is attached; update it, or use one with the Referrers API.',
    },
  );
}

function explained(error: SealiftError): SealiftError {
  return new SealiftError('tag_immutable', `${error.message}; this tag lists what is attached`, {
    cause: error,
    hint: 'This registry has no Referrers API, so the tags sha256-* must stay movable: exclude them from its immutability rule.',
  });
}
