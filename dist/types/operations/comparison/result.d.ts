import type { ResultError } from '../results.ts';
/** What is attached of one type: what the source has, and what of it a repository has. */
export interface ComparedType {
    readonly artifactType: string;
    /** Of what cosign attaches by tags, the ending of the tag: `sig`, `att` or `sbom`; else `null`. */
    readonly suffix: string | null;
    readonly expected: number;
    readonly present: number;
    /** Digests of those that the repository lacks. */
    readonly missing: readonly string[];
}
/** What one repository has of an image. */
export interface ComparedResult {
    /** `REGISTRY/REPOSITORY`, `oci:DIR` or `oci-archive:FILE`. */
    readonly repository: string;
    /** `short`: it lacks something. `failed`: nobody could say. */
    readonly status: 'equal' | 'short' | 'failed';
    /** The tag of the source and the digest that it is at there; `digest` is `null` where it is not there. `null` by digest. */
    readonly tag: {
        readonly tag: string;
        readonly digest: string | null;
    } | null;
    /** The manifests of the image and its children; `incomplete` are those that are not there, or lack a part. */
    readonly manifests: {
        readonly expected: number;
        readonly incomplete: readonly string[];
    };
    /** The children of an index that are expected. */
    readonly platforms: readonly {
        readonly platform: string;
        readonly digest: string;
        readonly status: 'whole' | 'incomplete';
    }[];
    /** The blobs that were asked for, and those that are not there; `null` where nobody asked. */
    readonly blobs: {
        readonly asked: number;
        readonly missing: readonly string[];
    } | null;
    readonly attachments: readonly ComparedType[];
    /** What it lists and the source does not; it is no shortfall. */
    readonly onlyThere: readonly {
        readonly digest: string;
        readonly artifactType: string;
    }[];
    /** Whether it was asked for every manifest and blob, or only for what it lists. */
    readonly deep: boolean;
    /** What `--repair` came to; `null` where nothing was to be repaired. */
    readonly repair: 'done' | 'failed' | null;
    readonly error: ResultError | null;
}
