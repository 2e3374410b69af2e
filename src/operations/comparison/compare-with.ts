import type { CachedStore } from '../../oci/cache/cached-store.ts';
import type { ListedTags } from '../../oci/cache/listed-tags.ts';
import { planCopy } from '../../oci/copy/plan-copy.ts';
import { type Descriptor, platformName, sameContent } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { digestTagType } from '../../oci/digest-tags/digest-tag.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import { artifactTypeOf } from '../../oci/manifest.ts';
import type { ReferrerQuery } from '../../oci/ports.ts';
import { claimedReferrers } from '../../oci/referrers.ts';
import { childrenOf } from '../platforms/children-of.ts';
import { type ComparedAttachment, comparedTypes } from './compared-types.ts';
import type { ComparedResult } from './result.ts';
import { sameLists } from './same-lists.ts';
import { parityError, shortfalls } from './shortfall.ts';

/** The source of a comparison. */
export interface OriginalSource {
  readonly store: CachedStore;
  /** Its list of tags, where lists are believed. */
  readonly tags?: ListedTags;
}

/** What is compared: the image as the source has it. */
export interface Original {
  /** As the user wrote it. */
  readonly reference: string;
  readonly source: OriginalSource;
  readonly root: Descriptor;
  /** The tag that the other side has to have as well. */
  readonly tag: string | undefined;
  /** Reads the whole image with what is attached, once for all sides. */
  readonly graph: () => Promise<ArtifactGraph>;
  readonly platforms?: ReadonlySet<string> | undefined;
  readonly deep: boolean;
}

type Compared = Omit<ComparedResult, 'status' | 'error'>;

/** What readers get to: behind an API that answers, nobody looks at the tag (`oci/discovery/discover.ts`). */
export const READERS_LISTS: ReferrerQuery = { sources: 'preferred' };

/** What nobody has compared yet. */
export function uncompared(repository: string, deep: boolean): Compared {
  return {
    repository,
    tag: null,
    manifests: { expected: 0, incomplete: [] },
    platforms: [],
    blobs: null,
    attachments: [],
    onlyThere: [],
    deep,
    repair: null,
  };
}

/** What the other side lists and the source does not. Its list of the image is read also where the source has nothing attached. */
async function onlyThere(
  target: CachedStore,
  graph: ArtifactGraph,
  others: readonly { readonly digest: Digest; readonly artifactType?: string }[],
  isThere: boolean,
  signal: AbortSignal,
): Promise<Compared['onlyThere']> {
  const { attachments, dangling, root } = graph;
  const known = new Set<Digest>([
    ...attachments.map(({ node }) => node.content.descriptor.digest),
    ...dangling.map(({ descriptor }) => descriptor.digest),
  ]);
  const found = new Map<Digest, { readonly digest: Digest; readonly artifactType: string }>();
  const add = (digest: Digest, artifactType = ''): void => {
    if (!known.has(digest)) found.set(digest, { digest, artifactType });
  };
  for (const { digest, artifactType } of others) add(digest, artifactType);
  if (isThere)
    for await (const { descriptor } of claimedReferrers(
      target,
      root.content.descriptor,
      READERS_LISTS,
      signal,
    ))
      add(descriptor.digest, descriptor.artifactType);
  return [...found.values()];
}

async function byGraph(
  store: CachedStore,
  { root, graph: read, platforms, deep }: Original,
  isThere: boolean,
  signal: AbortSignal,
): Promise<Partial<Compared>> {
  const graph = await read();
  const present = new Set(isThere ? [root.digest] : []);
  const plan = await planCopy(store, graph, { present, deep }, signal);
  const incomplete = new Set<Digest>(plan.nodes.map(({ content }) => content.descriptor.digest));
  const missing = new Set<unknown>([...plan.attachments, ...plan.digestTags]);
  const attached: ComparedAttachment[] = [
    ...graph.attachments.map((one) => ({
      digest: one.node.content.descriptor.digest,
      artifactType: artifactTypeOf(one.node.manifest),
      suffix: null,
      isThere: !missing.has(one),
    })),
    ...graph.digestTags.map((one) => ({
      digest: one.node.content.descriptor.digest,
      artifactType: digestTagType(one.node.manifest),
      suffix: one.suffix,
      isThere: !missing.has(one),
    })),
  ];
  const asked = [...plan.askedBlobs];
  return {
    manifests: { expected: graph.nodes.length, incomplete: [...incomplete] },
    platforms: [...childrenOf(graph, platforms).values()].map((child) => ({
      platform: platformName(child),
      digest: child.digest,
      status: incomplete.has(child.digest) ? 'incomplete' : 'whole',
    })),
    blobs: deep
      ? { asked: asked.length, missing: asked.flatMap(([digest, has]) => (has ? [] : [digest])) }
      : null,
    attachments: comparedTypes(attached),
    onlyThere: await onlyThere(store, graph, plan.others, !incomplete.has(root.digest), signal),
  };
}

/**
 * Compares what one repository has of an image with what the source has. Where lists are believed and both sides list the same,
 * nothing else is read; else what a promotion would write there is what it lacks.
 *
 * @param there what the tag of the source, or without one its digest, is at there.
 */
export async function compareWith(
  target: CachedStore,
  original: Original,
  there: Descriptor | undefined,
  signal: AbortSignal,
): Promise<ComparedResult> {
  const { reference, source, root, tag, platforms, deep } = original;
  const repository = target.name;
  const isThere = there !== undefined && sameContent(there, root);
  const base = {
    ...uncompared(repository, deep),
    tag: tag === undefined ? null : { tag, digest: there?.digest ?? null },
  };
  if (isThere && !platforms && source.tags) {
    const ours = { store: source.store, tags: source.tags };
    const same = await sameLists(ours, target, root, signal);
    if (same) {
      const attachments = comparedTypes(same.both.map((one) => ({ ...one, suffix: null, isThere: true })));
      return {
        ...base,
        manifests: { expected: 1, incomplete: [] },
        attachments,
        onlyThere: same.onlyThere,
        status: 'equal',
        error: null,
      };
    }
  }
  const row = { ...base, ...(await byGraph(target, original, isThere, signal)) };
  const lacks = shortfalls(row, root.digest);
  if (lacks.length === 0) return { ...row, status: 'equal', error: null };
  return { ...row, status: 'short', error: parityError(repository, reference, lacks) };
}
