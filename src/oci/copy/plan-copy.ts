import { taskGroup } from '../../async/task-group.ts';
import { sameContent } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import type { ArtifactGraph, Attachment, GraphNode } from '../graph/read-graph.ts';
import type { FoundIn, ReferrerQuery } from '../ports.ts';
import { type ListReader, listedThere } from './listed-there.ts';

/** The parts of an artifact that are missing at a target. Planning only reads. */
export interface CopyPlan {
  /** The missing manifests; children precede their index. */
  readonly nodes: readonly GraphNode[];
  /** The missing attachments; a subject precedes its referrers. */
  readonly attachments: readonly Attachment[];
  /** The attachments that the target has, and where it lists them. */
  readonly listed: readonly { readonly attachment: Attachment; readonly foundIn: FoundIn }[];
  /** Whether the target holds nothing yet, so that no blob has to be asked for. */
  readonly targetIsEmpty: boolean;
}

export interface PlanHints {
  /** Manifests that the target has because one of its tags points at them. */
  readonly present?: ReadonlySet<Digest>;
  readonly targetIsEmpty?: boolean;
  /** Whether the attachments that the target lists are asked for as well. A repeat believes the list. */
  readonly askListed?: boolean;
}

/** For the first subject, API and tag are asked at the same time. Its answers tell which of them to ask for the others. */
export const FIRST_LIST: ReferrerQuery = { sources: 'merged' };

/**
 * Compares `graph` with what `target` has. Blobs of a manifest that is there are not asked for, because they are written before
 * it ("Order of a promotion"). Children are asked for all the same, since some registries take an index without them.
 */
export async function planCopy(
  target: ListReader,
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

  // A subject that the target does not have needs no question: all its attachments are missing.
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
      ? await listedThere(target, attached, { query, ask: hints.askListed ?? false }, joined)
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
  // The first subject is asked alone: its answer tells whether the registry has the Referrers API, for all the others.
  const [first, ...others] = nodes
    .map((node) => node.content.descriptor.digest)
    .filter((digest) => bySubject.has(digest))
    .toSorted((a, b) => Number(present.has(b)) - Number(present.has(a)));
  if (first !== undefined) await judge(first, signal);
  query = { sources: 'preferred' };
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
