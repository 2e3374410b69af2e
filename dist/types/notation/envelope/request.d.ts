import type { Descriptor } from '../../oci/descriptor.ts';
/** What is to be signed in one envelope. */
export interface EnvelopeRequest {
    readonly target: Descriptor;
    /** Signed along as annotations of the target. */
    readonly metadata: Readonly<Record<string, string>>;
    /** To the second: envelopes hold no fractions. */
    readonly signingTime: Date;
    /** Milliseconds from the signing time; no expiry when absent. */
    readonly expiresAfter?: number;
}
/** When the signature ends by itself. */
export declare function expiryOf({ signingTime, expiresAfter }: EnvelopeRequest): Date | undefined;
