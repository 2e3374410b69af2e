import type { CachedStore } from '../../oci/cache/cached-store.ts';
import { sameContent } from '../../oci/descriptor.ts';
import type { ArtifactGraph } from '../../oci/graph/read-graph.ts';
import type { TargetStore } from '../../oci/ports.ts';
import type { Session } from '../session.ts';
import { SignatureStorage } from './signature-storage.ts';
import { splitSignatures } from './split-signatures.ts';
import type { Survey } from './survey.ts';
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
export async function storeSignatures(
  request: Storing,
  graph: ArtifactGraph,
  surveys: ReadonlyMap<PromotionTarget, Promise<Survey>>,
  arrivals: ReadonlyMap<PromotionTarget, { readonly promise: Promise<void> }>,
  signal: AbortSignal,
): Promise<SignatureStorage | undefined> {
  const { signatures, source, target } = request;
  if (!signatures) return undefined;
  const root = graph.root.content.descriptor;
  // A destination that cannot be read fails for itself, and sets no tag.
  const surveyed = await Promise.all([...surveys.values()].map((one) => one.catch(() => undefined)));
  const setsTag = surveyed.some((one) =>
    [...(one?.tags.values() ?? [])].some((there) => !there || !sameContent(there, root)),
  );
  const same = [...arrivals].filter(([{ store }]) => store.name === signatures.name);
  const imageIsThere = Promise.all(same.map(([, { promise }]) => promise)).then(() => {});
  const options = { ...request, setsTag, imageIsThere };
  return new SignatureStorage(target(signatures), source, splitSignatures(graph).signatures, options, signal);
}
