import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { parseCertificate } from '../../pki/parse-certificate.ts';

/** No chain has more certificates. The limit bounds the work that is done before the signature is verified. */
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
    // `async` makes a rejection of each error. An error thrown by `map` itself would leave earlier promises unhandled.
    parts.map(async (part, index) => {
      const own = { ...context, what: `${context.what}, certificate ${index + 1}` };
      return parseCertificate(derOf(part, own), own);
    }),
  );
}
