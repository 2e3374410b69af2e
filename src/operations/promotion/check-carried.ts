import { SealiftError } from '../../errors.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { SourceStore } from '../../oci/ports.ts';
import type { Gate } from './gate.ts';

/**
 * Refuses a graph that lacks a signature by which the image passed. The store then listed fewer referrers at the second
 * reading, and its lists cannot be relied on.
 */
export function checkCarried(
  { attachments }: ArtifactGraph,
  gates: readonly Gate[],
  source: SourceStore,
): void {
  const carried = new Set<string>(attachments.map(({ node }) => node.content.descriptor.digest));
  for (const { digest, status } of gates.flatMap(({ signatures }) => signatures)) {
    if (status !== 'passed' || carried.has(digest)) continue;
    throw new SealiftError(
      'signature_lost',
      `${source.name} no longer lists signature ${digest}, which passed`,
      {
        hint: 'Nothing was copied. Look at the source with `sealift list`, then run the command again.',
      },
    );
  }
}
