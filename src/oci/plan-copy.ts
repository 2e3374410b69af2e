import { type Descriptor, sameContent } from './descriptor.ts';
import type { Digest } from './digest.ts';
import type { ArtifactGraph, Attachment, GraphNode } from './graph.ts';
import type { TargetStore } from './ports.ts';
import { together } from './together.ts';

/** What is missing at a target, found out by reading alone. */
export interface CopyPlan {
  /** Children before their index. */
  readonly nodes: readonly GraphNode[];
  /** A subject before its referrers. */
  readonly attachments: readonly Attachment[];
  /** The target holds nothing yet: its blobs need not be asked for one by one. */
  readonly targetIsEmpty: boolean;
}

export interface PlanHints {
  /** Manifests known to be at the target, because a tag there names them. */
  readonly present?: ReadonlySet<Digest>;
  readonly targetIsEmpty?: boolean;
}

async function listed(target: TargetStore, subject: Descriptor, signal: AbortSignal): Promise<Set<Digest>> {
  const digests = new Set<Digest>();
  for await (const { descriptor } of target.referrers(subject, { sources: 'all' }, signal))
    digests.add(descriptor.digest);
  return digests;
}

/**
 * Compares `graph` with what `target` holds. A manifest that is there has its blobs and children there, because they are
 * written before it; children are still asked for, since some registries take an index without them.
 */
export async function planCopy(
  target: TargetStore,
  graph: ArtifactGraph,
  hints: PlanHints,
  signal: AbortSignal,
): Promise<CopyPlan> {
  const { nodes, attachments } = graph;
  if (hints.targetIsEmpty) return { nodes, attachments, targetIsEmpty: true };

  const present = new Set<Digest>(hints.present);
  await together(
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
  const judge = async (digest: Digest, joined: AbortSignal): Promise<void> => {
    const attached = bySubject.get(digest);
    if (!attached) return;
    const there = present.has(digest)
      ? await listed(target, attached[0]!.subject, joined)
      : new Set<Digest>();
    for (const attachment of attached) {
      const own = attachment.node.content.descriptor.digest;
      if (there.has(own)) present.add(own);
      else missing.add(attachment);
      await judge(own, joined);
    }
  };
  await together(
    signal,
    nodes.map((node) => (joined: AbortSignal) => judge(node.content.descriptor.digest, joined)),
  );
  return {
    nodes: nodes.filter(({ content }) => !present.has(content.descriptor.digest)),
    attachments: attachments.filter((attachment) => missing.has(attachment)),
    targetIsEmpty: false,
  };
}
