import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import type { Digest } from '../../oci/digest.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';

/** An image, and its signatures for another repository. */
export interface SplitGraph {
  /** The image with everything attached that is no signature. */
  readonly image: ArtifactGraph;
  /** The signatures, and what is attached to them; it has no manifest of the image. */
  readonly signatures: ArtifactGraph;
}

/** Parts a graph for destinations that get an image without its signatures. */
export function splitSignatures(graph: ArtifactGraph): SplitGraph {
  const apart = new Set<Digest>();
  // A subject precedes its referrers.
  for (const { node, subject } of graph.attachments)
    if (isSignatureManifest(node.manifest) || apart.has(subject.digest))
      apart.add(node.content.descriptor.digest);
  const isApart = ({ node }: ArtifactGraph['attachments'][number]): boolean =>
    apart.has(node.content.descriptor.digest);
  return {
    image: { ...graph, attachments: graph.attachments.filter((one) => !isApart(one)) },
    signatures: { ...graph, nodes: [], digestTags: [], attachments: graph.attachments.filter(isApart) },
  };
}
