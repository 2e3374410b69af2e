import { mapGroup } from '../../async/map-group.ts';
import { SealiftError } from '../../errors.ts';
import type { Digest } from '../../oci/digest.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { BlobReader, SourceStore } from '../../oci/ports.ts';

/** The non-distributable layers of an image that a store does not hold. */
async function absentLayers(
  store: BlobReader,
  { foreignLayers }: ArtifactGraph,
  concurrency: number,
  signal: AbortSignal,
): Promise<readonly Digest[]> {
  const found = await mapGroup(signal, foreignLayers, concurrency, async (layer, joined) =>
    (await store.has(layer, joined)) ? [] : [layer.digest],
  );
  return found.flat();
}

/** Whether a store holds the non-distributable layers of an image, of which its having the image says nothing. */
export async function holdsLayers(
  store: BlobReader,
  graph: ArtifactGraph,
  concurrency: number,
  signal: AbortSignal,
): Promise<boolean> {
  return (await absentLayers(store, graph, concurrency, signal)).length === 0;
}

/**
 * Refuses non-distributable layers that are to be copied and that the source does not hold. What its manifests name as `urls` is
 * asked for nothing (CVE-2020-15157).
 */
export async function refuseAbsentLayers(
  source: SourceStore,
  graph: ArtifactGraph,
  concurrency: number,
  signal: AbortSignal,
): Promise<void> {
  const [first, ...more] = await absentLayers(source, graph, concurrency, signal);
  if (first === undefined) return;
  const others = more.length === 0 ? '' : ` and ${more.length} more`;
  throw new SealiftError(
    'artifact_not_found',
    `${source.name} does not hold the non-distributable layer ${first}${others}, which is elsewhere`,
    {
      hint: 'Leave --foreign-layers out: such layers then stay where they are, and whoever runs the image fetches them from there. Or push them to the source first.',
    },
  );
}
