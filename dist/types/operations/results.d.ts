import type { ErrorCode } from '../errors.ts';
import type { RevocationRow } from '../notation/revocation/row.ts';
import type { CheckOutcome, JudgedBy, TimestampEvidence, TrustEvidence } from '../notation/verification/outcome.ts';
import type { FoundIn } from '../oci/ports.ts';
import type { ComparedResult } from './comparison/result.ts';
import type { FilterResult, MatchResult } from './listing/match-result.ts';
import type { ToCopy } from './promotion/to-copy.ts';
import type { RecordResult, RecordRow } from './record/result.ts';
import type { ShardFacts } from './shard-facts.ts';
/** An error as every output has it: the code, what happened, and the remedy. */
export interface ResultError {
    readonly code: ErrorCode;
    readonly message: string;
    readonly hint: string;
    /** The address of the section of `docs/blocked.md` for this code. */
    readonly docs?: string;
}
/** What became of one image or platform. */
export type ImageStatus = 'signed' | 'skipped' | 'verified'
/** The image was judged under a statement that only logs integrity or authenticity, so the result vouches for nobody. */
 | 'audited' | 'not-checked' | 'unverified' | 'promoted' | 'unchanged'
/** At every destination the tags were at other digests, and stay there by `--existing-tag keep`. */
 | 'kept' | 'planned' | 'listed'
/** Every repository that the image was compared with has all of it. */
 | 'equal'
/** A child of another platform than the chosen ones, which stays behind. */
 | 'left'
/** A child that an index names and that is not there. */
 | 'absent'
/** The image was promoted to some of its destinations, and failed at others. */
 | 'partial' | 'failed';
