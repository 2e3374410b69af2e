import { ByteBudget } from '../../async/byte-budget.ts';
import { printable } from '../../encoding/printable.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { checkCrlDates, checkCrlIssuer } from '../../pki/crl/check-crl.ts';
import type { Crl } from '../../pki/crl/crl.ts';
import { readCrl } from '../../pki/crl/read-crl.ts';
import type { CrlCache, RevocationSource } from '../ports.ts';
import { KeptCrls } from './kept-crls.ts';
import { SharedWork } from './shared-work.ts';

/** Bytes; a longer list is not kept in memory, and is judged while no other such list is. */
const LARGE = 1024 * 1024;

export type CrlKind = 'complete' | 'delta';

/** Where a list is, who has to have signed it, and what it has to be. */
export interface CrlPlace {
  readonly url: string;
  readonly issuer: Certificate;
  readonly kind: CrlKind;
}

/** Takes from a list what it has to say to one asker, and throws where it says nothing to this one. */
type CrlReader = (crl: Crl) => void;

interface Loading {
  readonly work: SharedWork<void>;
  readonly readers: Set<CrlReader>;
}

/** What has to be known of a stored list to tell that a fetched one is older. */
type Seen = Pick<Crl, 'number' | 'thisUpdate'> & { readonly scope: string };

const seenOf = ({ number, thisUpdate, scope }: Crl): Seen => ({ number, thisUpdate, scope: scope.der });

/** Numbers grow within one scope (RFC 5280, 5.2.3); between scopes the time tells. */
function isOlder(one: Seen, other: Seen): boolean {
  if (one.scope !== other.scope || one.number === undefined || other.number === undefined)
    return one.thisUpdate < other.thisUpdate;
  return one.number < other.number;
}

const KIND_FAULT = {
  complete: 'is a delta CRL, where a complete one has to be',
  delta: 'is no delta CRL',
} as const;

function holds(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

/** Brings the CRLs of a run: each one once for all who ask for it, from the cache or the network. */
export class CrlLoader {
  readonly #source: RevocationSource;
  readonly #cache: CrlCache | undefined;
  readonly #now: () => Date;
  readonly #turn = new ByteBudget(1);
  readonly #kept = new KeptCrls();
  readonly #loading = new Map<string, Loading>();

  /** @param now the time that every check takes for now, read when a list is judged. */
  constructor(source: RevocationSource, cache: CrlCache | undefined, now: () => Date) {
    this.#source = source;
    this.#cache = cache;
    this.#now = now;
  }

  /**
   * Hands the list of one place to `read`: one that its issuer made and that is of its time. A list that is older than one that
   * was stored is a replay, and is not believed. Nothing of the list may be held afterwards, since it may be large.
   *
   * @throws SealiftError where there is none, what the source rejects with, or what `read` throws.
   */
  async use<T>(place: CrlPlace, signal: AbortSignal, read: (crl: Crl) => T): Promise<T> {
    const name = `${place.kind} ${place.issuer.thumbprint} ${place.url}`;
    const kept = this.#kept.get(name);
    if (kept) return read(kept);
    let answer = undefined as { readonly value: T } | { readonly error: unknown } | undefined;
    const reader: CrlReader = (crl) => {
      try {
        answer = { value: read(crl) };
      } catch (error) {
        answer = { error };
        throw error;
      }
    };
    // Who comes when a list was just handed out begins again.
    while (answer === undefined) {
      const { readers, work } = this.#loadingOf(name, place);
      readers.add(reader);
      try {
        await work.wait(signal);
      } finally {
        readers.delete(reader);
      }
    }
    if ('value' in answer) return answer.value;
    throw answer.error;
  }

  #loadingOf(name: string, place: CrlPlace): Loading {
    const before = this.#loading.get(name);
    if (before && !before.work.isAbandoned) return before;
    const readers = new Set<CrlReader>();
    const work = new SharedWork((signal) => this.#load(name, place, readers, signal));
    const loading: Loading = { work, readers };
    this.#loading.set(name, loading);
    const forget = () => {
      if (this.#loading.get(name) === loading) this.#loading.delete(name);
    };
    work.done.then(forget, forget);
    return loading;
  }

  async #load(name: string, place: CrlPlace, readers: Set<CrlReader>, signal: AbortSignal): Promise<void> {
    const stored = await this.#turn.hold(1, signal, async () => {
      const crl = await this.#stored(name, place);
      if (crl === undefined || !holds(() => checkCrlDates(crl, this.#now()))) return crl && seenOf(crl);
      this.#hand(name, crl, readers);
      return 'fresh';
    });
    if (stored === 'fresh') return;
    signal.throwIfAborted();
    const der = await this.#source.crl(place.url, signal);
    const judge = () => this.#judge(name, place, der, stored, readers);
    await (der.length > LARGE ? this.#turn.hold(1, signal, judge) : judge());
  }

  async #judge(
    name: string,
    place: CrlPlace,
    der: Uint8Array,
    stored: Seen | undefined,
    readers: Set<CrlReader>,
  ): Promise<void> {
    const crl = this.#sound(place, der);
    checkCrlDates(crl, this.#now());
    const isReplay = stored !== undefined && isOlder(seenOf(crl), stored);
    // A stored list from the future was made by a clock that is wrong, here or there, and proves nothing.
    if (isReplay && stored.thisUpdate <= this.#now())
      throw crl.reader.refuse('is older than one seen before');
    // What says nothing to any asker is not stored, so that it replaces nothing that did.
    const isUseful = this.#hand(name, crl, readers);
    if (isUseful && !isReplay) await this.#store(name, place, crl);
    // Who came meanwhile is served too.
    this.#hand(name, crl, readers);
  }

  /** @returns whether the list said something to one of the readers, each of which is asked once. */
  #hand(name: string, crl: Crl, readers: Set<CrlReader>): boolean {
    if (crl.der.length <= LARGE) this.#kept.add(name, crl);
    const served = [...readers].filter((reader) => holds(() => reader(crl)));
    readers.clear();
    return served.length > 0;
  }

  /** A list that its issuer made and that is of the kind that is asked for, of whatever time. */
  #sound({ url, issuer, kind }: CrlPlace, der: Uint8Array): Crl {
    const crl = readCrl(der, { code: 'revocation_unknown', what: `CRL ${printable(url)}` });
    checkCrlIssuer(crl, issuer);
    if ((crl.baseNumber !== undefined) !== (kind === 'delta')) throw crl.reader.refuse(KIND_FAULT[kind]);
    return crl;
  }

  async #stored(name: string, place: CrlPlace): Promise<Crl | undefined> {
    try {
      const der = await this.#cache?.read(name);
      return der && this.#sound(place, der);
    } catch {
      return undefined;
    }
  }

  /** Another run may have stored a later list meanwhile; of a large one a second copy would cost too much memory to look. */
  async #store(name: string, place: CrlPlace, crl: Crl): Promise<void> {
    if (crl.der.length <= LARGE) {
      const now = await this.#stored(name, place);
      if (now && isOlder(seenOf(crl), seenOf(now))) return;
    }
    await this.#cache?.write(name, crl.der).catch(() => undefined);
  }
}
