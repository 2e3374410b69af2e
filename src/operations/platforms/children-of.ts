import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import { chosenChildren } from '../../oci/platforms/chosen-children.ts';

/** The children of all indexes of a graph as their entries describe them, each once, or those of the given platforms. */
export function childrenOf(
  { nodes }: Pick<ArtifactGraph, 'nodes'>,
  platforms?: ReadonlySet<string>,
): ReadonlyMap<Digest, Descriptor> {
  const entries = nodes.flatMap(({ manifest: { manifests } }) =>
    platforms ? chosenChildren(manifests, platforms) : manifests,
  );
  return new Map(entries.map((child) => [child.digest, child]));
}
