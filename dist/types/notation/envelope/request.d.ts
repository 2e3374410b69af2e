import type { TargetArtifact } from './payload.ts';
export interface EnvelopeRequest {
    readonly target: Pick<TargetArtifact, 'mediaType' | 'digest' | 'size'>;
    /** Signed along as annotations of the target. */
    readonly metadata: Readonly<Record<string, string>>;
    /** Whole seconds, because envelopes hold no fractions. */
    readonly signingTime: Date;
    /** Milliseconds from the signing time; no expiry when absent. */
    readonly expiresAfter?: number;
}
/** The time at which the signature expires; `undefined` when it does not. */
export declare function expiryOf({ signingTime, expiresAfter }: EnvelopeRequest): Date | undefined;
