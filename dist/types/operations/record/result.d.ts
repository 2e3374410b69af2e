import type { SignatureResult } from '../results.ts';
/** The record that says which digest one name got, at a destination. */
export interface RecordRow {
    /** `null` for an image that was promoted by digest, as `recordTag` is then. */
    readonly tag: string | null;
    /** The tag that holds the newest record of `tag`. */
    readonly recordTag: string | null;
    /** Digest of the record; `null` in a dry run that would make one, as the others are then. */
    readonly digest: string | null;
    /** Digest of its signature. */
    readonly signature: string | null;
    /** The time that it states, in ISO 8601. */
    readonly statedAt: string | null;
    /** `made` by this run, or `unchanged`: it stood there. With the status `planned`, what would be done. */
    readonly action: 'made' | 'unchanged';
}
/** What the newest signed record says of the tag that was verified. */
export interface RecordResult {
    /** `failed`: the error of the image says why. */
    readonly status: 'passed' | 'failed';
    /** The tag under which the newest record is looked for. */
    readonly recordTag: string;
    /** Digest of the record. */
    readonly digest: string;
    /** `REGISTRY/REPOSITORY` and tag that it names, and the digest that was promoted to them. */
    readonly repository: string;
    readonly tag: string | null;
    readonly image: string;
    /** The time that it states, in ISO 8601. */
    readonly statedAt: string;
    /** Where the image came from: `REGISTRY/REPOSITORY`, or the kind of a layout. */
    readonly source: string;
    /** The page of the CI run that promoted it, and who started that; `null` where the record does not say. */
    readonly runUrl: string | null;
    readonly actor: string | null;
    /** The signature of the record that passed. */
    readonly signature: SignatureResult;
}
