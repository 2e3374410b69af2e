import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { TargetStore } from '../../oci/ports.ts';
import type { Session } from '../session.ts';
import type { OwnSignatures } from './own-signatures.ts';
import { SignatureStorage } from './signature-storage.ts';
import { splitSignatures } from './split-signatures.ts';
import type { PromotionTarget } from './target.ts';

interface Storing extends Session {
  readonly source: CachedStore;
  readonly signatures?: TargetStore;
  readonly dryRun: boolean;
  readonly deep: boolean;
}

/**
 * Begins to store the signatures of an image in the repository for them, while the image is copied to its destinations. Where
 * that repository is a destination as well, they follow the image there: not every registry takes a signature before it.
 *
 * @param arrivals resolve when a destination has the image, or has failed.
 * @returns `undefined` where each destination gets the signatures.
 */
export function storeSignatures(
  request: Storing,
  graph: ArtifactGraph,
  own: OwnSignatures | undefined,
  arrivals: ReadonlyMap<PromotionTarget, { readonly promise: Promise<void> }>,
  signal: AbortSignal,
): SignatureStorage | undefined {
  const { signatures, source, target } = request;
  if (!signatures) return undefined;
  const same = [...arrivals].filter(([{ store }]) => store.name === signatures.name);
  const imageIsThere = Promise.all(same.map(([, { promise }]) => promise)).then(() => {});
  const options = { ...request, own, imageIsThere };
  return new SignatureStorage(target(signatures), source, splitSignatures(graph), options, signal);
}
