import { openEnvelope } from '../../notation/envelope/open.ts';
import type { EnvelopeRequest } from '../../notation/envelope/request.ts';
import { BoundedMap } from '../../oci/cache/bounded-map.ts';
import type { EnvelopeMaker, IsNeedless, SignedEnvelope } from './envelope-maker.ts';

/** Bytes of envelopes that are kept. Beyond that, an envelope is made again. */
const KEPT = 4 * 1024 * 1024;

/** An envelope that is being made, or that was made and is opened again. */
interface Known {
  read(): Promise<SignedEnvelope | undefined>;
}

/** Keeps the bytes alone: what was read from them takes more memory than they do, and most envelopes are used once. */
function packed({ bytes, annotations, opened: { mediaType }, timestamp }: SignedEnvelope): Known['read'] {
  return async () => {
    const opened = await openEnvelope(bytes, mediaType);
    return { bytes, annotations, opened, ...(timestamp ? { timestamp } : {}) };
  };
}

function keyOf({ target, metadata, expiresAfter }: EnvelopeRequest): string {
  const { mediaType, digest, size } = target;
  const pairs = Object.entries(metadata).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([mediaType, digest, size, pairs, expiresAfter ?? null]);
}

/** Whether an envelope from earlier in the run still has most of the lifetime that the request asks for. */
function isFresh({ opened: { expiry } }: SignedEnvelope, request: EnvelopeRequest): boolean {
  const { signingTime: now, expiresAfter = 0 } = request;
  return expiry === undefined || expiry.getTime() - now.getTime() > expiresAfter / 2;
}

/** The envelopes of a run. An image that is signed in several repositories gets one envelope, with the same bytes in each. */
export class EnvelopeCache {
  readonly #signal: AbortSignal;
  readonly #made = new BoundedMap<string, Known>(KEPT);

  /** @param signal ends the work for all images that wait for it, so it has to be the signal of the run. */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * Makes the envelope for this descriptor, metadata and expiry, or returns the one that was made before.
   *
   * @param isNeedless is called when the chain comes only with the signature; if it returns `true`, this resolves to
   *   `undefined`.
   */
  async get(
    maker: EnvelopeMaker,
    request: EnvelopeRequest,
    isNeedless: IsNeedless,
  ): Promise<SignedEnvelope | undefined> {
    const key = keyOf(request);
    // The map is read again after each wait: several callers may have waited for an envelope that none of them can use, and
    // only the first of them makes a new one.
    for (let earlier = this.#made.get(key); earlier; ) {
      const envelope = await earlier.read();
      // `undefined` means that the repository of the other caller needed no envelope; this one may need it.
      if (envelope && isFresh(envelope, request))
        return isNeedless(envelope.opened.chain) ? undefined : envelope;
      const now = this.#made.get(key);
      earlier = now === earlier ? undefined : now;
    }
    const under = maker.make(request, isNeedless, this.#signal);
    const known: Known = { read: () => under };
    this.#made.set(key, known, 0);
    under.then(
      (envelope) => {
        if (envelope) known.read = packed(envelope);
        this.#made.grow(key, known, envelope?.bytes.length ?? 0);
      },
      () => this.#made.delete(key, known),
    );
    return under;
  }
}
