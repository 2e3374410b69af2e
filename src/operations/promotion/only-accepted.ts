import type { Digest } from '../../oci/digest.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';

/** The graph without the attachments that are not accepted, and without what is attached to those. */
export function onlyAccepted(graph: ArtifactGraph, isAccepted: (digest: Digest) => boolean): ArtifactGraph {
  const kept = new Set<Digest>(graph.nodes.map(({ content }) => content.descriptor.digest));
  const attachments = graph.attachments.filter(({ node, subject }) => {
    const { digest } = node.content.descriptor;
    if (!kept.has(subject.digest) || !isAccepted(digest)) return false;
    // A subject precedes its referrers.
    kept.add(digest);
    return true;
  });
  return { ...graph, attachments };
}
