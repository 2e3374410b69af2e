import type { Signer } from '../notation/ports.ts';
import { buildRequest } from '../pki/build-request.ts';
import { parseRequest } from '../pki/parse-request.ts';

/**
 * A request for a certificate of a key (PKCS#10), in DER, read again before it is given out.
 *
 * @param order the subject in DER.
 * @throws SealiftError `self_check_failed`, or what the key service throws.
 */
export async function certificateRequest(
  { signer, subject }: { readonly signer: Signer; readonly subject: Uint8Array },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { algorithm, publicKey } = await signer.describe(signal);
  const der = await buildRequest({ subject, publicKey }, algorithm, (toBeSigned) =>
    signer.sign(toBeSigned, signal),
  );
  await parseRequest(der, { code: 'self_check_failed', what: 'the new request' });
  return der;
}
