import { mapGroup } from '../../async/map-group.ts';
import { type Descriptor, sameContent } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import { type Discovery, discover, type Lists, type Standing } from './discover.ts';

/** A verdict that leaves nothing to ask. */
export type Reach = Exclude<Discovery, { readonly state: 'open' }>;

/** What somebody asked for. */
export type KnownStanding = Exclude<Standing, 'unknown'>;

/** The most entries that are asked for at the same time: a hostile list may name many large manifests. */
const TOGETHER = 4;

/**
 * The standings of the entries of one subject, each asked for once, for as many verdicts as are wanted. One digest may be listed
 * with several media types and sizes, of which one at most is right.
 */
export class Standings {
  readonly #ask: (entry: Descriptor, signal: AbortSignal) => Promise<KnownStanding>;
  readonly #known = new Map<Digest, { readonly entry: Descriptor; readonly standing: KnownStanding }[]>();

  constructor(ask: (entry: Descriptor, signal: AbortSignal) => Promise<KnownStanding>) {
    this.#ask = ask;
  }

  set(entry: Descriptor, standing: KnownStanding): void {
    const others = this.#known.get(entry.digest)?.filter((one) => !sameContent(one.entry, entry)) ?? [];
    this.#known.set(entry.digest, [...others, { entry, standing }]);
  }

  of(entry: Descriptor): Standing {
    return this.#known.get(entry.digest)?.find((one) => sameContent(one.entry, entry))?.standing ?? 'unknown';
  }

  /** Has every entry that could not be fetched asked for again. */
  forgetFailures(): void {
    for (const [digest, all] of this.#known) {
      const there = all.filter(({ standing }) => standing === 'there');
      if (there.length < all.length) this.#known.set(digest, there);
    }
  }

  /** Finds out whether a reader gets to `wanted`, and asks for the entries that this depends on. */
  async reach(lists: Lists, wanted: Descriptor, signal: AbortSignal): Promise<Reach> {
    for (;;) {
      const found = discover(lists, wanted, (entry) => this.of(entry));
      if (found.state !== 'open') return found;
      const { ask } = found;
      const asked = await mapGroup(signal, ask, TOGETHER, this.#ask);
      for (const [at, standing] of asked.entries()) this.set(ask[at]!, standing);
    }
  }
}
