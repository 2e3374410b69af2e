import { mapGroup } from '../../async/map-group.ts';
import { SealiftError } from '../../errors.ts';
import type { ArtifactGraph } from '../../oci/graph/read-graph.ts';
import type { SourceStore } from '../../oci/ports.ts';

/**
 * Refuses non-distributable layers that are to be copied and that the source does not hold. What its manifests name as `urls` is
 * asked for nothing (CVE-2020-15157).
 */
export async function refuseAbsentLayers(
  source: SourceStore,
  { foreignLayers }: ArtifactGraph,
  concurrency: number,
  signal: AbortSignal,
): Promise<void> {
  const found = await mapGroup(signal, foreignLayers, concurrency, async (layer, joined) =>
    (await source.has(layer, joined)) ? [] : [layer.digest],
  );
  const [first, ...more] = found.flat();
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
