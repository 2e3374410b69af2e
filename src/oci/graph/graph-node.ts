import type { Descriptor } from '../descriptor.ts';
import { type Manifest, parseManifest } from '../manifest.ts';
import { isForeignLayer } from '../media-types.ts';
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
export class GraphNode {
  readonly content: ManifestContent;
  readonly children: readonly GraphNode[];
  readonly #foreignLayers: boolean;

  constructor(content: ManifestContent, { children = [], foreignLayers = false }: NodeParts = {}) {
    this.content = content;
    this.children = children;
    this.#foreignLayers = foreignLayers;
  }

  get manifest(): Manifest {
    return parseManifest(this.content);
  }

  /** The children that do not belong to the graph, or are not there. */
  get left(): readonly Descriptor[] {
    const here = new Set(this.children.map(({ content }) => content.descriptor.digest));
    return this.manifest.manifests.filter(({ digest }) => !here.has(digest));
  }

  /** The layers that are copied. */
  get layers(): readonly Descriptor[] {
    return this.#copied(this.manifest);
  }

  /** The config and the layers that are copied. */
  get blobs(): readonly Descriptor[] {
    const { manifest } = this;
    const layers = this.#copied(manifest);
    return manifest.config ? [manifest.config, ...layers] : layers;
  }

  #copied({ layers }: Manifest): readonly Descriptor[] {
    return this.#foreignLayers ? layers : layers.filter(({ mediaType }) => !isForeignLayer(mediaType));
  }
}
