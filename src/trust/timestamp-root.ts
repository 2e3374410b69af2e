import { SealiftError } from '../errors.ts';
import type { Certificate } from '../pki/certificate.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';
import { checkAnchor } from './check-anchor.ts';

/** How errors name the file, and what to do about it. */
export const TIMESTAMP_ROOT = {
  code: 'trust_store_invalid',
  what: 'timestamp root certificate',
  hint: 'Give the root certificate of the timestamp authority as PEM or DER, and nothing else.',
} as const;

/**
 * Reads the root certificate of a timestamp authority, PEM or DER: one alone, as notation demands it, so that a signer knows who
 * stamps.
 *
 * @throws SealiftError `trust_store_invalid`.
 */
export async function readTimestampRoot(bytes: Uint8Array): Promise<Certificate> {
  const { code, what, hint } = TIMESTAMP_ROOT;
  const certificates = await parseCertificates(bytes, TIMESTAMP_ROOT);
  const [root] = certificates;
  if (!root || certificates.length > 1)
    throw new SealiftError(code, `${what}: holds ${certificates.length} certificates`, { hint });
  try {
    checkAnchor(root, 'tsa', what);
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    throw new SealiftError(error.code, error.message, { hint, cause: error });
  }
  return root;
}
