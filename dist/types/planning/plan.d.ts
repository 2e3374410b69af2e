import type { ErrorCode } from '../errors.ts';
import type { Digest } from '../oci/digest.ts';
import type { FileDigests } from './promotions.ts';
/**
 * What a promotion would do. `add`: its tags stand, or it is promoted by digest and stands, and something of the image or of what is
 * attached to it is missing there.
 */
export type PlannedAction = 'new' | 'move' | 'add' | 'unchanged' | 'keep' | 'refused';
/** One tag of a destination. */
export interface PlannedTag {
    readonly tag: string;
    readonly action: Exclude<PlannedAction, 'add'>;
    /** What the tag points at now; `null` where it is not there. */
    readonly previous: Digest | null;
    /** The tag that would keep `previous`; `null` without one, and where the tag does not move. */
    readonly backup: string | null;
}
/** Artifacts of one type that are attached to an image. */
export interface PlannedAttachments {
    readonly artifactType: string;
    readonly count: number;
}
/** One image at one destination repository. */
export interface PlannedPromotion {
    /** `REGISTRY/REPOSITORY`. */
    readonly destination: string;
    /** Sorted by name; without any, the image is promoted by digest. */
    readonly tags: readonly PlannedTag[];
    /** The first of refused, move, new, add, keep, unchanged that it, or one of its tags, has. */
    readonly action: PlannedAction;
    readonly source: {
        readonly repository: string;
        readonly tag: string | null;
    };
    /** `null` where the source could not be read, which is then refused. */
    readonly digest: Digest | null;
    /** The subjects of the certificates whose signatures passed, sorted. A judgement ends at the first that passes, so others may have signed too. */
    readonly signers: readonly string[];
    /** Sorted by type. */
    readonly attachments: readonly PlannedAttachments[];
    /** Bytes of the blobs that would be written, at most: those that were not asked for may be there. */
    readonly bytes: number;
    readonly refusal: {
        readonly code: ErrorCode;
        readonly message: string;
    } | null;
}
/**
 * What a promotion of a promotions file would do. The same state gives the same bytes: one line of JSON in the order of these members,
 * sorted by destination, source and digest, and a line feed. It holds no key, credential, path, time or machine.
 */
export interface Plan {
    readonly version: 1;
    readonly files: FileDigests;
    readonly promotions: readonly PlannedPromotion[];
}
