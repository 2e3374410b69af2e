import { taskGroup } from '../../async/task-group.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import { FIRST_LIST } from '../../oci/copy/plan-copy.ts';
import type { StandingBlobs } from '../../oci/copy/standing-blobs.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { canTellEmpty, type EmptinessReader } from '../../oci/ports.ts';
import type { PromotionTarget } from './target.ts';

/** The state of a destination when the run began. */
export interface Survey {
  readonly tags: ReadonlyMap<string, Descriptor | undefined>;
  /** Whether the destination holds nothing, so that its blobs need not be asked for one by one. */
  readonly isEmpty: boolean;
  readonly store: CachedTarget;
}

/**
 * Reads the tags of a destination. When it has none of them, it also asks whether the repository is empty; when one of them
 * points at `digest`, it prefetches the list of referrers. A promotion without tags asks for the image itself; a repository
 * without tags may then hold much.
 */
export async function survey(
  store: CachedTarget,
  target: PromotionTarget,
  digest: Digest | undefined,
  signal: AbortSignal,
  standing?: StandingBlobs,
): Promise<Survey> {
  const found = await taskGroup(
    signal,
    target.tags.map((tag) => async (joined: AbortSignal) => {
      const { there } = target;
      const found = there?.has(tag) ? there.get(tag) : await target.store.resolve({ tag }, joined);
      return [tag, found] as const;
    }),
  );
  const tags = new Map(found);
  if (digest !== undefined && [...tags.values()].some((there) => there?.digest === digest))
    store.prefetch({ digest }, FIRST_LIST);
  const isNew = tags.size > 0 && [...tags.values()].every((there) => there === undefined);
  const isEmpty = isNew && canTellEmpty(store) && (await holdsNothing(store, digest, standing, signal));
  return { tags, isEmpty, store };
}

/** Whether a destination holds nothing of an image: it is empty, or what it holds is other images of this run. */
async function holdsNothing(
  store: CachedTarget & EmptinessReader,
  digest: Digest | undefined,
  standing: StandingBlobs | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  if (!standing || digest === undefined) return store.isEmpty(signal);
  return standing.isFirst(store.name, digest) && standing.wasEmpty(store.name, () => store.isEmpty(signal));
}
