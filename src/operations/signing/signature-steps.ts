import { abortable } from '../../async/abortable.ts';
import { SealiftError } from '../../errors.ts';
import { chainWarnings } from '../../notation/chain-warnings.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Certificate } from '../../pki/certificate.ts';
import type { EnvelopeCache } from './envelope-cache.ts';
import type { EnvelopeMaker, SignedEnvelope } from './envelope-maker.ts';
import { type ExistingSignature, existingSignatures, type SignatureSource } from './existing-signature.ts';
import { sameChain } from './same-chain.ts';
import { sameRoot } from './same-root.ts';
import type { SignRequest } from './sign-request.ts';

type Chain = readonly Certificate[];

/** The next step for one manifest in one store, before anything is put: a new signature, or the existing one. */
export type Step =
  | { readonly kind: 'existing'; readonly existing: ExistingSignature }
  | { readonly kind: 'made'; readonly made: SignedEnvelope };

/** The part of a {@link SignRequest} that says which signature is wanted, and who makes it. */
export type StepRequest = Pick<
  SignRequest,
  'clock' | 'envelopeBudget' | 'expiresAfter' | 'ifSigned' | 'metadata' | 'reference' | 'reporter' | 'signer'
> & { readonly envelopes: Pick<EnvelopeCache, 'get'> };

/** The signature that makes one under `chain` needless. Those of a service were chosen by the key that it names in them. */
function sameSigner(
  found: readonly ExistingSignature[],
  chain: Chain | undefined,
  { service }: Pick<EnvelopeMaker, 'service'>,
): ExistingSignature | undefined {
  const isSame = service ? sameRoot : sameChain;
  return chain && found.find(({ envelope }) => isSame(envelope.chain, chain));
}

/** Decides for each manifest of an image whether it needs a signature, and makes it. */
export class SignatureSteps {
  readonly #request: StepRequest;
  #hasWarned = false;

  constructor(request: StepRequest) {
    this.#request = request;
  }

  /** The signatures that make a new one needless: those under the chain of the signer, or all while that is unknown. */
  async existing(
    source: Omit<SignatureSource, 'envelopeBudget'>,
    target: Descriptor,
    signal: AbortSignal,
  ): Promise<ExistingSignature[]> {
    const { signer, ifSigned, metadata, expiresAfter, clock, envelopeBudget } = this.#request;
    if (ifSigned === 'add') return [];
    // This is called only when there is a signature, so that otherwise the list does not wait for the key service.
    const chain = async (): Promise<Chain | undefined> => (await signer).chain;
    const mediaType = async (): Promise<string> => (await signer).mediaType;
    const wanted = {
      chain,
      service: async () => (await signer).service,
      mediaType,
      metadata,
      withExpiry: expiresAfter !== undefined,
      timestamper: async () => (await signer).timestamper,
      now: clock.now(),
      alsoUnreached: ifSigned === 'fail',
    };
    const found: ExistingSignature[] = [];
    for await (const one of existingSignatures({ ...source, envelopeBudget }, target, wanted, signal)) {
      found.push(one);
      if ((await chain()) !== undefined) break;
    }
    return found;
  }

  /**
   * Makes a signature, or chooses the one of `found` with the same chain.
   *
   * @param beforeKey is called before the key is used: what it signs must find its place.
   */
  async next(
    target: Descriptor,
    found: readonly ExistingSignature[],
    beforeKey: (signer: EnvelopeMaker) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Step> {
    const { clock, metadata, expiresAfter, reference, reporter, envelopes } = this.#request;
    // Here the answer of the key service is needed for the first time.
    const [first] = found;
    if (!first) reporter.progress({ type: 'phase', phase: 'sign', subject: reference });
    const signer = await this.#request.signer;
    this.#warnOf(signer.chain);
    let same = sameSigner(found, signer.chain, signer);
    if (same) return { kind: 'existing', existing: same };
    if (first) reporter.progress({ type: 'phase', phase: 'sign', subject: reference });
    signal.throwIfAborted();
    await beforeKey(signer);
    const request = {
      target,
      metadata,
      signingTime: new Date(Math.floor(clock.now().getTime() / 1000) * 1000),
      ...(expiresAfter === undefined ? {} : { expiresAfter }),
    };
    const isNeedless = (chain: Chain): boolean => {
      same = sameSigner(found, chain, signer);
      return same !== undefined;
    };
    const made = await abortable(envelopes.get(signer, request, isNeedless), signal);
    this.#warnOf(signer.chain);
    return made ? { kind: 'made', made } : { kind: 'existing', existing: same! };
  }

  /** The one of `found` under the chain of the signer, if that is known. Nobody is asked for anything. */
  async same(found: readonly ExistingSignature[]): Promise<ExistingSignature | undefined> {
    const signer = await this.#request.signer;
    return sameSigner(found, signer.chain, signer);
  }

  /** @throws SealiftError `signature_exists` where a signature that would do is not to be there. */
  async refuseExisting(target: Descriptor, digest: Digest): Promise<void> {
    if (this.#request.ifSigned !== 'fail') return;
    const { service } = await this.#request.signer;
    throw new SealiftError(
      'signature_exists',
      `${target.digest} is signed with this ${service ? 'key' : 'certificate'} already (${digest})`,
    );
  }

  /** Warns once, as soon as the chain is known, of what a verifier may refuse about it. */
  #warnOf(chain: Chain | undefined): void {
    if (!chain || this.#hasWarned) return;
    this.#hasWarned = true;
    for (const warning of chainWarnings(chain)) this.#request.reporter.warning(warning);
  }
}
