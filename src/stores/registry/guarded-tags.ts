import { SealiftError } from '../../errors.ts';
import { discard } from '../../io/http/body.ts';
import type { ManifestContent } from '../../oci/ports.ts';
import type { Manifests } from './manifests.ts';

export interface GuardOptions {
  readonly now: () => Date;
  /** Returns a number in [0, 1), which spreads writers that collided. */
  readonly random: () => number;
  /** Whether this run is the only writer of the repository, so that it need not wait for others. */
  readonly singleWriter: boolean;
  /** W of docs/architecture.md, "The referrers tag", in milliseconds: every writer writes within this time of its reading. */
  readonly window: number;
}

/** A tag as it was read at one moment. */
export interface ReadTag {
  /** The ETag of the answer, where the registry sent one. */
  readonly etag?: string;
  readonly exists: boolean;
  /** When the request was sent, in milliseconds. */
  readonly readAt: number;
}

/**
 * The outcome of one write. `guarded`: written under If-Match. `refused`: the tag had changed since the reading. `stale`: the
 * reading was too old, so that nothing was sent.
 */
export type Outcome = 'written' | 'guarded' | 'refused' | 'stale';

/** N of the same rule: the most times that a tag is written. */
export const ROUNDS = 12;
/** Milliseconds before the second reading where no other writer is waited for. A registry may show a write late. */
const FIRST_LOOK = 100;
/** An ETag that no content has: a registry that honours If-Match (RFC 9110, 13.1.1) refuses a write with it. */
const FOREIGN_ETAG = `"sha256:${'0'.repeat(64)}"`;

class Stale extends SealiftError {
  constructor() {
    super('referrers_index_contended', 'the tag was read too long ago to be written');
  }
}

/** The condition that the tag is unchanged since it was read, or still absent (RFC 9110, 13.1.1 and 13.1.2). */
function guardOf({ etag, exists }: ReadTag): Record<string, string> {
  if (etag !== undefined) return { 'if-match': etag };
  return exists ? {} : { 'if-none-match': '*' };
}

/**
 * Writes tags of one repository that others may write at the same time (docs/architecture.md, "The referrers tag"). The
 * specification has no lock. So a tag is written soon after it was read; who writes it then waits until every writer that
 * had read before must have written, and reads it back. Where the registry honours If-Match, that guards the write and nobody waits.
 */
export class GuardedTags {
  readonly #manifests: Manifests;
  readonly #options: GuardOptions;
  /** Whether the registry honours If-Match. An ETag does not prove that: distribution sends one and ignores If-Match. */
  #honoured: boolean | undefined;

  constructor(manifests: Manifests, options: GuardOptions) {
    this.#manifests = manifests;
    this.#options = options;
  }

  /** Whether a reading counts as stale: after half of W, so that the other half is left for the write. */
  isOld({ readAt }: ReadTag): boolean {
    const { now, window } = this.#options;
    return now().getTime() - readAt >= window / 2;
  }

  /** Milliseconds until the reading that confirms a write; 0 where no other writer is waited for. */
  waitAfter(outcome: Outcome): number {
    const { window, singleWriter } = this.#options;
    return outcome === 'written' && !singleWriter ? window : 0;
  }

  /** Milliseconds before the next round, with a random part so that colliding writers do not collide again. */
  spread(round: number, outcome: Outcome): number {
    const { random, window } = this.#options;
    const waits = this.waitAfter(outcome) > 0;
    return waits ? random() * window : Math.min(window, FIRST_LOOK * 2 ** (round - 1)) * (0.5 + random() / 2);
  }

  /** Points `tag` at `content`, which was made of what the tag held in `state`. */
  async write(tag: string, content: ManifestContent, state: ReadTag, signal: AbortSignal): Promise<Outcome> {
    if (this.#honoured === undefined && state.etag !== undefined && !this.#options.singleWriter) {
      const probed = await this.#put(tag, content, state, { 'if-match': FOREIGN_ETAG }, signal);
      if (probed === 'stale') return probed;
      this.#honoured = probed === 'refused';
      if (!this.#honoured) return 'written';
    }
    const guard = this.#honoured ? guardOf(state) : {};
    const outcome = await this.#put(tag, content, state, guard, signal);
    return outcome === 'written' && Object.keys(guard).length > 0 ? 'guarded' : outcome;
  }

  /** Sends one PUT. Neither it nor a retry is sent once the reading that it is based on is stale. */
  async #put(
    tag: string,
    content: ManifestContent,
    state: ReadTag,
    guard: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Exclude<Outcome, 'guarded'>> {
    const isGuarded = Object.keys(guard).length > 0 && guard['if-match'] !== FOREIGN_ETAG;
    const beforeSending = (): void => {
      // A single writer has nobody who may have written since.
      if (!isGuarded && !this.#options.singleWriter && this.isOld(state)) throw new Stale();
    };
    try {
      const response = await this.#manifests.send(
        content,
        { tag },
        { headers: guard, beforeSending },
        signal,
      );
      if (response.status === 412 && Object.keys(guard).length > 0) {
        // Harbor answers 412 also when the tag is immutable.
        const error = await this.#manifests.refusal(response, `set the tag ${tag} in`);
        if (error.code === 'tag_immutable') throw error;
        await discard(response);
        return 'refused';
      }
      await this.#manifests.stored(content, response, `set the tag ${tag} in`);
      return 'written';
    } catch (error) {
      if (error instanceof Stale) return 'stale';
      throw error;
    }
  }
}
