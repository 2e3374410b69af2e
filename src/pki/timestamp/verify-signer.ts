import { Buffer } from 'node:buffer';
import { constants, createHash, verify } from 'node:crypto';
import type { Certificate } from '../certificate.ts';
import type { IssuerAndSerialNumber, TimestampSigner } from './read-signer.ts';

const hashed = (hash: string, bytes: Uint8Array): Uint8Array => createHash(hash).update(bytes).digest();
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** The certificate that a signer names by issuer and serial number, and by its hash (RFC 3161, 2.4.1; RFC 5816; RFC 5035, 4). */
export function certificateOf(
  { sid, certificate: { hash, value, issuerSerial = sid } }: TimestampSigner,
  certificates: readonly Certificate[],
): Certificate | undefined {
  return certificates.find(({ issuer, serialNumber, der }) => {
    const isNamed = (name: IssuerAndSerialNumber): boolean =>
      same(issuer.der, name.issuer) && same(serialNumber, name.serialNumber);
    return isNamed(sid) && isNamed(issuerSerial) && same(hashed(hash, der), value);
  });
}

/** Whether the signer signed this content with the key of this certificate (RFC 5652, 5.4). */
export function hasSigned(signer: TimestampSigner, content: Uint8Array, certificate: Certificate): boolean {
  const { algorithm, digest, messageDigest, toBeSigned, signature } = signer;
  const { publicKey } = certificate;
  if (!same(hashed(digest, content), messageDigest)) return false;
  if (publicKey.asymmetricKeyType !== algorithm.keyType) return false;
  const { modulusLength } = publicKey.asymmetricKeyDetails ?? {};
  // RFC 8017, 8.1.2: OpenSSL takes a shorter signature with PSS, Go does not.
  if (modulusLength !== undefined && signature.length !== Math.ceil(modulusLength / 8)) return false;
  const padding = algorithm.pss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {};
  try {
    return verify(algorithm.hash, toBeSigned, { key: publicKey, ...padding }, signature);
  } catch {
    // OpenSSL throws on a salt that does not fit the key.
    return false;
  }
}
