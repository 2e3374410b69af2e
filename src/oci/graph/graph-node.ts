import type { Descriptor } from '../descriptor.ts';
import { type Manifest, parseManifest } from '../manifest.ts';
import { isForeignLayer } from '../media-types.ts';
import type { ManifestContent } from '../ports.ts';

/** The layers of a manifest that are copied; non-distributable ones are not (image-spec, "Non-distributable Layers"). */
export function copiedLayers({ layers }: Manifest): readonly Descriptor[] {
  return layers.filter(({ mediaType }) => !isForeignLayer(mediaType));
}

/** The config and the layers of a manifest that are copied. */
export function copiedBlobs(manifest: Manifest): readonly Descriptor[] {
  const layers = copiedLayers(manifest);
  return manifest.config ? [manifest.config, ...layers] : layers;
}

/**
 * One manifest of an artifact, with its children. It keeps the bytes alone and parses them whenever it is asked: a graph may have
 * ten thousand manifests, and a parsed one takes several times the memory of its bytes.
 */
export class GraphNode {
  readonly content: ManifestContent;
  /** The child manifests, when this is an index. */
  readonly children: readonly GraphNode[];

  constructor(content: ManifestContent, children: readonly GraphNode[]) {
    this.content = content;
    this.children = children;
  }

  get manifest(): Manifest {
    return parseManifest(this.content);
  }
}
