import pLimit from 'p-limit';
import { SealiftError } from '../../errors.ts';
import type { ManifestContent, MergeTag } from '../../oci/ports.ts';
import { type GuardedTags, type Outcome, type ReadTag, ROUNDS } from './guarded-tags.ts';
import type { FoundManifest, Manifests } from './manifests.ts';
import { refusedManifest } from './refused-manifest.ts';

export interface MergeOptions {
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** The most tags that are read and written at the same time. */
const TOGETHER = 4;

/** The content of a tag as it was read, and what it is to hold. */
interface State extends ReadTag {
  readonly there: ManifestContent | undefined;
  readonly wanted: ManifestContent;
}

/**
 * Has a tag hold what this run brings beside what others put there, by the rule of the referrers tag (docs/architecture.md, "The
 * referrers tag"): cosign reads, appends and writes its tags as well, and without a lock.
 */
export class TagMerger {
  readonly #manifests: Manifests;
  readonly #tags: GuardedTags;
  readonly #options: MergeOptions;
  readonly #turns = pLimit(TOGETHER);

  constructor(manifests: Manifests, tags: GuardedTags, options: MergeOptions) {
    this.#manifests = manifests;
    this.#tags = tags;
    this.#options = options;
  }

  /** See `mergeTag` in `oci/ports.ts`. */
  async merge(tag: string, merge: MergeTag, signal: AbortSignal): Promise<ManifestContent> {
    const { sleep } = this.#options;
    /** The outcome of a write that the next reading has to confirm. */
    let unconfirmed: Outcome | undefined;
    for (let round = 1; ; ) {
      // What was read is let go of before the waits, and few read at the same time: a manifest may have 4 MiB.
      const done = await this.#turns(async () => {
        signal.throwIfAborted();
        const state = await this.#read(tag, merge, signal);
        if (state.wanted === state.there) return state.there;
        return unconfirmed !== undefined || round > ROUNDS ? 'lost' : this.#write(tag, state, signal);
      });
      if (typeof done !== 'string') return done;
      if (done === 'lost') {
        if (unconfirmed === undefined || round > ROUNDS) break;
        // Writers that overwrote each other would do so again if all waited the same time.
        await sleep(this.#tags.spread(round, unconfirmed), signal);
        unconfirmed = undefined;
        continue;
      }
      round += 1;
      unconfirmed = done === 'written' || done === 'guarded' ? done : undefined;
      const wait = this.#tags.waitAfter(done);
      if (wait > 0) await sleep(wait, signal);
      else if (done === 'refused') await sleep(this.#tags.spread(round, done), signal);
    }
    throw new SealiftError(
      'upload_unconfirmed',
      `the tag ${tag} of ${this.#manifests.name} was written ${ROUNDS} times and does not keep what was put`,
      {
        hint: 'Others write it at the same time, or the registry does not keep it. Nothing is lost of what is there; run it again when nobody else writes.',
      },
    );
  }

  async #read(tag: string, merge: MergeTag, signal: AbortSignal): Promise<State> {
    const readAt = this.#options.now().getTime();
    const there: FoundManifest | undefined = await this.#manifests.get({ tag }, signal);
    const { etag } = there ?? {};
    const exists = there !== undefined;
    return { there, wanted: merge(there), exists, readAt, ...(etag === undefined ? {} : { etag }) };
  }

  async #write(tag: string, state: State, signal: AbortSignal) {
    try {
      return await this.#tags.write(tag, state.wanted, state, signal);
    } catch (error) {
      if (error instanceof SealiftError && error.code === 'tag_immutable') {
        throw new SealiftError(error.code, `${error.message}; cosign looks there for what is attached`, {
          cause: error,
          hint: 'Tags sha256-* must stay movable, since further signatures are added to them: exclude them from the immutability rule of the registry.',
        });
      }
      throw refusedManifest(error, state.wanted);
    }
  }
}
