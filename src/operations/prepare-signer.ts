import { JWS_MEDIA_TYPE } from '../notation/envelope/media-types.ts';
import type { OpenedEnvelope } from '../notation/envelope/opened.ts';
import { buildPayload } from '../notation/envelope/payload.ts';
import { writeJws } from '../notation/envelope/write-jws.ts';
import type { KeyDescription, Signer } from '../notation/ports.ts';
import { checkSigningChain } from '../notation/signing-chain.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Certificate } from '../pki/certificate.ts';
import { checkedEnvelope } from './self-check.ts';

/** A key with the chain that belongs to it, checked before its first use. */
export interface PreparedSigner {
  readonly signer: Signer;
  readonly key: KeyDescription;
  /** Leaf first, root included. */
  readonly chain: readonly Certificate[];
  /** How the signature names its maker: `sealift/1.0.0`. */
  readonly agent: string;
  /** It is in a service: each signature takes a round trip at least. */
  readonly isRemote: boolean;
}

/**
 * Asks the key what it is and checks that the chain fits, all before anything is signed or contacted.
 *
 * @param certificates the chain that the user gave; without one, the key's own is taken.
 * @throws SealiftError `key_certificate_mismatch`, `certificate_chain_invalid` or `certificate_not_valid_now`.
 */
export async function prepareSigner(
  signer: Signer,
  certificates: readonly Certificate[] | undefined,
  { now, agent, isRemote }: { readonly now: Date; readonly agent: string; readonly isRemote: boolean },
  signal: AbortSignal,
): Promise<PreparedSigner> {
  const key = await signer.describe(signal);
  const chain = certificates ?? key.certificates ?? [];
  checkSigningChain(key, chain, now);
  return { signer, key, chain, agent, isRemote };
}

export interface EnvelopeOrder {
  readonly target: Descriptor;
  readonly metadata: Readonly<Record<string, string>>;
  readonly signingTime: Date;
  readonly expiry?: Date;
}

/**
 * Signs one descriptor, opens the envelope again as a reader would, and gives it out only if it holds: a key service that
 * answers with a wrong signature is found out here, before anything is pushed.
 *
 * @throws SealiftError `self_check_failed`, or what the key service throws.
 */
export async function signDescriptor(
  { signer, key, chain, agent }: PreparedSigner,
  { target, metadata, signingTime, expiry }: EnvelopeOrder,
  signal: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly envelope: OpenedEnvelope }> {
  const bytes = await writeJws(
    {
      payload: buildPayload(target, metadata),
      algorithm: key.algorithm,
      chain,
      signingTime,
      ...(expiry === undefined ? {} : { expiry }),
      signingAgent: agent,
    },
    (toBeSigned) => signer.sign(toBeSigned, signal),
  );
  const envelope = await checkedEnvelope(bytes, JWS_MEDIA_TYPE, target);
  return { bytes, envelope };
}
