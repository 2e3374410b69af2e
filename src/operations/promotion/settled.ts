import { abortable } from '../../async/abortable.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { ListedTags } from '../../oci/cache/listed-tags.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import { listsContent } from '../../oci/ports.ts';
import { type ListedByBoth, sameLists } from '../comparison/same-lists.ts';
import type { DestinationResult } from '../results.ts';
import { untouchedDestination } from './failed-destination.ts';
import type { PromoteRequest } from './promote-request.ts';
import type { Survey } from './survey.ts';
import { tagsBefore } from './tags-before.ts';
import type { PromotionTarget } from './target.ts';

/** The destinations of an image to which nothing is to be written, and what is attached to it. */
export interface Settled {
  readonly results: ReadonlyMap<PromotionTarget, DestinationResult>;
  readonly attachments: readonly ListedByBoth[];
}

type Request = Omit<PromoteRequest, 'source'> & { readonly source: CachedStore };

/** Whether everything that is attached goes along and nothing is added, so that equal lists are all there is to have. */
function carriesAll(request: Request): boolean {
  const {
    include,
    excludeSignatures,
    artifactTypes,
    platforms,
    foreignLayers,
    deep,
    signatures,
    sign,
    record,
  } = request;
  const isWhole = include === 'all' && !excludeSignatures && artifactTypes.length === 0;
  return isWhole && !platforms && !foreignLayers && !deep && !signatures && !sign && !record;
}

/** What a destination that needs nothing comes to; `undefined` where it may need something. */
async function settledAt(
  target: PromotionTarget,
  { store, tags: before }: Survey,
  root: Descriptor,
  { existingTag, dryRun }: Request,
  same: (store: CachedStore) => Promise<readonly ListedByBoth[] | undefined>,
  signal: AbortSignal,
): Promise<{ readonly result: DestinationResult; readonly lists?: readonly ListedByBoth[] } | undefined> {
  const { reference, digest, tags: names } = target;
  if (digest !== undefined && digest !== root.digest) return undefined;
  const tags = tagsBefore(root, before, existingTag).all;
  const result = {
    ...untouchedDestination(reference, { digest: root.digest, attachments: 0 }),
    tags,
    previousDigest: before.get(names[0] ?? '')?.digest ?? null,
    toCopy: dryRun ? { blobs: 0, bytes: 0, manifests: 0, image: false } : null,
  };
  if (names.length > 0 && tags.every(({ action }) => action === 'kept'))
    return { result: { ...result, status: dryRun ? 'planned' : 'kept' } };
  if (!tags.every(({ action }) => action === 'unchanged')) return undefined;
  if (names.length === 0) {
    if (listsContent(store)) return undefined;
    const there = await store.resolve({ digest: root.digest }, signal);
    if (!there || !sameContent(there, root)) return undefined;
  }
  const lists = await same(store);
  if (!lists) return undefined;
  const attachments = { ...result.attachments, expected: lists.length, present: lists.length };
  const pinned = `${store.name}@${root.digest}`;
  return { result: { ...result, attachments, pinned, status: dryRun ? 'planned' : 'unchanged' }, lists };
}

/**
 * Tells of an image whose tags and lists are the same at every destination that nothing is to be written, so that neither its manifest
 * nor what is attached is read for the copy. `undefined` where a destination may need something: the graph then tells.
 *
 * @param tags the list of tags of the source, which is believed.
 */
export async function settled(
  request: Request,
  tags: ListedTags,
  root: Descriptor,
  surveys: ReadonlyMap<PromotionTarget, Promise<Survey>>,
  signal: AbortSignal,
): Promise<Settled | undefined> {
  if (!carriesAll(request)) return undefined;
  const ours = { store: request.source, tags };
  const found = await Promise.all(
    [...surveys].map(async ([target, survey]) => {
      const same = async (store: CachedStore) => (await sameLists(ours, store, root, signal))?.both;
      try {
        const known = await abortable(survey, signal);
        return [target, await settledAt(target, known, root, request, same, signal)] as const;
      } catch {
        signal.throwIfAborted();
        // What cannot be read is told where the destination is delivered to.
        return undefined;
      }
    }),
  );
  const results = new Map<PromotionTarget, DestinationResult>();
  let attachments: readonly ListedByBoth[] | undefined;
  for (const one of found) {
    const [target, state] = one ?? [];
    if (!target || !state) return undefined;
    results.set(target, state.result);
    attachments ??= state.lists;
  }
  attachments ??= (await sameLists(ours, request.source, root, signal).catch(() => undefined))?.both;
  signal.throwIfAborted();
  return attachments && { results, attachments };
}
