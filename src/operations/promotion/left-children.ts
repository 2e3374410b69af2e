import { mapGroup } from '../../async/map-group.ts';
import { SealiftError } from '../../errors.ts';
import { platformName } from '../../oci/descriptor.ts';
import type { ArtifactGraph } from '../../oci/graph/read-graph.ts';
import type { ReferrerQuery, SourceStore } from '../../oci/ports.ts';
import type { PlatformResult } from '../results.ts';

/**
 * The children of other platforms than the chosen ones, each with the number of artifacts that are listed for it: those stay behind
 * as well. The number is `null` where the list cannot be read, which is no reason to refuse what is copied.
 */
export function leftChildren(
  source: SourceStore,
  { left }: ArtifactGraph,
  query: ReferrerQuery,
  concurrency: number,
  signal: AbortSignal,
): Promise<PlatformResult[]> {
  return mapGroup(signal, left, concurrency, async (child, joined) => {
    const listed = new Set<string>();
    let attachments: number | null;
    try {
      for await (const { descriptor } of source.referrers(child, query, joined))
        listed.add(descriptor.digest);
      attachments = listed.size;
    } catch (error) {
      joined.throwIfAborted();
      if (!(error instanceof SealiftError)) throw error;
      attachments = null;
    }
    const platform = platformName(child);
    return { platform, digest: child.digest, status: 'left', attachments, error: null };
  });
}
