import type { Statement } from '../notation/policy/document.ts';
import type { RevocationSource, TrustMaterial } from '../notation/ports.ts';
import type { EnvelopeVerdict } from '../notation/verification/outcome.ts';
/** Options of `verifyEnvelope`. */
export interface VerifyEnvelopeOptions {
    /** Of the envelope: `application/jose+json`. */
    readonly mediaType: string;
    /** The descriptor of the artifact that has to be signed, by a sha256, sha384 or sha512 digest. */
    readonly target: {
        readonly mediaType: string;
        readonly digest: string;
        readonly size: number;
    };
    /** One object of a policy's `trustPolicies`. */
    readonly statement: Statement;
    /** From `openTrustStore`. */
    readonly trustStore: Pick<TrustMaterial, 'certificates'>;
    /** Replaces now in every check. */
    readonly at: Date;
    /**
     * Brings OCSP answers and CRLs as bytes, for the signing chain and for that of a timestamp authority. With `'none'`, certificates
     * that name OCSP or CRL are unknown, which fails where it is enforced.
     */
    readonly revocation: RevocationSource | 'none';
}
/**
 * Judges one envelope against one statement, with no registry.
 *
 * Resolves to the verdict, whatever is wrong with the envelope; rejects with a SealiftError for bad arguments: `usage`,
 * `policy_invalid`, or a trust store that is missing, empty or malformed.
 */
export declare function verifyEnvelope(bytes: Uint8Array, options: VerifyEnvelopeOptions, signal?: AbortSignal): Promise<EnvelopeVerdict>;
