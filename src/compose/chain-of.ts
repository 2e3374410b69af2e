import type { ErrorContext } from '../encoding/error-context.ts';
import type { Certificate } from '../pki/certificate.ts';
import { orderChain } from '../pki/order-chain.ts';
import { parseCertificates } from '../pki/parse-certificates.ts';
import { pemOf } from './inline.ts';

const LIMIT = 1024 * 1024;

/**
 * Reads the certificate chain of an option and sorts it, leaf first.
 *
 * @throws SealiftError with the code of `context`, or those of a file.
 */
export async function chainOf(value: string, context: ErrorContext): Promise<readonly Certificate[]> {
  const certificates = await parseCertificates(await pemOf(value, LIMIT, context), context);
  return orderChain(certificates, context);
}
