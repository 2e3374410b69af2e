import { type KeyObject, type SigningOptions } from 'node:crypto';
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
/** Every algorithm of the Notary Project. Other code reads this table and lists no algorithm itself. */
export declare const ALGORITHMS: readonly SignatureAlgorithm[];
/** The algorithm of a key; the key decides, never the caller or a header. */
export declare function findAlgorithm(key: KeyObject): SignatureAlgorithm | undefined;
/** A key's kind for people: `RSA-2048`, `EC-256`, or in the words of OpenSSL where Notary has no name for it. */
export declare function keyKind(key: KeyObject): string;
/** @throws SealiftError `key_unsupported`, naming the key's kind. */
export declare function algorithmOf(key: KeyObject): SignatureAlgorithm;
/** Node's options for this algorithm: PSS with salt = hash length, ECDSA as r||s (RFC 7518, 3.4 and 3.5). */
export declare function cryptoOptions({ keyType }: SignatureAlgorithm): SigningOptions;
/** Verifies a raw signature. Its length is exact and its salt as long as the hash; ECDSA as DER and other salts fail. */
export declare function isSignature(algorithm: SignatureAlgorithm, publicKey: KeyObject, data: Uint8Array, signature: Uint8Array): boolean;
