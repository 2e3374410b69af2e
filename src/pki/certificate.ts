import type { KeyObject } from 'node:crypto';

/** One attribute of a distinguished name, in certificate order; `type` is the dotted OID, `value` the decoded text. */
export interface NameAttribute {
  readonly type: string;
  readonly value: string;
}

/** A distinguished name (RFC 5280, 4.1.2.4): RDNs in certificate order, each with one or more attributes. */
export interface Name {
  readonly der: Uint8Array;
  readonly rdns: readonly (readonly NameAttribute[])[];
}

/** What the Notary Project profile needs of an X.509 certificate; `der` are the received bytes. */
export interface Certificate {
  readonly der: Uint8Array;
  /** Lower-case hex SHA-256 of `der`. */
  readonly thumbprint: string;
  readonly version: number;
  readonly serialNumber: string;
  readonly subject: Name;
  readonly issuer: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  /** DER of the SubjectPublicKeyInfo, what a key and its certificate are compared on. */
  readonly spki: Uint8Array;
  readonly tbs: Uint8Array;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  readonly basicConstraints?: {
    readonly critical: boolean;
    readonly ca: boolean;
    readonly pathLength?: number;
  };
  readonly keyUsage?: { readonly critical: boolean; readonly bits: ReadonlySet<KeyUsageBit> };
  readonly extendedKeyUsage?: { readonly critical: boolean; readonly oids: readonly string[] };
  /** Whether it names OCSP responders (AIA) or CRL distribution points. */
  readonly ocspUrls: readonly string[];
  readonly crlUrls: readonly string[];
}

/** RFC 5280, 4.2.1.3. */
export type KeyUsageBit =
  | 'digitalSignature'
  | 'contentCommitment'
  | 'keyEncipherment'
  | 'dataEncipherment'
  | 'keyAgreement'
  | 'keyCertSign'
  | 'cRLSign'
  | 'encipherOnly'
  | 'decipherOnly';
