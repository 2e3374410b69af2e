import { envelopeFormat } from './formats.ts';
import type { OpenedEnvelope } from './opened.ts';

/**
 * Reads an envelope and checks what needs no trust: its structure, the signature over the received bytes with the leaf's
 * key and the one algorithm that key has, the header rules and the profile of the chain.
 *
 * @throws SealiftError `envelope_invalid`, `signature_invalid`, `certificate_invalid`, `cose_unsupported` or
 *   `signing_authority_unsupported`.
 */
export async function openEnvelope(bytes: Uint8Array, mediaType: string): Promise<OpenedEnvelope> {
  const { open } = await envelopeFormat(mediaType);
  return open(bytes);
}
