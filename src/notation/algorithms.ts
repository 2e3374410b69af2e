import { constants, type KeyObject, type SigningOptions, verify } from 'node:crypto';
import { SealiftError } from '../errors.ts';

/** Each Notary Project key has exactly one algorithm (signature-specification.md, "Algorithm Selection"). */
export interface SignatureAlgorithm {
  /** JWS `alg` (RFC 7518, 3.1). */
  readonly jws: 'PS256' | 'PS384' | 'PS512' | 'ES256' | 'ES384' | 'ES512';
  /** COSE algorithm number (RFC 9053). */
  readonly cose: number;
  /** As plugins and people name the key: `RSA-2048`, `EC-256`, … */
  readonly keySpec: string;
  readonly keyType: 'rsa' | 'ec';
  /** RSA modulus length in bits, or OpenSSL's curve name. */
  readonly parameter: number | string;
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  /** Bytes of the raw ECDSA signature r||s, or of the RSA modulus. */
  readonly signatureLength: number;
}

const row = (
  jws: SignatureAlgorithm['jws'],
  cose: number,
  keySpec: string,
  keyType: SignatureAlgorithm['keyType'],
  parameter: number | string,
  hash: SignatureAlgorithm['hash'],
  signatureLength: number,
): SignatureAlgorithm => ({ jws, cose, keySpec, keyType, parameter, hash, signatureLength });

/** Every algorithm of the Notary Project. Other code reads this table and lists no algorithm itself. */
export const ALGORITHMS: readonly SignatureAlgorithm[] = [
  row('PS256', -37, 'RSA-2048', 'rsa', 2048, 'sha256', 256),
  row('PS384', -38, 'RSA-3072', 'rsa', 3072, 'sha384', 384),
  row('PS512', -39, 'RSA-4096', 'rsa', 4096, 'sha512', 512),
  row('ES256', -7, 'EC-256', 'ec', 'prime256v1', 'sha256', 64),
  row('ES384', -35, 'EC-384', 'ec', 'secp384r1', 'sha384', 96),
  row('ES512', -36, 'EC-521', 'ec', 'secp521r1', 'sha512', 132),
];

/** The algorithm of a key; the key decides, never the caller or a header. */
export function findAlgorithm(key: KeyObject): SignatureAlgorithm | undefined {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const parameter = key.asymmetricKeyType === 'rsa' ? modulusLength : namedCurve;
  return ALGORITHMS.find((one) => one.keyType === key.asymmetricKeyType && one.parameter === parameter);
}

/** A key's kind for people: `RSA-2048`, `EC-256`, or in the words of OpenSSL where Notary has no name for it. */
export function keyKind(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const words = [key.asymmetricKeyType, modulusLength ?? namedCurve].filter((part) => part !== undefined);
  return findAlgorithm(key)?.keySpec ?? words.join(' ');
}

/** @throws SealiftError `key_unsupported`, naming the key's kind. */
export function algorithmOf(key: KeyObject): SignatureAlgorithm {
  const algorithm = findAlgorithm(key);
  if (algorithm) return algorithm;
  throw new SealiftError(
    'key_unsupported',
    `a key of the kind "${keyKind(key)}" cannot sign in the Notary Project format`,
  );
}

/** Node's options for this algorithm: PSS with salt = hash length, ECDSA as r||s (RFC 7518, 3.4 and 3.5). */
export function cryptoOptions({ keyType }: SignatureAlgorithm): SigningOptions {
  return keyType === 'rsa'
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : { dsaEncoding: 'ieee-p1363' };
}

/** Verifies a raw signature. Its length is exact and its salt as long as the hash; ECDSA as DER and other salts fail. */
export function isSignature(
  algorithm: SignatureAlgorithm,
  publicKey: KeyObject,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== algorithm.signatureLength) return false;
  return verify(algorithm.hash, data, { key: publicKey, ...cryptoOptions(algorithm) }, signature);
}
