import { type ErrorContext } from '../../encoding/error-context.ts';
import { type SignedDigest } from './signed-digest.ts';
/** The signed descriptor of the artifact. Its annotations are the user's metadata (signature-specification.md, "Payload"). */
export interface TargetArtifact {
    readonly mediaType: string;
    readonly digest: SignedDigest;
    readonly size: number;
    readonly annotations?: Readonly<Record<string, string>>;
}
/**
 * Checks the pairs a user wants signed or found.
 *
 * @throws SealiftError `metadata_invalid` for an empty or reserved key.
 */
export declare function checkMetadata(metadata: Readonly<Record<string, string>>): void;
/**
 * The payload of an envelope: `targetArtifact` reduced to mediaType, digest, size and the metadata, escaped as notation writes
 * them.
 *
 * @param order of the members: notation sorts them in a JWS envelope, and has them as its struct declares them in a COSE one.
 */
export declare function buildPayload(target: Pick<TargetArtifact, 'mediaType' | 'digest' | 'size'>, metadata: Readonly<Record<string, string>>, order?: 'sorted' | 'declared'): Uint8Array;
/** Reads a payload that was signed. @throws SealiftError with the code of `context`. */
export declare function parsePayload(bytes: Uint8Array, context: ErrorContext): TargetArtifact;
