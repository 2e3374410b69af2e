import type { KeyObject } from 'node:crypto';
import { type SignBytes, signObject } from './sign-object.ts';
import type { SigningAlgorithm } from './signature-algorithms.ts';

/**
 * A request for a certificate (PKCS#10, RFC 2986, 4) without attributes, because the issuer decides what the certificate may
 * do. The key itself signs it, which proves its possession.
 */
export async function buildRequest(
  { subject, publicKey }: { readonly subject: Uint8Array; readonly publicKey: KeyObject },
  algorithm: SigningAlgorithm,
  sign: SignBytes,
): Promise<Uint8Array> {
  const asn1 = await import('./asn1.ts');
  const toBeSigned = new asn1.Sequence({
    value: [
      new asn1.Integer({ value: 0 }),
      asn1.fromBER(subject).result,
      asn1.fromBER(publicKey.export({ format: 'der', type: 'spki' })).result,
      new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [] }),
    ],
  });
  return signObject(toBeSigned, algorithm, sign);
}
