import type { Descriptor } from '../descriptor.ts';
import { type Manifest } from '../manifest.ts';
import type { ManifestContent } from '../ports.ts';
/** The layers of a manifest that are copied; non-distributable ones are not (image-spec, "Non-distributable Layers"). */
export declare function copiedLayers({ layers }: Manifest): readonly Descriptor[];
/** The config and the layers of a manifest that are copied. */
export declare function copiedBlobs(manifest: Manifest): readonly Descriptor[];
/**
 * One manifest of an artifact, with its children. It keeps the bytes alone and parses them whenever it is asked: a graph may have
 * ten thousand manifests, and a parsed one takes several times the memory of its bytes.
 */
export declare class GraphNode {
    readonly content: ManifestContent;
    /** The child manifests, when this is an index. */
    readonly children: readonly GraphNode[];
    constructor(content: ManifestContent, children: readonly GraphNode[]);
    get manifest(): Manifest;
}
