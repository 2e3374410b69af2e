import { NOTARY_ARTIFACT_TYPE } from '../../notation/signature-manifest.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type KnownStanding, Standings } from '../../oci/discovery/reach.ts';
import { standingOf } from '../../oci/discovery/standing.ts';
import { whyUnreached } from '../../oci/discovery/why-unreached.ts';
import type { ReferrerEntry, SourceStore } from '../../oci/ports.ts';

/** The listed signatures of one manifest, as far as they were read, and whether other readers of the list get to them. */
export class ListedSignatures {
  readonly #store: SourceStore;
  readonly #entries: Descriptor[] = [];
  readonly #standings: Standings;
  #isBehindApi = false;

  constructor(store: SourceStore) {
    this.#store = store;
    this.#standings = new Standings((entry, signal) => standingOf(store, entry, signal));
  }

  /** Adds the next entry of the list. */
  add({ descriptor, behindApi }: ReferrerEntry): void {
    if (behindApi) this.#isBehindApi = true;
    else this.#entries.push(descriptor);
  }

  /** Notes what fetching an entry gave, so that it is not asked for again. */
  note({ descriptor }: ReferrerEntry, standing: KnownStanding): void {
    this.#standings.set(descriptor, standing);
  }

  /**
   * Why other readers do not get to a signature that was fetched; `undefined` when they do. What is listed before it is asked
   * for where nobody did so far.
   */
  async whyUnreached({ descriptor }: ReferrerEntry, signal: AbortSignal): Promise<string | undefined> {
    // A layout is read by following its index.json: no entry keeps readers from another one.
    if (this.#store.repository === undefined) return undefined;
    const wanted = { ...descriptor, artifactType: NOTARY_ARTIFACT_TYPE };
    const lists = { api: this.#entries, tag: [] };
    const why = whyUnreached(await this.#standings.reach(lists, wanted, signal), wanted);
    if (why === undefined) return undefined;
    return `${this.#isBehindApi ? 'the Referrers API, which answers,' : 'its list'} ${why}`;
  }
}
