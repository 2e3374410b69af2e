import type { Digest } from '../digest.ts';
import type { GraphNode } from './graph-node.ts';

/** The manifests of a graph in the order in which they have to be put: each once, children before their index. */
export function bottomUp(root: GraphNode): GraphNode[] {
  const ordered = new Map<Digest, GraphNode>();
  const visit = (node: GraphNode): void => {
    const { digest } = node.content.descriptor;
    if (ordered.has(digest)) return;
    for (const child of node.children) visit(child);
    ordered.set(digest, node);
  };
  visit(root);
  return [...ordered.values()];
}
