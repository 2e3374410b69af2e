import type { ErrorCode } from '../../errors.ts';
import type { Digest } from '../../oci/digest.ts';
import type { CheckAction, CheckName } from '../policy/document.ts';
/**
 * `payload` (the signed descriptor is the target's), `metadata` and `critical` (unknown critical attributes) stand
 * outside the policy's table and are always enforced.
 */
export type OutcomeName = CheckName | 'payload' | 'metadata' | 'critical';
export interface CheckOutcome {
    readonly check: OutcomeName;
    readonly action: CheckAction;
    readonly outcome: 'passed' | 'failed' | 'unknown' | 'skipped';
    readonly code: ErrorCode | null;
    /** One sentence for a person; may quote text from outside, so it is made safe before it is printed. */
    readonly message?: string;
}
/** One envelope judged against one statement. */
export interface EnvelopeVerdict {
    /**
     * No enforced check failed or stayed unknown. Under a statement that only logs authenticity this says nothing about the
     * signer: look at the outcome of that check.
     */
    readonly passed: boolean;
    readonly outcomes: readonly CheckOutcome[];
    readonly signer: {
        /** RFC 4514 text of the leaf's subject, as a policy would name it. */
        readonly subject: string;
        readonly thumbprint: string;
        /** Until when every certificate of the chain is valid. */
        readonly notAfter: Date;
    } | null;
    /** What was signed; `null` when integrity failed. */
    readonly payload: {
        readonly targetArtifact: {
            readonly mediaType: string;
            readonly digest: Digest;
            readonly size: number;
            readonly annotations?: Readonly<Record<string, string>>;
        };
        readonly signingTime?: Date;
        readonly expiry?: Date;
    } | null;
}
