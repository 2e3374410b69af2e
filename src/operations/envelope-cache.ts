import { BoundedMap } from '../oci/cache/bounded-map.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Certificate } from '../pki/certificate.ts';
import { type EnvelopeOrder, type PreparedSigner, signDescriptor } from './prepare-signer.ts';
import type { MadeSignature, PreparedPlugin } from './prepared-plugin.ts';

/** An envelope as it is pushed, with what it says about its times. */
export interface SignedEnvelope {
  readonly bytes: Uint8Array;
  readonly signingTime: Date;
  readonly expiry: Date | undefined;
  /** Leaf first, root included. */
  readonly chain: readonly Certificate[];
  /** For the manifest that will hold it. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** Whether a signature under this chain adds nothing; of a plugin the chain may be known only when it has signed. */
export type IsNeedless = (chain: readonly Certificate[]) => boolean;

export interface EnvelopeWish {
  readonly target: Descriptor;
  readonly metadata: Readonly<Record<string, string>>;
  /** Milliseconds from the signing time; no expiry when absent. */
  readonly expiresAfter: number | undefined;
  readonly now: Date;
}

/** Bytes of envelopes that are kept; one that was forgotten is made again. */
const KEPT = 4 * 1024 * 1024;

function sortedPairs(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

async function signWith(
  prepared: PreparedSigner | PreparedPlugin,
  order: EnvelopeOrder,
  isNeedless: IsNeedless,
  signal: AbortSignal,
): Promise<MadeSignature | undefined> {
  if ('make' in prepared) return prepared.make(order, isNeedless, signal);
  return { ...(await signDescriptor(prepared, order, signal)), annotations: {} };
}

async function make(
  prepared: PreparedSigner | PreparedPlugin,
  { target, metadata, expiresAfter, now }: EnvelopeWish,
  isNeedless: IsNeedless,
  signal: AbortSignal,
): Promise<SignedEnvelope | undefined> {
  const signingTime = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const expiry = expiresAfter === undefined ? undefined : new Date(signingTime.getTime() + expiresAfter);
  const order = { target, metadata, signingTime, ...(expiry === undefined ? {} : { expiry }) };
  const signed = await signWith(prepared, order, isNeedless, signal);
  if (!signed) return undefined;
  const { bytes, annotations, envelope } = signed;
  return {
    bytes,
    annotations,
    chain: envelope.chain,
    signingTime: envelope.signingTime,
    expiry: envelope.expiry,
  };
}

/** Whether an envelope that was made earlier in a run still has most of the life that was asked for. */
function isFresh({ expiry }: SignedEnvelope, { expiresAfter, now }: EnvelopeWish): boolean {
  return expiry === undefined || expiry.getTime() - now.getTime() > (expiresAfter ?? 0) / 2;
}

/**
 * The envelopes of a run by its one key: what goes to several repositories is signed once, and each gets the same bytes.
 */
export class EnvelopeCache {
  readonly #signal: AbortSignal;
  readonly #made = new BoundedMap<string, Promise<SignedEnvelope | undefined>>(KEPT);

  /** @param signal ends the work for everybody who waits for it, so it is the run's, not one image's. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * The one envelope for this descriptor, metadata and expiry.
   *
   * @param isNeedless asked where the key tells its chain by signing; then it may resolve to `undefined`.
   */
  async get(
    prepared: PreparedSigner | PreparedPlugin,
    wish: EnvelopeWish,
    isNeedless: IsNeedless,
  ): Promise<SignedEnvelope | undefined> {
    const { target, metadata, expiresAfter } = wish;
    const { mediaType, digest, size } = target;
    const key = JSON.stringify([mediaType, digest, size, sortedPairs(metadata), expiresAfter ?? null]);
    // Looked up again after each wait: several may have waited for one that is of no use here, and one of them makes the next.
    for (let earlier = this.#made.get(key); earlier; ) {
      const envelope = await earlier;
      // None was needed there; here it may be.
      if (envelope && isFresh(envelope, wish)) return isNeedless(envelope.chain) ? undefined : envelope;
      const now = this.#made.get(key);
      earlier = now === earlier ? undefined : now;
    }
    const under = make(prepared, wish, isNeedless, this.#signal);
    this.#made.set(key, under, 0);
    under.then(
      (envelope) => this.#made.grow(key, under, envelope?.bytes.length ?? 0),
      () => this.#made.delete(key, under),
    );
    return under;
  }
}
