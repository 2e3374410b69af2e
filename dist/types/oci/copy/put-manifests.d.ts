import type { GraphNode } from '../graph/graph-node.ts';
import type { ManifestWriter } from '../ports.ts';
/** Puts manifests into one target, each once, however many indexes name it. */
export declare class ManifestPutter {
    #private;
    constructor(target: ManifestWriter, concurrency: number);
    /** Puts children before their index, and siblings at the same time. A child that is not in `nodes` is at the target. */
    put(nodes: readonly GraphNode[], signal: AbortSignal): Promise<void>;
    /** Puts a manifest a second time, its children aside. */
    putAgain(node: GraphNode, signal: AbortSignal): Promise<void>;
}
