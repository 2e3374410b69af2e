import pLimit from 'p-limit';
import { SealiftError } from '../errors.ts';
import { findAlgorithm } from '../notation/algorithms.ts';
import { JWS_MEDIA_TYPE } from '../notation/envelope/media-types.ts';
import type { OpenedEnvelope } from '../notation/envelope/opened.ts';
import { buildPayload } from '../notation/envelope/payload.ts';
import { writeJws } from '../notation/envelope/write-jws.ts';
import { checkPluginEnvelope } from '../notation/plugin-envelope.ts';
import type { CertifyingKey, CertifyingSigner, EnvelopeSigner, MadeEnvelope } from '../notation/ports.ts';
import { checkSigningChain } from '../notation/signing-chain.ts';
import type { Certificate } from '../pki/certificate.ts';
import type { EnvelopeOrder } from './prepare-signer.ts';
import { sameChain } from './same-chain.ts';
import { checkedEnvelope } from './self-check.ts';

type Chain = readonly Certificate[];
type Make = (order: EnvelopeOrder, signal: AbortSignal) => Promise<MadeEnvelope>;

/** An envelope that was opened again and holds. */
export interface MadeSignature extends MadeEnvelope {
  readonly envelope: OpenedEnvelope;
}

/** The chain that came with a signature, or the one that the user gave, held to the key that signed. */
function checkChain(leaf: Certificate, chain: Chain, given: Chain | undefined, now: Date): void {
  try {
    checkSigningChain(leaf, chain, now);
  } catch (error) {
    if (given || !(error instanceof SealiftError)) throw error;
    throw new SealiftError(error.code, error.message, {
      hint: 'The chain is what the plugin answered: correct it there, or give another one with --certificate-chain.',
      cause: error,
    });
  }
}

function rawMaker(
  signer: CertifyingSigner,
  key: CertifyingKey,
  given: Chain | undefined,
  agent: string,
): Make {
  return async ({ target, metadata, signingTime, expiry }, signal) => {
    let chain: Chain = [];
    const bytes = await writeJws(
      {
        payload: buildPayload(target, metadata),
        algorithm: key.algorithm,
        chain: () => chain,
        signingTime,
        ...(expiry === undefined ? {} : { expiry }),
        signingAgent: `${agent} ${key.agent}`,
      },
      async (toBeSigned) => {
        const { signature, certificates } = await signer.signWithChain(toBeSigned, signal);
        chain = given ?? certificates;
        checkChain(certificates[0]!, chain, given, signingTime);
        return signature;
      },
    );
    return { bytes, annotations: {} };
  };
}

function envelopeMaker(signer: EnvelopeSigner): Make {
  return ({ target, metadata, signingTime, expiry }, signal) => {
    const payload = buildPayload(target, metadata);
    const life = expiry && Math.ceil((expiry.getTime() - signingTime.getTime()) / 1000);
    const expiresAfter = life === undefined ? {} : { expiresAfter: life };
    return signer.signEnvelope({ payload, mediaType: JWS_MEDIA_TYPE, ...expiresAfter }, signal);
  };
}

/**
 * A plugin that signs. Its chain is known when the user gave it, or after its first signature. One command of it runs at a
 * time, as with notation: it may wait for a person and a token.
 */
export class PreparedPlugin {
  readonly #make: Make;
  readonly #given: Chain | undefined;
  readonly #turn = pLimit(1);
  #learned: Chain | undefined;

  constructor(make: Make, given: Chain | undefined) {
    this.#make = make;
    this.#given = given;
  }

  get chain(): Chain | undefined {
    return this.#given ?? this.#learned;
  }

  /**
   * Signs one descriptor and opens the envelope again as a reader would.
   *
   * @param isNeedless whether a signature under this chain adds nothing; asked as soon as the chain is known, which may be
   *   after signing. Then it resolves to `undefined`.
   * @throws SealiftError `self_check_failed`, `plugin_unsupported`, those of the chain, or what the plugin throws.
   */
  make(
    order: EnvelopeOrder,
    isNeedless: (chain: Chain) => boolean,
    signal: AbortSignal,
  ): Promise<MadeSignature | undefined> {
    return this.#turn(async () => {
      signal.throwIfAborted();
      if (this.chain && isNeedless(this.chain)) return undefined;
      const made = await this.#make(order, signal);
      const envelope = await checkedEnvelope(made.bytes, JWS_MEDIA_TYPE, order.target);
      checkPluginEnvelope(envelope, order);
      this.#checkGiven(envelope.chain, order.signingTime);
      this.#learned = envelope.chain;
      return isNeedless(envelope.chain) ? undefined : { ...made, envelope };
    });
  }

  /** What is pushed has the chain that was given: by that chain it is known the next time. */
  #checkGiven(chain: Chain, now: Date): void {
    const [leaf] = chain;
    const wanted = this.#given?.[0] ?? leaf;
    if (wanted!.thumbprint !== leaf!.thumbprint) {
      throw new SealiftError(
        'key_certificate_mismatch',
        'the plugin signed with another certificate than the first one of the given chain',
        { hint: 'Leave --certificate-chain out, or give the chain that the plugin uses.' },
      );
    }
    if (this.#given && !sameChain(this.#given, chain)) {
      throw new SealiftError(
        'key_certificate_mismatch',
        'the plugin signed under another chain than the given one, though with the same first certificate',
        { hint: 'Leave --certificate-chain out, or give the chain that the plugin uses.' },
      );
    }
    checkChain(leaf!, chain, this.#given, now);
  }
}

/**
 * Asks a plugin for the kind of its key, where it can tell it, and checks the chain that the user gave, if any.
 *
 * @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid`, `certificate_not_valid_now`, or the plugin's.
 */
export async function preparePlugin(
  signer: CertifyingSigner | EnvelopeSigner,
  given: Chain | undefined,
  { now, agent }: { readonly now: Date; readonly agent: string },
  signal: AbortSignal,
): Promise<PreparedPlugin> {
  const leaf = given?.[0];
  if (given) checkSigningChain({ publicKey: leaf!.publicKey }, given, now);
  if ('signEnvelope' in signer) return new PreparedPlugin(envelopeMaker(signer), given);
  const key = await signer.describe(signal);
  const { keySpec } = key.algorithm;
  const theirs = leaf && findAlgorithm(leaf.publicKey)?.keySpec;
  if (leaf && theirs !== keySpec) {
    throw new SealiftError(
      'key_certificate_mismatch',
      `the key of the plugin is ${keySpec}, the first certificate of the chain has ${theirs ?? 'another kind'}`,
    );
  }
  return new PreparedPlugin(rawMaker(signer, key, given, agent), given);
}