/** A {@link RevocationRow} in JSON: its moments are in ISO 8601. */
export interface RevocationResult extends Omit<RevocationRow, 'thisUpdate' | 'nextUpdate' | 'revokedAt'> {
    readonly thisUpdate: string | null;
    readonly nextUpdate: string | null;
    readonly revokedAt: string | null;
}
/** A {@link TimestampEvidence} in JSON: its moments are in ISO 8601. */
export interface TimestampResult extends Omit<TimestampEvidence, 'store' | 'time' | 'earliest' | 'latest' | 'revocation'> {
    /** `null` for a new signature, whose authority was judged by the root that the signer gave. */
    readonly store: string | null;
    readonly time: string;
    readonly earliest: string;
    readonly latest: string;
    readonly revocation: readonly RevocationResult[];
}
/** One signature of an image. */
export interface SignatureResult {
    readonly digest: string;
    /** Digest of the manifest that it signs: the image, or one of its platforms. */
    readonly subject: string;
    /** Whether this run made it. */
    readonly made: boolean;
    /** Media type of the envelope, `application/jose+json` or `application/cose`; `null` when the manifest is unreadable. */
    readonly mediaType: string | null;
    readonly signer: string | null;
    /** `itself`: the artifact that was named is the signature. */
    readonly foundIn: FoundIn | 'itself';
    /** The repository of `--signatures-from` or `--signatures-to` that has it; absent where the image's own has it. */
    readonly signatureRepository?: string;
    /**
     * When the signature stops verifying, in ISO 8601: the earlier of its expiry and the first notAfter of its chain. A timestamp that
     * counted takes the place of the chain's end; with one, and without an expiry, it is `null`.
     */
    readonly validUntil: string | null;
    /** `listed`: it was opened and not judged. `ignored`: it is listed, and no signature of the image. */
    readonly status: 'passed' | 'failed' | 'ignored' | 'listed';
    readonly checks: readonly CheckOutcome[];
    /** What made the signer trusted; `null` where nothing did, or nobody judged. */
    readonly trust: TrustEvidence | null;
    /** The RFC 3161 timestamp that counted; `null` where none did. */
    readonly timestamp: TimestampResult | null;
    /** What was found out about the certificates of the chain, leaf first; empty when nobody was asked. */
    readonly revocation: readonly RevocationResult[];
    /** The verification plugin that judged the signature; `null` where none did. */
    readonly judgedBy: JudgedBy | null;
    /** The content of the envelope; only `inspect` gives it. */
    readonly details?: SignatureDetails;
    /** Why `list` shows the signature; only with `--signed-by` or `--expiring`. */
    readonly matched?: MatchResult;
}
/** The content of an envelope that `inspect` opened. Its integrity was checked, its signer was not judged. */
export interface SignatureDetails {
    readonly signatureAlgorithm: string;
    readonly signingScheme: string;
    readonly signingTime: string | null;
    readonly expiry: string | null;
    readonly signingAgent: string | null;
    readonly timestamped: boolean;
    /** What the token claims of itself; it was not verified. `null` without one. */
    readonly timestamp: {
        readonly authority: string | null;
        readonly time: string | null;
        /** Why the token cannot be read. */
        readonly fault: string | null;
    } | null;
    /** The plugin that the signature demands to be verified with, as it is written there. */
    readonly verificationPlugin: {
        readonly name: string;
        readonly minVersion: string | null;
        /** The other signed attributes that the specification does not define, which that plugin has to know. */
        readonly attributes: readonly {
            readonly name: string;
            readonly value: string;
        }[];
    } | null;
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
    /** Only for a signature of the prototype of 2020. */
    readonly prototype?: {
        /** The names for which the image was signed. */
        readonly references: readonly string[];
        readonly notBefore: string | null;
        /** The fingerprint of the key, where there is no certificate. */
        readonly keyId: string | null;
    };
}
/** Somebody who has signed, or who had to. */
export interface IdentityResult {
    /** The identity that is required, as it was written; `null` for a signer who is not asked for by name. */
    readonly required: string | null;
    /** The subject of the signing certificate; `null` where nobody stands for the identity. */
    readonly subject: string | null;
    /** Digests of the signatures of this signer that passed. */
    readonly signatures: readonly string[];
    /** Why nobody stands for the identity; `null` where somebody does. */
    readonly reason: string | null;
}
/** One child of an index. */
export interface PlatformResult {
    /** `os/architecture[/variant]`; `unknown/unknown` for a child without a platform, such as an attestation manifest. */
    readonly platform: string;
    readonly digest: string;
    readonly status: ImageStatus;
    /** Of a child that stays behind, how many artifacts are listed for it; `null` where that is not known. */
    readonly attachments?: number | null;
    readonly error: ResultError | null;
}
/** One artifact that is attached to an image. */
export interface AttachmentResult {
    readonly digest: string;
    readonly artifactType: string;
    /** Of an in-toto attestation, the type of its predicate, as its manifest says it: that of a record is a verification summary. */
    readonly predicateType?: string;
    readonly size: number;
    /** `digest-tag`: under a tag that cosign makes of the digest of the subject. */
    readonly foundIn: FoundIn | 'digest-tag';
    /** The tag where it was found, when that is a digest tag: `sha256-HEX.sig`, `.att` or `.sbom`. */
    readonly tag?: string;
    /** The repository of `--signatures-from` in which it was found; absent where the image's own has it. */
    readonly signatureRepository?: string;
    /** Digest of the manifest that the artifact is attached to: the image, one of its children, or another attachment. */
    readonly subject: string;
    /** The judgement of a signature, or `carried` for an attachment that was copied without a judgement. */
    readonly judged: 'passed' | 'failed' | 'carried' | null;
}
/** One tag of a destination. */
export interface TagResult {
    readonly tag: string;
    /**
     * `left`: the tag was not touched, and does not point at the image; `kept`: by `--existing-tag keep`. With the status `planned`,
     * what would be done.
     */
    readonly action: 'new' | 'moved' | 'unchanged' | 'kept' | 'left';
    /** The digest that the tag pointed at when the run began, or, where it was kept under a backup tag, right before it moved. */
    readonly previous: string | null;
    /** The backup tag that was pointed at `previous`; `null` without one, and where the tag did not move. */
    readonly backup: string | null;
}
/** The signature of our own that a manifest has at a destination. */
export interface OwnSignatureRow {
    /** Digest of the manifest that it signs. */
    readonly subject: string;
    /** Digest of the signature; `null` in a dry run, which makes none. */
    readonly digest: string | null;
    /** `made` by this run, `unchanged` there before, or `carried` from the source. With the status `planned`, what would be done. */
    readonly action: 'made' | 'unchanged' | 'carried';
}
/** One destination of a promotion. */
export interface DestinationResult {
    /** The destination with its tags: `registry/app:1.4,latest`, or without any: `registry/app@sha256:…`. */
    readonly reference: string;
    readonly digest: string | null;
    /** `NAME@DIGEST` of the image there; with `planned`, where it would be. `null` where it is not, or nobody knows. */
    readonly pinned: string | null;
    /** What became of its tags; an empty list when the image is promoted by digest. */
    readonly tags: readonly TagResult[];
    /** The digest that the first tag pointed at when the run began. */
    readonly previousDigest: string | null;
    /** `kept`: all its tags are at other digests and stay there, so that nothing was written. */
    readonly status: 'promoted' | 'unchanged' | 'kept' | 'planned' | 'failed';
    readonly attachments: {
        readonly expected: number;
        readonly present: number;
        readonly added: number;
        readonly missing: readonly string[];
        /**
         * Signatures that the destination lists and the source does not: made for it there, or removed at the source since. Only lists
         * that were read anyway tell.
         */
        readonly onlyThere: readonly string[];
    };
    /** Our own signatures there; empty when none was asked for, or before they stand there. */
    readonly signed: readonly OwnSignatureRow[];
    /** The records there, one for each tag; absent where none was asked for, or before they stand there. */
    readonly records?: readonly RecordRow[];
    /** How many blobs were written. */
    readonly copied: number;
    /** How many blobs the registry mounted from another repository, so that they were not sent. */
    readonly mounted: number;
    /** Bytes of the blobs that were written. */
    readonly bytes: number;
    /** What a dry run would write; `null` unless planned. */
    readonly toCopy: ToCopy | null;
    /** Whether the destination was asked for every manifest and blob, or only for what it lists. */
    readonly deep: boolean;
    /** The command that points the tags which moved back at what they pointed at before; `null` where none moved. */
    readonly rollback: string | null;
    readonly error: ResultError | null;
}
/** The repository of `--signatures-to`, and the signatures of one image that it has. */
export interface SignatureRepositoryResult {
    readonly repository: string;
    readonly status: 'promoted' | 'unchanged' | 'planned' | 'failed';
    readonly attachments: Omit<DestinationResult['attachments'], 'onlyThere'>;
    /** Our own signatures there; empty when none was asked for. */
    readonly signed: DestinationResult['signed'];
    readonly error: ResultError | null;
}
/** What a run did with one image. */
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
    /** Who has signed and who is missing; empty where nobody is required beside the policy. */
    readonly identities: readonly IdentityResult[];
    readonly attachments: readonly AttachmentResult[];
    /** What is attached at the source and was not to be copied, as far as it was asked for. What is attached to that is not in it. */
    readonly leftBehind: readonly AttachmentResult[];
    readonly destinations: readonly DestinationResult[];
    /** Where the signatures were stored, once for all destinations; absent where each destination has them. */
    readonly signaturesTo?: SignatureRepositoryResult;
    /** What a signed record says of its tag; only `verify --record` gives it, once a record under the record tag was judged. */
    readonly record?: RecordResult;
    /** What each repository has of the image; only `compare` gives it. */
    readonly compared?: readonly ComparedResult[];
    readonly error: ResultError | null;
}
/** The JSON object that a run prints; `schema/result.json` is its JSON Schema. */
export interface RunResult {
    readonly version: 1;
    readonly command: string;
    readonly status: 'done' | 'partial' | 'failed';
    /** The error that stopped the run before its first image, or that belongs to no image. */
    readonly error: ResultError | null;
    readonly warnings: readonly string[];
    readonly images: readonly ImageResult[];
    /** Which signatures are shown; only of `list` with `--signed-by` or `--expiring`. */
    readonly filter?: FilterResult;
    /** Which part of a promotion it is of; only of `promote` with `--shard`. */
    readonly shard?: ShardFacts;
}
/** A certificate that a command made or read. */
export interface CertificateFacts {
    readonly subject: string;
    readonly issuer: string;
    /** The first moment of validity, in ISO 8601 like the last one. */
    readonly notBefore: string;
    readonly notAfter: string;
    /** SHA-256 of the DER, in lower-case hex. */
    readonly thumbprint: string;
    /** Kind and size of the key in bits: `RSA-2048`, `EC-256`. */
    readonly keyType: string;
    /** Where OCSP tells whether it is revoked, and where CRLs do, as the certificate names them. */
    readonly ocspUrls: readonly string[];
    readonly crlUrls: readonly string[];
}
/** The JSON object that a `certificate` command prints. */
export interface CertificateRunResult extends RunResult {
    /** The chain, leaf first. */
    readonly certificates: readonly CertificateFacts[];
    /** What `check` was told about each of them but the root. */
    readonly revocation: readonly RevocationResult[];
    /** When signatures without a timestamp stop verifying under this chain; `null` when the chain cannot sign artifacts. */
    readonly validUntil: string | null;
    /** The file that was written, as the user named it. */
    readonly file: string | null;
    /** The certificate or request in PEM, when it was not written to a file. */
    readonly pem: string | null;
    /** The address of the key that `--new-key` made, with its version; also when the run failed afterwards. */
    readonly newKey: string | null;
}
