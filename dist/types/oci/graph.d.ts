import type { CachedStore } from './cache/cached-store.ts';
import { type Descriptor } from './descriptor.ts';
import { type Manifest } from './manifest.ts';
import type { FoundIn, ManifestContent } from './ports.ts';
import { type Referrer } from './referrers.ts';
/** One manifest of an artifact with what it names. */
export interface GraphNode {
    readonly content: ManifestContent;
    readonly manifest: Manifest;
    /** The manifests of an index. */
    readonly children: readonly GraphNode[];
    /** Config and layers that travel; non-distributable layers stay where they are. */
    readonly blobs: readonly Descriptor[];
}
/** Something attached, and to what. */
export interface Attachment {
    readonly node: GraphNode;
    readonly subject: Descriptor;
    readonly foundIn: FoundIn;
}
export interface ArtifactGraph {
    readonly root: GraphNode;
    /** Root and everything below it, children before their index. */
    readonly nodes: readonly GraphNode[];
    /** Attached to root, to a child, or to an attachment; a subject before its referrers. */
    readonly attachments: readonly Attachment[];
    /** Layers that no registry may hold (image-spec, "Non-distributable Layers"). */
    readonly foreignLayers: readonly Descriptor[];
    /** Listed as attached, but gone from the store. */
    readonly dangling: readonly {
        readonly subject: Descriptor;
        readonly descriptor: Descriptor;
    }[];
}
export interface GraphOptions {
    /** Requests in flight. */
    readonly concurrency: number;
    /**
     * Which of those that are listed will probably be kept: what is attached to them is asked for along with their manifest.
     * Of none when absent.
     */
    readonly likely?: (descriptor: Descriptor) => boolean;
    /** Which attachments to follow; none when absent. */
    readonly keep?: (referrer: Referrer, subject: Descriptor) => boolean | Promise<boolean>;
}
/** Children before their index, each manifest once. */
export declare function bottomUp(root: GraphNode): GraphNode[];
/**
 * Reads an artifact whole: root, children, and what is attached to any of them. Every manifest is fetched once.
 *
 * @throws SealiftError `child_missing`, `content_too_large`, `manifest_invalid`, or what the store throws.
 */
export declare function readGraph(store: CachedStore, root: Descriptor, options: GraphOptions, signal: AbortSignal): Promise<ArtifactGraph>;
