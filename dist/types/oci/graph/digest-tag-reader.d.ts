import type { Descriptor } from '../descriptor.ts';
import { type DigestTag, type DigestTagSuffix } from '../digest-tags/digest-tag.ts';
import { type Manifest } from '../manifest.ts';
import type { ManifestContent } from '../ports.ts';
import type { GraphNode } from './graph-node.ts';
/** A digest tag whose manifest was read. */
export type FoundDigestTag = Omit<DigestTag, 'node'> & {
    readonly content: ManifestContent;
    readonly manifest: Manifest;
};
export interface DigestTagOptions {
    /** A question for each of them is asked about each manifest of the image. */
    readonly suffixes: readonly DigestTagSuffix[];
    readonly keep: (found: FoundDigestTag) => boolean;
}
/** What the reader of a graph does for digest tags, within the caps of the whole graph. */
export interface GraphAccess {
    resolve(tag: string, signal: AbortSignal): Promise<Descriptor | undefined>;
    manifest(descriptor: Descriptor, signal: AbortSignal): Promise<ManifestContent>;
    node(content: ManifestContent, depth: number, signal: AbortSignal): Promise<GraphNode>;
    each<T, R>(items: readonly T[], signal: AbortSignal, work: (item: T, signal: AbortSignal) => Promise<R>): Promise<R[]>;
}
/** Reads what cosign attached by tags. Each manifest is asked about once. */
export declare class DigestTagReader {
    #private;
    constructor(access: GraphAccess, options: DigestTagOptions);
    /** The digest tags of `subject`. cosign signs SBOMs too, so that the signatures of those are looked for. */
    of(subject: Descriptor, depth: number, signal: AbortSignal, suffixes?: readonly DigestTagSuffix[]): Promise<DigestTag[]>;
}
