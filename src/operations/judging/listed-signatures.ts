import { NOTARY_ARTIFACT_TYPE } from '../../oci/artifact-type.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type KnownStanding, Standings } from '../../oci/discovery/reach.ts';
import { standingOf } from '../../oci/discovery/standing.ts';
import { whyUnreached } from '../../oci/discovery/why-unreached.ts';
import type { ReferrerEntry, SourceStore } from '../../oci/ports.ts';

/** What one store lists, as far as it was read. */
interface Listed {
  readonly entries: Descriptor[];
  isBehindApi: boolean;
}

/**
 * The listed signatures of one manifest, as far as they were read, and whether other readers of the list get to them. Each store
 * that signatures come from has a list of its own.
 */
export class ListedSignatures {
  readonly #store: SourceStore;
  readonly #lists = new Map<string | undefined, Listed>();
  readonly #standings: Standings;

  constructor(store: SourceStore) {
    this.#store = store;
    this.#standings = new Standings((entry, signal) => standingOf(store, entry, signal));
  }

  /** Adds the next entry of the list. */
  add({ descriptor, behindApi, elsewhere }: ReferrerEntry): void {
    const list = this.#listOf(elsewhere);
    if (behindApi) list.isBehindApi = true;
    else list.entries.push(descriptor);
  }

  #listOf(elsewhere: string | undefined): Listed {
    const known = this.#lists.get(elsewhere) ?? { entries: [], isBehindApi: false };
    this.#lists.set(elsewhere, known);
    return known;
  }

  /** Notes what fetching an entry gave, so that it is not asked for again. */
  note({ descriptor }: ReferrerEntry, standing: KnownStanding): void {
    this.#standings.set(descriptor, standing);
  }

  /**
   * Why other readers do not get to a signature that was fetched; `undefined` when they do. What is listed before it is asked
   * for where nobody did so far.
   */
  async whyUnreached(
    { descriptor, elsewhere, foundIn }: ReferrerEntry,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    // A layout is read by following its index.json: no entry keeps readers from another one.
    if (foundIn === 'index' || (elsewhere === undefined && this.#store.repository === undefined))
      return undefined;
    const { entries, isBehindApi } = this.#listOf(elsewhere);
    const wanted = { ...descriptor, artifactType: NOTARY_ARTIFACT_TYPE };
    const lists = { api: entries, tag: [] };
    const why = whyUnreached(await this.#standings.reach(lists, wanted, signal), wanted);
    if (why === undefined) return undefined;
    return `${isBehindApi ? 'the Referrers API, which answers,' : 'its list'} ${why}`;
  }
}
