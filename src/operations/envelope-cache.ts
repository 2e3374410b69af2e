import type { EnvelopeRequest } from '../notation/envelope/request.ts';
import { BoundedMap } from '../oci/cache/bounded-map.ts';
import type { EnvelopeMaker, IsNeedless, SignedEnvelope } from './envelope-maker.ts';

/** Bytes of envelopes that are kept; one that was forgotten is made again. */
const KEPT = 4 * 1024 * 1024;

function keyOf({ target, metadata, expiresAfter }: EnvelopeRequest): string {
  const { mediaType, digest, size } = target;
  const pairs = Object.entries(metadata).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([mediaType, digest, size, pairs, expiresAfter ?? null]);
}

/** Whether an envelope that was made earlier in a run still has most of the life that is asked for now. */
function isFresh({ opened: { expiry } }: SignedEnvelope, request: EnvelopeRequest): boolean {
  const { signingTime: now, expiresAfter = 0 } = request;
  return expiry === undefined || expiry.getTime() - now.getTime() > expiresAfter / 2;
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
    maker: EnvelopeMaker,
    request: EnvelopeRequest,
    isNeedless: IsNeedless,
  ): Promise<SignedEnvelope | undefined> {
    const key = keyOf(request);
    // Looked up again after each wait: several may have waited for one that is of no use here, and one of them makes the next.
    for (let earlier = this.#made.get(key); earlier; ) {
      const envelope = await earlier;
      // None was needed there; here it may be.
      if (envelope && isFresh(envelope, request))
        return isNeedless(envelope.opened.chain) ? undefined : envelope;
      const now = this.#made.get(key);
      earlier = now === earlier ? undefined : now;
    }
    const under = maker.make(request, isNeedless, this.#signal);
    this.#made.set(key, under, 0);
    under.then(
      (envelope) => this.#made.grow(key, under, envelope?.bytes.length ?? 0),
      () => this.#made.delete(key, under),
    );
    return under;
  }
}
