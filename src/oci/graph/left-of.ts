import { type Descriptor, plainDescriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type { GraphNode } from './graph-node.ts';

/** The children of other platforms, each once and without its annotations. */
export function leftOf(nodes: readonly GraphNode[], absent: ReadonlyMap<Digest, Descriptor>): Descriptor[] {
  const inTree = new Set(nodes.map(({ content }) => content.descriptor.digest));
  const left = new Map<Digest, Descriptor>();
  for (const node of nodes) {
    for (const child of node.left) {
      const { digest, platform } = child;
      if (inTree.has(digest) || absent.has(digest)) continue;
      left.set(digest, { ...plainDescriptor(child), ...(platform ? { platform } : {}) });
    }
  }
  return [...left.values()];
}
