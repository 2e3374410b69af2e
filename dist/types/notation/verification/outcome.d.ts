import type { ErrorCode } from '../../errors.ts';
import type { SignedDigest } from '../envelope/signed-digest.ts';
import type { CheckAction, CheckName } from '../policy/document.ts';
import type { RevocationRow } from '../revocation/row.ts';
/**
 * The checks of the trust policy, and five that a policy cannot switch off: `payload` (the signed descriptor is that of the
 * artifact), `metadata` (the required user metadata was signed), `critical` (no unknown critical attribute, and a plugin that is
 * demanded is there), `distrust` (no certificate that the user distrusts; only where there is one) and `plugin` (the plugin
 * answered, and processed every attribute; only where one is demanded).
 */
export type OutcomeName = CheckName | 'payload' | 'metadata' | 'critical' | 'distrust' | 'plugin';
/** The result of one check of one signature. */
export interface CheckOutcome {
    readonly check: OutcomeName;
    readonly action: CheckAction;
    readonly outcome: 'passed' | 'failed' | 'unknown' | 'skipped';
    readonly code: ErrorCode | null;
    /** One sentence for a person. It may quote text from outside: make it safe before you print it (`encoding/printable.ts`). */
    readonly message?: string;
}
/** What made the signer trusted. */
export interface TrustEvidence {
    /** The trust store, as a policy names it: `ca:acme`. */
    readonly store: string;
    /** The certificate of the chain that is in that store. */
    readonly anchor: {
        readonly subject: string;
        readonly thumbprint: string;
    };
    /** The trusted identity that matched, as the policy writes it; `*` for anybody; `null` when none did, or a plugin judges it. */
    readonly identity: string | null;
}
/** An RFC 3161 timestamp that passed. */
export interface TimestampEvidence {
    /** The subject of the certificate of the authority. */
    readonly authority: string;
    readonly thumbprint: string;
    /** The trust store with the root of the authority: `tsa:acme`. */
    readonly store: string;
    /** genTime of the token; the signature was made before `latest`. */
    readonly time: Date;
    /** genTime less and plus the accuracy (RFC 3161, 2.4.2). */
    readonly earliest: Date;
    readonly latest: Date;
    /** OID of the policy under which the authority stamped. */
    readonly policy: string;
    /** What was found out about the certificates of the authority. */
    readonly revocation: readonly RevocationRow[];
}
/** A verification plugin that judged in the place of checks of Sealift. */
export interface JudgedBy {
    readonly name: string;
    /** SemVer. */
    readonly version: string;
    /** Whether Sealift judged by the rules of the plugin, without its program. */
    readonly builtIn: boolean;
    /** What it judged: whether the signer is a trusted identity, whether the signature is revoked. */
    readonly judged: readonly ('identity' | 'revocation')[];
}
/** The result of verifying one envelope under one statement of a trust policy. */
export interface EnvelopeVerdict {
    /**
     * Whether every enforced check passed: none failed and none stayed unknown. Where the statement only logs authenticity,
     * `true` does not vouch for the signer: the outcome of that check does.
     */
    readonly passed: boolean;
    readonly outcomes: readonly CheckOutcome[];
    /** The leaf of the signature's chain; `null` when integrity failed. */
    readonly signer: {
        /** The subject of the leaf as RFC 4514 text, as a trust policy writes it. */
        readonly subject: string;
        readonly thumbprint: string;
        /** The earliest notAfter of the chain: until then all its certificates are valid. */
        readonly notAfter: Date;
    } | null;
    /** The signed descriptor and the signed times; `null` when integrity failed. */
    readonly payload: {
        readonly targetArtifact: {
            readonly mediaType: string;
            readonly digest: SignedDigest;
            readonly size: number;
            readonly annotations?: Readonly<Record<string, string>>;
        };
        readonly signingTime?: Date;
        /** The same, where a signing authority vouches for it: the certificates have to be valid then and no longer. */
        readonly authenticSigningTime?: Date;
        readonly expiry?: Date;
    } | null;
    /** `null` unless a certificate of the chain is in a trust store of the statement. */
    readonly trust: TrustEvidence | null;
    /** `null` unless a timestamp was demanded and passed. */
    readonly timestamp: TimestampEvidence | null;
    /** One row for each certificate that was asked about, leaf first; empty when none was. */
    readonly revocation: readonly RevocationRow[];
    /** `null` unless the signature demands a verification plugin and that answered. */
    readonly judgedBy: JudgedBy | null;
}
