import type { Descriptor } from '../descriptor.ts';
import { type Manifest } from '../manifest.ts';
import type { ManifestContent } from '../ports.ts';
/** What of its manifest a node has. */
export interface NodeParts {
    /** The child manifests, when this is an index. */
    readonly children?: readonly GraphNode[];
    /** Whether non-distributable layers are copied like others (image-spec, "Non-distributable Layers"). */
    readonly foreignLayers?: boolean;
}
/**
 * One manifest of an artifact, with its children. It keeps the bytes alone and parses them whenever it is asked: a graph may have
 * ten thousand manifests, and a parsed one takes several times the memory of its bytes.
 */
export declare class GraphNode {
    #private;
    readonly content: ManifestContent;
    readonly children: readonly GraphNode[];
    constructor(content: ManifestContent, { children, foreignLayers }?: NodeParts);
    get manifest(): Manifest;
    /** The children that do not belong to the graph, or are not there. */
    get left(): readonly Descriptor[];
    /** The layers that are copied. */
    get layers(): readonly Descriptor[];
    /** The config and the layers that are copied. */
    get blobs(): readonly Descriptor[];
}
