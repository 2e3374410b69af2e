import { SealiftError } from '../../errors.ts';
import { ENVELOPE_LIMIT } from '../../oci/limits.ts';
import { envelopeFormat } from './formats.ts';
import type { OpenedEnvelope } from './opened.ts';

/**
 * Reads an envelope and checks what needs no trust: its structure, the signature over the received bytes with the leaf's
 * key and the one algorithm that key has, the header rules and the profile of the chain.
 *
 * @throws SealiftError `envelope_invalid`, `signature_invalid` or `certificate_invalid`.
 */
export async function openEnvelope(bytes: Uint8Array, mediaType: string): Promise<OpenedEnvelope> {
  const { open } = await envelopeFormat(mediaType);
  if (bytes.length > ENVELOPE_LIMIT) {
    throw new SealiftError(
      'envelope_invalid',
      `the envelope has ${bytes.length} bytes, the limit is ${ENVELOPE_LIMIT}`,
    );
  }
  return open(bytes);
}
