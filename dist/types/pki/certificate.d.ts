import type { KeyObject } from 'node:crypto';
import type { Name } from './name.ts';
/** The members of an X.509 certificate that the Notary Project profile needs; `der` are the received bytes. */
export interface Certificate {
    readonly der: Uint8Array;
    /** Lower-case hex SHA-256 of `der`. */
    readonly thumbprint: string;
    /** 1, 2 or 3. */
    readonly version: number;
    /** The serial number without a leading zero byte. */
    readonly serialNumber: Uint8Array;
    readonly subject: Name;
    readonly issuer: Name;
    readonly notBefore: Date;
    readonly notAfter: Date;
    readonly publicKey: KeyObject;
    /** Why signatures by this key are not relied on; absent when they are. */
    readonly keyFault?: string;
    /** The algorithm of the signature on the certificate: its OID and, for RSASSA-PSS, its hash. */
    readonly signatureAlgorithm: string;
    /** Why the parameters of this algorithm are not accepted; absent when they are. */
    readonly signatureFault?: string;
    readonly basicConstraints?: BasicConstraints;
    readonly keyUsage?: {
        readonly critical: boolean;
        readonly bits: ReadonlySet<KeyUsageBit>;
    };
    readonly extendedKeyUsage?: {
        readonly critical: boolean;
        readonly oids: readonly string[];
    };
    /** The subject key identifier (RFC 5280, 4.2.1.2). */
    readonly subjectKeyIdentifier?: Uint8Array;
    /** URLs of OCSP responders (RFC 5280, 4.2.2.1) and CRLs (4.2.1.13), and whether there is a freshest CRL (4.2.1.15). */
    readonly ocspUrls: readonly string[];
    readonly crlUrls: readonly string[];
    readonly crlPoints: readonly DistributionPoint[];
    readonly hasFreshestCrl: boolean;
    /** Whether it limits names below it (RFC 5280, 4.2.1.10), has names that such a limit is about, and asks for a policy (4.2.1.11). */
    readonly hasNameConstraints: boolean;
    readonly hasSubjectAltName: boolean;
    readonly requiresExplicitPolicy?: true;
    /** id-pkix-ocsp-nocheck: whether the issuer vouches for the answers of this responder while it is valid (RFC 6960, 4.2.2.2.1). */
    readonly hasOcspNoCheck?: true;
    /** Names or OIDs of the critical extensions that are not understood here (RFC 5280, 4.2). */
    readonly unprocessedCritical: readonly string[];
    /** Whether the signature on it was made by `key`, over the received bytes. */
    isSignedBy(key: KeyObject): boolean;
}
/** One place of a CRL (RFC 5280, 4.2.1.13). Its names are alternatives. */
export interface DistributionPoint {
    /** Each GeneralName in DER, as hexadecimal text. */
    readonly names: readonly string[];
    /** Those names that are URIs. */
    readonly urls: readonly string[];
    /** Whether its list is complete only for some reasons. */
    readonly hasReasons: boolean;
    /** Whether somebody else than the issuer of the certificate signs its list. */
    readonly hasCrlIssuer: boolean;
}
export interface BasicConstraints {
    readonly critical: boolean;
    readonly ca: boolean;
    readonly pathLength?: number;
}
/** RFC 5280, 4.2.1.3, in bit order. */
export declare const KEY_USAGE_BITS: readonly ['digitalSignature', 'contentCommitment', 'keyEncipherment', 'dataEncipherment', 'keyAgreement', 'keyCertSign', 'cRLSign', 'encipherOnly', 'decipherOnly'];
export type KeyUsageBit = (typeof KEY_USAGE_BITS)[number];
