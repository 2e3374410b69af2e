import type { ErrorCode } from '../errors.ts';
import type { CheckOutcome } from '../notation/verification/outcome.ts';
import type { FoundIn } from '../oci/ports.ts';
/** `{ code, message, hint }`: an error in every output. */
export interface ResultError {
    readonly code: ErrorCode;
    readonly message: string;
    readonly hint: string;
}
export type ImageStatus = 'signed' | 'skipped' | 'verified'
/** Judged, under a statement that only logs integrity or authenticity: nobody is vouched for. */
 | 'audited' | 'not-checked' | 'unverified' | 'promoted' | 'unchanged' | 'planned' | 'listed' | 'failed';
export interface SignatureResult {
    readonly digest: string;
    /** Of the envelope: `application/jose+json` or `application/cose`; `null` when the manifest could not be read. */
    readonly mediaType: string | null;
    readonly signer: string | null;
    readonly foundIn: FoundIn;
    /** ISO 8601; until when it verifies: the earliest of expiry and the chain's notAfter. */
    readonly validUntil: string | null;
    readonly status: 'passed' | 'failed' | 'ignored';
    readonly checks: readonly CheckOutcome[];
    /** `inspect` only. */
    readonly details?: SignatureDetails;
}
export interface SignatureDetails {
    readonly signatureAlgorithm: string;
    readonly signingScheme: string;
    readonly signingTime: string | null;
    readonly expiry: string | null;
    readonly signingAgent: string | null;
    readonly timestamped: boolean;
    readonly userMetadata: Readonly<Record<string, string>>;
    readonly targetArtifact: {
        readonly mediaType: string;
        readonly digest: string;
        readonly size: number;
    };
    readonly certificates: readonly {
        readonly subject: string;
        readonly issuer: string;
        readonly thumbprint: string;
        readonly notBefore: string;
        readonly notAfter: string;
    }[];
}
export interface PlatformResult {
    /** `os/architecture[/variant]`, or `unknown/unknown` for attestation manifests. */
    readonly platform: string;
    readonly digest: string;
    readonly status: ImageStatus;
    readonly error: ResultError | null;
}
export interface AttachmentResult {
    readonly digest: string;
    readonly artifactType: string;
    readonly size: number;
    readonly foundIn: FoundIn;
    /** The manifest it is attached to: the image, one of its children, or another attachment. */
    readonly subject: string;
    /** `carried`: copied without being judged. */
    readonly judged: 'passed' | 'failed' | 'carried' | null;
}
export interface DestinationResult {
    /** With its tags: `registry/app:1.4,latest`. */
    readonly reference: string;
    readonly digest: string | null;
    /** What the first tag pointed at when the run began. */
    readonly previousDigest: string | null;
    readonly status: 'promoted' | 'unchanged' | 'planned' | 'failed';
    readonly attachments: {
        readonly expected: number;
        readonly present: number;
        readonly added: number;
        readonly missing: readonly string[];
    };
    /** Blobs written, blobs mounted, bytes of blobs written. */
    readonly copied: number;
    readonly mounted: number;
    readonly bytes: number;
    readonly error: ResultError | null;
}
export interface ImageResult {
    readonly reference: string;
    readonly digest: string | null;
    readonly mediaType: string | null;
    readonly size: number | null;
    readonly status: ImageStatus;
    readonly policy: {
        readonly statement: string;
        readonly level: string;
    } | null;
    readonly platforms: readonly PlatformResult[];
    readonly signatures: readonly SignatureResult[];
    readonly attachments: readonly AttachmentResult[];
    readonly destinations: readonly DestinationResult[];
    readonly error: ResultError | null;
}
/** The one JSON object of a run, `dist/schema.json`. */
export interface RunResult {
    readonly version: 1;
    readonly command: string;
    readonly status: 'done' | 'partial' | 'failed';
    /** What stopped the run before or beside its images. */
    readonly error: ResultError | null;
    readonly warnings: readonly string[];
    readonly images: readonly ImageResult[];
}
/** A certificate that a command made or looked at. */
export interface CertificateFacts {
    readonly subject: string;
    readonly issuer: string;
    /** ISO 8601. */
    readonly notBefore: string;
    readonly notAfter: string;
    /** Lower-case hex SHA-256. */
    readonly thumbprint: string;
    /** `RSA-2048`, `EC-256`, … */
    readonly keyType: string;
}
/** The one JSON object of a `certificate` command. */
export interface CertificateRunResult extends RunResult {
    /** Leaf first. */
    readonly certificates: readonly CertificateFacts[];
    /** Until when signatures without a timestamp verify under this chain; `null` when it is none to sign with. */
    readonly validUntil: string | null;
    /** Where the result was written, as given. */
    readonly file: string | null;
    /** What was made, as PEM, when it was not written to a file. */
    readonly pem: string | null;
}
