import type { Digest } from '../oci/digest.ts';
/** Tags of a repository, selected by name. Every rule that is given has to hold; `latest` counts what the others leave. */
export interface TagRules {
    /** A range of versions (semver.org); tags with a prerelease are in it only where it names one. */
    readonly semver?: string;
    /** RE2 patterns, searched in the tag; anchors are the author's. One of them has to be found. */
    readonly allow?: readonly string[];
    /** As `allow`; none of them may be found. */
    readonly deny?: readonly string[];
    /** An RE2 pattern with one group: what the group finds in a tag is read as its version (`^(.*)-alpine$`). */
    readonly extract?: string;
    /** The newest so many, by the order of versions. */
    readonly latest?: number;
}
/** What of a repository is promoted. */
export type Choice = {
    readonly kind: 'tags';
    readonly tags: readonly string[];
} | {
    readonly kind: 'rules';
    readonly rules: TagRules;
}
/** By digest, under the tags that are listed for it; without any, no tag is touched. */
 | {
    readonly kind: 'digests';
    readonly digests: ReadonlyMap<Digest, readonly string[]>;
};
/**
 * The settings of an entry, in the words of the options of `promote` (camelCase), as they stand in the file. The same words count
 * as on a command line, and the same reader reads them; paths are absolute here.
 */
export type Settings = Readonly<Record<string, unknown>>;
/** Where something stands in a file: `promotions.yaml:12:5`, line and column from 1. */
export type Position = string;
/** One repository, what of it is promoted, and where to. */
export interface PromotionEntry {
    readonly at: Position;
    /** `REGISTRY/REPOSITORY`. */
    readonly from: string;
    readonly choice: Choice;
    /** Templates with `{registry}`, `{repository}`, `{name}` and, behind a colon alone, `{tag}`. */
    readonly to: readonly string[];
    /** Whether the rules may select nothing. */
    readonly allowEmpty: boolean;
    /** The settings of the document, with those of the entry over them. */
    readonly settings: Settings;
}
/** The limits of one registry, which all shards of a run share. */
export interface RegistryBudget {
    readonly requestsPerSecond?: number;
    readonly concurrency?: number;
    /** How many requests of the allowance that the registry tells of (`ratelimit-remaining`) are left to others. */
    readonly keepAllowance?: number;
}
/** What a promotions file and its lists say, checked whole. Nothing was contacted for it. */
export interface Promotions {
    readonly entries: readonly PromotionEntry[];
    /** By `HOST[:PORT]`. */
    readonly registries: ReadonlyMap<string, RegistryBudget>;
    readonly digests: FileDigests;
}
/** The digests of everything that says what is promoted, and by which trust; each list is sorted. */
export interface FileDigests {
    readonly promotions: Digest;
    readonly lists: readonly Digest[];
    /** Policies, requirements, roots and revocation lists that entries name. */
    readonly policies: readonly Digest[];
    /** Trust stores: the digest of the names and digests of their certificates. */
    readonly trustStores: readonly Digest[];
}
