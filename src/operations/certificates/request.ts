import type { Signer } from '../../notation/ports.ts';
import { buildRequest } from '../../pki/build-request.ts';
import { parseRequest } from '../../pki/parse-request.ts';

/**
 * Makes a request for a certificate of a key (PKCS#10, RFC 2986), in DER. The request is parsed and checked before it is
 * returned.
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
