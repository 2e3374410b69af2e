import type { Crl } from '../../pki/crl/crl.ts';

/** Bytes of all lists together. */
const MOST = 8 * 1024 * 1024;
/** A short list costs more than its bytes. */
const MOST_LISTS = 256;

/** Lists that were judged, by name; those that were used longest ago are forgotten first. */
export class KeptCrls {
  readonly #lists = new Map<string, Crl>();
  #bytes = 0;

  get(name: string): Crl | undefined {
    const crl = this.#lists.get(name);
    if (crl === undefined) return undefined;
    this.#lists.delete(name);
    this.#lists.set(name, crl);
    return crl;
  }

  add(name: string, crl: Crl): void {
    this.#forget(name);
    this.#lists.set(name, crl);
    this.#bytes += crl.der.length;
    for (const oldest of this.#lists.keys()) {
      if (this.#bytes <= MOST && this.#lists.size <= MOST_LISTS) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    this.#bytes -= this.#lists.get(name)?.der.length ?? 0;
    this.#lists.delete(name);
  }
}
