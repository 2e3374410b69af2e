import { mapGroup } from '../../async/map-group.ts';
import { SealiftError } from '../../errors.ts';
import { platformName } from '../../oci/descriptor.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { ReferrerQuery, SourceStore } from '../../oci/ports.ts';
import type { PlatformResult } from '../results.ts';

/** The most children of which the list is read: an index may name thousands. */
const ASKED = 64;

/**
 * The children of other platforms than the chosen ones, each with the number of artifacts that are listed for it: those stay behind
 * as well. The number is `null` where the list cannot
 * be read, or is not read any more, which is no reason to refuse what is copied.
 */
export function leftChildren(
  source: SourceStore,
  { left }: ArtifactGraph,
  query: ReferrerQuery,
  concurrency: number,
  signal: AbortSignal,
): Promise<PlatformResult[]> {
  const asked = new Set(left.slice(0, ASKED));
  return mapGroup(signal, left, concurrency, async (child, joined) => {
    const row = { platform: platformName(child), digest: child.digest, status: 'left', error: null } as const;
    if (!asked.has(child)) return { ...row, attachments: null };
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
    return { ...row, attachments };
  });
}
