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
