import { SealiftError } from '../../errors.ts';
import { findAlgorithm } from '../../notation/algorithms.ts';
import {
  type EnvelopeFormat,
  envelopeFormat,
  type SignedFields,
  type UnsignedFields,
} from '../../notation/envelope/formats.ts';
import type { AnySigner, CertifyingSigner, EnvelopeSigner, Signer } from '../../notation/ports.ts';
import { checkSigningChain } from '../../notation/signing-chain.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { EnvelopeMaker, type EnvelopeMakerOptions, type Made } from './envelope-maker.ts';
import { checkMadeChain } from './made-chain.ts';
import type { Timestamper } from './timestamper.ts';

export interface MakerOptions {
  readonly now: Date;
  /** The signing agent in the envelope: `sealift/1.0.0`. */
  readonly agent: string;
  /** Whether the key is in a key service. */
  readonly isRemote: boolean;
  /** Media type of the envelopes. */
  readonly mediaType: string;
  /** The chain that the user gave. */
  readonly chain: readonly Certificate[] | undefined;
  /** Given when every signature is to have a timestamp. */
  readonly timestamper?: Timestamper | undefined;
}

type Prepared = Pick<EnvelopeMakerOptions, 'chain' | 'make' | 'service'>;

/** Puts a signature into its envelope, which can then be written again with a timestamp. */
function assembled(
  format: EnvelopeFormat,
  fields: SignedFields,
  unsigned: UnsignedFields,
  signature: Uint8Array,
): Made {
  const withTimestamp = (timestampToken: Uint8Array): Uint8Array =>
    format.assemble(fields, { ...unsigned, timestampToken }, signature);
  return { bytes: format.assemble(fields, unsigned, signature), annotations: {}, withTimestamp };
}

async function prepareKey(
  signer: Signer,
  format: EnvelopeFormat,
  { chain: given, now, agent }: MakerOptions,
  signal: AbortSignal,
): Promise<Prepared> {
  const key = await signer.describe(signal);
  const chain = given ?? key.certificates ?? [];
  checkSigningChain(key, chain, now);
  return {
    chain,
    async make(request, during) {
      const fields = { request, algorithm: key.algorithm };
      const signature = await signer.sign(format.signingInput(fields), during);
      return assembled(format, fields, { chain, signingAgent: agent }, signature);
    },
  };
}

async function prepareCertifying(
  signer: CertifyingSigner,
  format: EnvelopeFormat,
  { chain: given, agent }: MakerOptions,
  signal: AbortSignal,
): Promise<Prepared> {
  const key = await signer.describe(signal);
  const { keySpec } = key.algorithm;
  const leaf = given?.[0];
  const theirs = leaf && findAlgorithm(leaf.publicKey)?.keySpec;
  if (leaf && theirs !== keySpec) {
    throw new SealiftError(
      'key_certificate_mismatch',
      `the key of the plugin is ${keySpec}, the first certificate of the chain has ${theirs ?? 'another kind'}`,
    );
  }
  const signingAgent = `${agent} ${key.agent}`;
  return {
    chain: given,
    async make(request, during) {
      const fields = { request, algorithm: key.algorithm };
      const { signature, certificates } = await signer.signWithChain(format.signingInput(fields), during);
      const chain = given ?? certificates;
      checkMadeChain(certificates[0]!, chain, given, request.signingTime);
      return assembled(format, fields, { chain, signingAgent }, signature);
    },
  };
}

function prepareEnvelopes(signer: EnvelopeSigner, { chain, mediaType }: MakerOptions): Prepared {
  const { service } = signer;
  return {
    chain,
    make: (request, during) => signer.signEnvelope(request, mediaType, during),
    ...(service ? { service } : {}),
  };
}

function prepare(
  signer: AnySigner,
  format: EnvelopeFormat,
  options: MakerOptions,
  signal: AbortSignal,
): Prepared | Promise<Prepared> {
  switch (signer.kind) {
    case 'key':
      return prepareKey(signer, format, options, signal);
    case 'certifying':
      return prepareCertifying(signer, format, options, signal);
    case 'envelope':
      return prepareEnvelopes(signer, options);
  }
}

/**
 * Asks the signer of `--key` for its algorithm and key, and checks that the chain belongs to it, before anything is signed.
 *
 * @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid`, `certificate_not_valid_now`, or the signer's.
 */
export async function prepareMaker(
  signer: AnySigner,
  options: MakerOptions,
  signal: AbortSignal,
): Promise<EnvelopeMaker> {
  const { chain: given, now, mediaType, isRemote, timestamper } = options;
  const { kind } = signer;
  // The key of a plugin is unknown before it signs, so a given chain is checked on its own here, and with the key later.
  if (given && kind !== 'key') checkSigningChain({ publicKey: given[0]!.publicKey }, given, now);
  const format = await envelopeFormat(mediaType);
  return new EnvelopeMaker({
    kind,
    mediaType,
    isRemote,
    ...(timestamper ? { timestamper } : {}),
    ...(await prepare(signer, format, options, signal)),
  });
}
