import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { parseCertificate } from '../../pki/parse-certificate.ts';

/** More certificates than any chain has; bounds the work before the signature is known to be good. */
const MAX_CHAIN = 16;

/**
 * Reads the certificates of an envelope, leaf first.
 *
 * @param derOf gives the DER of a part, or throws the error of the context that it is given.
 */
export async function readChain<T>(
  parts: readonly T[],
  derOf: (part: T, context: ErrorContext) => Uint8Array,
  context: ErrorContext,
): Promise<Certificate[]> {
  if (parts.length === 0 || parts.length > MAX_CHAIN) throw errorIn(context, 'has no certificate chain');
  return Promise.all(
    // async: what one throws has to wait for the others, or a rejection of theirs is nobody's and ends the process.
    parts.map(async (part, index) => {
      const own = { ...context, what: `${context.what}, certificate ${index + 1}` };
      return parseCertificate(derOf(part, own), own);
    }),
  );
}
