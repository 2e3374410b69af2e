import { platformName } from '../../oci/descriptor.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { PlatformResult } from '../results.ts';
import { childrenOf } from './children-of.ts';

/** The children of an index as `list` and `inspect` show them: those that are there, and those of which it has only the name. */
export function listedPlatforms(graph: ArtifactGraph): readonly PlatformResult[] {
  const absent = new Set(graph.absent.map(({ digest }) => digest));
  return [...childrenOf(graph).values()].map((child) => ({
    platform: platformName(child),
    digest: child.digest,
    status: absent.has(child.digest) ? 'absent' : 'listed',
    error: null,
  }));
}

/** What a mirror of some platforms lacks, in words; `undefined` where it lacks nothing. */
export function absentInWords(platforms: readonly PlatformResult[]): string | undefined {
  const absent = platforms.filter(({ status }) => status === 'absent');
  if (absent.length === 0) return undefined;
  const [are, them] = absent.length === 1 ? ['is', 'it'] : ['are', 'them'];
  return `${absent.length} of the ${platforms.length} manifests that the index names ${are} not there; what is attached to ${them} is not shown`;
}
