/** The hashes that signatures on certificates and requests may use: SHA-2 alone, as the Notary specification demands. */
export type Hash = 'sha256' | 'sha384' | 'sha512';

/** How a key signs: PSS with salt = hash length, or ECDSA (RFC 4055, 3.1; RFC 5758, 3.2). */
export interface SigningAlgorithm {
  readonly keyType: 'rsa' | 'ec';
  readonly hash: Hash;
}

export const HASHES: Readonly<Record<Hash, { readonly oid: string; readonly length: number }>> = {
  sha256: { oid: '2.16.840.1.101.3.4.2.1', length: 32 },
  sha384: { oid: '2.16.840.1.101.3.4.2.2', length: 48 },
  sha512: { oid: '2.16.840.1.101.3.4.2.3', length: 64 },
};

/** The hash of an OID; `undefined` for others than SHA-2. */
export function hashOf(oid: string): Hash | undefined {
  return (Object.keys(HASHES) as Hash[]).find((hash) => HASHES[hash].oid === oid);
}

export const RSASSA_PSS = '1.2.840.113549.1.1.10';
/** RFC 8410, 3: of a key and of a signature alike. */
export const ED25519 = '1.3.101.112';
export const MGF1 = '1.2.840.113549.1.1.8';

/** shaNNNWithRSAEncryption (RFC 4055, 5). */
export const RSA_PKCS1: Readonly<Record<string, Hash>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};

/** ecdsa-with-SHANNN (RFC 5758, 3.2). */
export const ECDSA: Readonly<Record<string, Hash>> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/** The OID of ECDSA with `hash`. */
export function ecdsaWith(hash: Hash): string {
  return Object.keys(ECDSA).find((oid) => ECDSA[oid] === hash)!;
}

/** Signature algorithms of certificates that are safe to rely on, as `signatureAlgorithm` of a certificate names them. */
export const CERTIFICATE_SIGNATURES: ReadonlySet<string> = new Set([
  ...Object.keys(RSA_PKCS1),
  ...Object.values(HASHES).map(({ oid }) => `${RSASSA_PSS}/${oid}`),
  ...Object.keys(ECDSA),
  ED25519,
]);
