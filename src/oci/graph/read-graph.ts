import { taskGroup } from '../../async/task-group.ts';
import type { CachedStore } from '../cache/cached-store.ts';
import type { Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type { DigestTag } from '../digest-tags/digest-tag.ts';
import type { ArtifactGraph, Attachment, GraphOptions } from './artifact-graph.ts';
import { bottomUp } from './bottom-up.ts';
import { checkedLayers } from './checked-layers.ts';
import { DigestTagReader } from './digest-tag-reader.ts';
import type { GraphNode } from './graph-node.ts';
import { GraphReader } from './graph-reader.ts';
import { leftOf } from './left-of.ts';

/**
 * Reads a whole artifact: its root, its children, and the artifacts attached to any of them. It fetches every manifest once.
 *
 * @throws SealiftError `child_missing`, `content_too_large`, `manifest_invalid`, or what the store throws.
 */
export async function readGraph(
  store: CachedStore,
  root: Descriptor,
  options: GraphOptions,
  signal: AbortSignal,
): Promise<ArtifactGraph> {
  const reader = new GraphReader(store, options);
  const { keep: follow } = options;
  const tags = options.digestTags && new DigestTagReader(reader.access(), options.digestTags);
  const tagsOf = async (subject: Descriptor, joined: AbortSignal): Promise<DigestTag[]> =>
    tags ? tags.of(subject, 1, joined) : [];
  const referrersOf = async (subject: Descriptor, joined: AbortSignal): Promise<Attachment[]> =>
    follow ? reader.attachments(subject, follow, 1, joined) : [];
  let read: GraphNode | undefined;
  let ofRoot: readonly Attachment[] = [];
  let tagsOfRoot: readonly DigestTag[] = [];
  // The root, its list of referrers and its digest tags are asked for at the same time.
  await taskGroup(signal, [
    async (joined) => {
      read = await reader.node(root, 0, joined);
    },
    async (joined) => {
      ofRoot = await referrersOf(root, joined);
    },
    async (joined) => {
      tagsOfRoot = await tagsOf(root, joined);
    },
  ]);
  const rootNode = read!;
  const nodes = bottomUp(rootNode);
  const below = await reader.each(nodes, signal, ({ content: { descriptor } }, joined) =>
    Promise.all([referrersOf(descriptor, joined), tagsOf(descriptor, joined)]),
  );
  const digestTags = [...tagsOfRoot, ...below.flatMap(([, found]) => found)];
  const ofTags = await reader.each(digestTags, signal, ({ node }, joined) =>
    referrersOf(node.content.descriptor, joined),
  );
  const lists = [...below.map(([found]) => found), ofRoot, ...ofTags];
  const unique = new Map<Digest, Attachment>();
  for (const attachment of lists.flat()) {
    const { digest } = attachment.node.content.descriptor;
    if (!unique.has(digest)) unique.set(digest, attachment);
  }
  const attachments = [...unique.values()];
  const left = options.platforms ? leftOf(nodes, reader.absent) : [];
  const everything = new Set([
    ...nodes,
    ...[...attachments, ...digestTags].flatMap(({ node }) => bottomUp(node)),
  ]);
  return {
    root: rootNode,
    nodes,
    attachments,
    digestTags,
    left,
    absent: [...reader.absent.values()],
    foreignLayers: checkedLayers(everything),
    dangling: reader.dangling,
  };
}
