import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import { isForeignLayer } from '../media-types.ts';
import type { GraphNode } from './graph-node.ts';

/** The foreign layers of a graph. It refuses a graph whose manifests give one blob different sizes: the blob is copied once. */
export function checkedLayers(nodes: Iterable<GraphNode>): Descriptor[] {
  const foreign = new Map<Digest, Descriptor>();
  const sizes = new Map<Digest, number>();
  for (const node of nodes) {
    for (const layer of node.manifest.layers)
      if (isForeignLayer(layer.mediaType)) foreign.set(layer.digest, layer);
    for (const { digest, size } of node.blobs) {
      const known = sizes.get(digest) ?? size;
      if (known !== size)
        throw new SealiftError(
          'manifest_invalid',
          `blob ${digest} is named with ${known} and with ${size} bytes`,
        );
      sizes.set(digest, size);
    }
  }
  return [...foreign.values()];
}
