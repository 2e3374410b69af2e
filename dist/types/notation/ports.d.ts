import type { KeyObject } from 'node:crypto';
import type { Certificate } from '../pki/certificate.ts';
import type { SignatureAlgorithm } from './algorithms.ts';
import type { EnvelopeRequest } from './envelope/request.ts';
import type { TrustPolicyDocument } from './policy/document.ts';
/** What a key service knows of a certificate that was issued for another key. */
export interface OtherKey {
    /** Which key it was issued for; absent where that is not known. */
    readonly reason?: string;
    readonly hint: string;
}
export interface KeyDescription {
    readonly algorithm: SignatureAlgorithm;
    readonly publicKey: KeyObject;
    /** What the key service itself knows of the chain, leaf first; the file providers know none. */
    readonly certificates?: readonly Certificate[];
    /** Asked with the key of a certificate that is not this one's: it may be an older version, or one that an alias left. */
    readonly explainOther?: (publicKey: KeyObject) => OtherKey | undefined;
}
/** A key that signs without leaving its place: a file here, a KMS elsewhere. */
export interface Signer {
    readonly kind: 'key';
    describe(signal: AbortSignal): Promise<KeyDescription>;
    /**
     * Signs `toBeSigned` (the whole signing input, not its hash) with the algorithm that `describe` named.
     * Resolves to the raw signature: PSS with salt = hash length, or r||s of exact width (RFC 7518, 3.4 and 3.5).
     */
    sign(toBeSigned: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
    close(): Promise<void>;
}
/**
 * A key of which only the algorithm is known beforehand: its chain comes with each signature (`generate-signature` of
 * Notation's plugins).
 */
export interface CertifyingSigner {
    readonly kind: 'certifying';
    describe(signal: AbortSignal): Promise<CertifyingKey>;
    /** As `sign` of a {@link Signer}; the signature holds under the key of the leaf, which comes first. */
    signWithChain(toBeSigned: Uint8Array, signal: AbortSignal): Promise<{
        readonly signature: Uint8Array;
        readonly certificates: readonly Certificate[];
    }>;
    close(): Promise<void>;
}
export interface CertifyingKey {
    readonly algorithm: SignatureAlgorithm;
    /** Follows our own name in the envelope: `com.example.plugin/1.0.0`. */
    readonly agent: string;
}
export interface MadeEnvelope {
    readonly bytes: Uint8Array;
    /** For the manifest that will hold it. */
    readonly annotations: Readonly<Record<string, string>>;
}
/** Makes whole envelopes (`generate-envelope` of Notation's plugins). Nothing in them is to be believed unread. */
export interface EnvelopeSigner {
    readonly kind: 'envelope';
    /** @param mediaType of the envelope. */
    signEnvelope(request: EnvelopeRequest, mediaType: string, signal: AbortSignal): Promise<MadeEnvelope>;
    close(): Promise<void>;
}
/** Whatever can stand behind `--key`. */
export type AnySigner = Signer | CertifyingSigner | EnvelopeSigner;
export type TrustStoreType = 'ca' | 'signingAuthority' | 'tsa';
/** The trust policy and the certificates it names. Both are read lazily and at most once. */
export interface TrustMaterial {
    policy(): Promise<TrustPolicyDocument>;
    /** Throws `trust_store_not_found`, `trust_store_empty` or `trust_store_invalid`. */
    certificates(type: TrustStoreType, name: string): Promise<readonly Certificate[]>;
}
/** Fetches revocation answers, bytes only; `'none'` where there is nobody to ask. */
export type RevocationSource = 'none' | {
    ocsp(url: string, der: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
    crl(url: string, signal: AbortSignal): Promise<Uint8Array>;
};
