import { taskGroup } from '../async/task-group.ts';
import { type Descriptor, sameContent } from './descriptor.ts';
import type { Digest } from './digest.ts';
import type { ArtifactGraph, Attachment, GraphNode } from './graph.ts';
import type { FoundIn, ManifestReader, ReferrerQuery, ReferrerReader } from './ports.ts';

/** What is missing at a target, found out by reading alone. */
export interface CopyPlan {
  /** Children before their index. */
  readonly nodes: readonly GraphNode[];
  /** A subject before its referrers. */
  readonly attachments: readonly Attachment[];
  /** Attachments that are not missing, and where the target lists them. */
  readonly listed: readonly { readonly attachment: Attachment; readonly foundIn: FoundIn }[];
  /** The target holds nothing yet: its blobs need not be asked for one by one. */
  readonly targetIsEmpty: boolean;
}

export interface PlanHints {
  /** Manifests known to be at the target, because a tag there names them. */
  readonly present?: ReadonlySet<Digest>;
  readonly targetIsEmpty?: boolean;
}

/** Of the first subject API and tag are asked at once, since either may be the one; then it is known which to ask. */
export const FIRST_LIST: ReferrerQuery = { sources: 'merged' };

/** Which of `wanted` the target lists, and where; it is not asked further than the last of them. */
async function listedThere(
  target: ManifestReader & ReferrerReader,
  subject: Descriptor,
  wanted: ReadonlySet<Digest>,
  query: ReferrerQuery,
  signal: AbortSignal,
): Promise<Map<Digest, FoundIn>> {
  const found = new Map<Digest, FoundIn>();
  for await (const { descriptor, foundIn } of target.referrers(subject, query, signal)) {
    if (wanted.has(descriptor.digest)) found.set(descriptor.digest, foundIn);
    if (found.size === wanted.size) break;
  }
  return found;
}

/**
 * Compares `graph` with what `target` holds. A manifest that is there has its blobs and children there, because they are
 * written before it; children are still asked for, since some registries take an index without them.
 */
export async function planCopy(
  target: ManifestReader & ReferrerReader,
  graph: ArtifactGraph,
  hints: PlanHints,
  signal: AbortSignal,
): Promise<CopyPlan> {
  const { nodes, attachments } = graph;
  if (hints.targetIsEmpty) return { nodes, attachments, listed: [], targetIsEmpty: true };

  const present = new Set<Digest>(hints.present);
  await taskGroup(
    signal,
    nodes.map(({ content: { descriptor } }) => async (joined: AbortSignal) => {
      if (present.has(descriptor.digest)) return;
      const there = await target.resolve({ digest: descriptor.digest }, joined);
      if (there !== undefined && sameContent(there, descriptor)) present.add(descriptor.digest);
    }),
  );

  // A subject that is new to the target has nothing attached there; an attachment is there when its subject lists it.
  const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
  const missing = new Set<Attachment>();
  const listed: CopyPlan['listed'][number][] = [];
  const digestOf = ({ node }: Attachment): Digest => node.content.descriptor.digest;
  let query: ReferrerQuery = FIRST_LIST;
  const judge = async (digest: Digest, joined: AbortSignal): Promise<void> => {
    const attached = bySubject.get(digest);
    if (!attached) return;
    bySubject.delete(digest);
    const there = present.has(digest)
      ? await listedThere(target, attached[0]!.subject, new Set(attached.map(digestOf)), query, joined)
      : new Map<Digest, FoundIn>();
    for (const attachment of attached) {
      const own = digestOf(attachment);
      const foundIn = there.get(own);
      if (foundIn === undefined) missing.add(attachment);
      else {
        present.add(own);
        listed.push({ attachment, foundIn });
      }
      await judge(own, joined);
    }
  };
  // One subject alone first: the target learns from it whether it has the Referrers API, and asks once, not a subject.
  const [first, ...others] = nodes
    .map((node) => node.content.descriptor.digest)
    .filter((digest) => bySubject.has(digest))
    .toSorted((a, b) => Number(present.has(b)) - Number(present.has(a)));
  if (first !== undefined) await judge(first, signal);
  query = { sources: 'api-first' };
  await taskGroup(
    signal,
    others.map((digest) => (joined: AbortSignal) => judge(digest, joined)),
  );
  return {
    nodes: nodes.filter(({ content }) => !present.has(content.descriptor.digest)),
    attachments: attachments.filter((attachment) => missing.has(attachment)),
    listed,
    targetIsEmpty: false,
  };
}
