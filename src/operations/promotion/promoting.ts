import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { ReferrerQuery } from '../../oci/ports.ts';
import type { Draft } from '../image-result.ts';
import { readExpected } from '../platforms/read-expected.ts';
import type { Ways } from './deliver-all.ts';
import type { Destinations } from './destinations.ts';
import type { Gates } from './gates.ts';
import { judgeSource } from './judge-source.ts';
import type { Outcome } from './outcome.ts';
import type { PromoteRequest } from './promote-request.ts';

/** A promotion reads both lists, since it copies everything that is attached. */
export const LISTS: ReferrerQuery = { sources: 'merged' };

/** The promotion of an image whose source was found, as its stages share it. */
export interface Promoting {
  readonly request: PromoteRequest & { readonly source: CachedStore };
  readonly root: Descriptor;
  readonly destinations: Destinations;
  /** Absent when the image is not verified. */
  readonly gates: Gates | undefined;
  readonly surveys: Ways['surveys'];
  readonly draft: Draft;
  readonly outcome: Outcome;
}

/** Reads the image with its expected children, and with nothing that is attached to them. */
export function readTree({ request, root }: Promoting, signal: AbortSignal): Promise<ArtifactGraph> {
  const { source, concurrency, platforms } = request;
  return readExpected(source, root, { concurrency, ...(platforms ? { platforms } : {}) }, signal);
}

/**
 * Judges the image, where it is verified at all.
 *
 * @param tree reads it with its children; without it, {@link readTree} does.
 */
export async function judge(
  promoting: Promoting,
  signal: AbortSignal,
  tree: () => Promise<ArtifactGraph> = () => readTree(promoting, signal),
): Promise<void> {
  const { request, gates, root, draft } = promoting;
  if (gates) await judgeSource(request, gates, root, { tree, draft }, signal);
}
