import type { EnvelopeRequest } from '../../notation/envelope/request.ts';
import type { EnvelopeCache } from './envelope-cache.ts';
import type { EnvelopeMaker, IsNeedless, SignedEnvelope } from './envelope-maker.ts';

/**
 * The envelopes that one promotion attaches at all of its destinations. The key is asked once for each manifest, whenever a
 * destination comes to it, and however many envelopes there are; a key that refused is not asked again for the next one.
 */
export class SharedEnvelopes implements Pick<EnvelopeCache, 'get'> {
  readonly #envelopes: Pick<EnvelopeCache, 'get'>;
  readonly #made = new Map<string, SignedEnvelope>();
  readonly #failed = new Map<string, { readonly error: unknown }>();

  constructor(envelopes: Pick<EnvelopeCache, 'get'>) {
    this.#envelopes = envelopes;
  }

  /** Whether this is what the key refused with. */
  isRefusal(error: unknown): boolean {
    return [...this.#failed.values()].some((failed) => failed.error === error);
  }

  /** As {@link EnvelopeCache.get}, for one set of metadata and one expiry. */
  async get(
    maker: EnvelopeMaker,
    request: EnvelopeRequest,
    isNeedless: IsNeedless,
  ): Promise<SignedEnvelope | undefined> {
    const { digest } = request.target;
    const failed = this.#failed.get(digest);
    if (failed) throw failed.error;
    const known = this.#made.get(digest);
    if (known) return isNeedless(known.opened.chain) ? undefined : known;
    try {
      const made = await this.#envelopes.get(maker, request, isNeedless);
      if (made) this.#made.set(digest, made);
      return made;
    } catch (error) {
      this.#failed.set(digest, { error });
      throw error;
    }
  }
}
