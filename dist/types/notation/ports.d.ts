import type { KeyObject } from 'node:crypto';
import type { SealiftError } from '../errors.ts';
import type { Certificate } from '../pki/certificate.ts';
import type { SignatureAlgorithm } from './algorithms.ts';
import type { OpenedEnvelope } from './envelope/opened.ts';
import type { EnvelopeRequest } from './envelope/request.ts';
import type { TrustPolicyDocument } from './policy/document.ts';
/** Why a certificate does not belong to a key, as far as the key service can tell. */
export interface OtherKey {
    /** A sentence that names the key the certificate was issued for; absent where the service does not know that key. */
    readonly reason?: string;
    readonly hint: string;
}
export interface KeyDescription {
    readonly algorithm: SignatureAlgorithm;
    readonly publicKey: KeyObject;
    /** The chain, or the part of it, that the key service holds, leaf first. Absent for keys in files. */
    readonly certificates?: readonly Certificate[];
    /**
     * Explains a certificate of another public key: the certificate may be for an older version of the key, or for a key that
     * an alias pointed at before.
     */
    readonly explainOther?: (publicKey: KeyObject) => OtherKey | undefined;
}
/** A private key, in a file or in a key service, that signs what it is given. */
export interface Signer {
    readonly kind: 'key';
    /** Resolves to the algorithm and the public key; asks the key service where there is one. */
    describe(signal: AbortSignal): Promise<KeyDescription>;
    /**
     * Signs `toBeSigned` (the whole signing input, not its hash) with the algorithm that `describe` named.
     * Resolves to the raw signature: PSS with salt = hash length, or r||s of exact width (RFC 7518, 3.4 and 3.5).
     */
    sign(toBeSigned: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
    /** Closes what the signer holds open, such as connections. Nothing is asked of the signer afterwards. */
    close(): Promise<void>;
}
/**
 * A key that names only its algorithm before it signs, and returns its certificate chain with each signature
 * (`generate-signature`, Notary Project, plugin-extensibility.md).
 */
export interface CertifyingSigner {
    readonly kind: 'certifying';
    describe(signal: AbortSignal): Promise<CertifyingKey>;
    /** Signs as {@link Signer.sign} does, and resolves to the signature and the chain of its key, leaf first. */
    signWithChain(toBeSigned: Uint8Array, signal: AbortSignal): Promise<{
        readonly signature: Uint8Array;
        readonly certificates: readonly Certificate[];
    }>;
    close(): Promise<void>;
}
export interface CertifyingKey {
    readonly algorithm: SignatureAlgorithm;
    /** Name and version of the plugin, written behind Sealift's own in the envelope: `com.example.plugin/1.0.0`. */
    readonly agent: string;
}
export interface MadeEnvelope {
    readonly bytes: Uint8Array;
    /** Annotations for the signature manifest that names this envelope. */
    readonly annotations: Readonly<Record<string, string>>;
}
/** A service that makes envelopes, where that is no installed plugin. */
export interface EnvelopeService {
    /** In errors: `AWS Signer`. */
    readonly name: string;
    /** The verification plugin that its envelopes ask for. */
    readonly verificationPlugin: string;
    /** The critical attributes that its envelopes have for that plugin. */
    readonly attributes: readonly string[];
    /** Whether this key made the envelope: several keys of a service may sign under one certificate. */
    isOwn(envelope: OpenedEnvelope): boolean;
}
/**
 * Makes whole envelopes (`generate-envelope`, Notary Project, plugin-extensibility.md). The caller has to open and check each
 * one before it uses it.
 */
export interface EnvelopeSigner {
    readonly kind: 'envelope';
    /** Absent for an installed plugin. */
    readonly service?: EnvelopeService;
    /** @param mediaType the format of the envelope: `application/jose+json` or `application/cose`. */
    signEnvelope(request: EnvelopeRequest, mediaType: string, signal: AbortSignal): Promise<MadeEnvelope>;
    close(): Promise<void>;
}
/** Every kind of signer that `--key` can name. */
export type AnySigner = Signer | CertifyingSigner | EnvelopeSigner;
/** The kinds of trust store (trust-store-trust-policy.md, "Trust Store"). */
export declare const STORE_TYPES: readonly ['ca', 'signingAuthority', 'tsa'];
export type TrustStoreType = (typeof STORE_TYPES)[number];
/** The trust policy and the certificates of its trust stores. Each is read when it is first asked for, and once. */
export interface TrustMaterial {
    policy(): Promise<TrustPolicyDocument>;
    /** The bytes that the policy was read from, as they were given; their digest names it. */
    source(): Promise<Uint8Array>;
    /** @throws SealiftError `trust_store_not_found`, `trust_store_empty` or `trust_store_invalid`. */
    certificates(type: TrustStoreType, name: string): Promise<readonly Certificate[]>;
}
/** The content of one trust store folder, with everything that makes it unusable. */
export interface StoreContent {
    readonly certificates: readonly {
        readonly file: string;
        readonly certificate: Certificate;
    }[];
    /** Each with the exit code 2. */
    readonly faults: readonly SealiftError[];
}
/** A trust store folder that was found, or that a policy names. */
export interface StoreFolder extends StoreContent {
    readonly type: TrustStoreType;
    readonly name: string;
}
/** Brings OCSP responses (RFC 6960) and CRLs (RFC 5280, 5) as unparsed bytes. A rejection means that no answer is known. */
export interface RevocationSource {
    /**
     * @param der the OCSPRequest, which the adapter sends by POST, or by GET (RFC 5019, 5) where it has 100 octets or fewer: such a
     * one has no nonce, since a nonce makes 121 of them at least, and serial numbers of RFC 5280 without one 88 at most. It rejects
     * with a SealiftError `unexpected_answer` where HTTP answers with another status or with something else.
     */
    ocsp(url: string, der: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
    crl(url: string, signal: AbortSignal): Promise<Uint8Array>;
}
/**
 * Keeps CRLs between runs, each by a name of its URL, its issuer and its kind. What it gives is judged like bytes from anywhere; neither method rejects, and a store that
 * fails is as one that is empty.
 */
export interface CrlCache {
    read(name: string): Promise<Uint8Array | undefined>;
    write(name: string, der: Uint8Array): Promise<void>;
}
/** Sends a TimeStampReq to a timestamp authority and brings the TimeStampResp as unparsed bytes (RFC 3161, 3.4). */
export interface TimestampClient {
    post(url: string, der: Uint8Array, signal: AbortSignal): Promise<Uint8Array>;
}
