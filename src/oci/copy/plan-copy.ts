import { taskGroup } from '../../async/task-group.ts';
import type { Digest } from '../digest.ts';
import type { DigestTag } from '../digest-tags/digest-tag.ts';
import type { ArtifactGraph, Attachment } from '../graph/artifact-graph.ts';
import { bottomUp } from '../graph/bottom-up.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import type { FoundIn, ReferrerQuery } from '../ports.ts';
import { AskedParts } from './asked-parts.ts';
import { type ListReader, listedThere, type OtherEntry } from './listed-there.ts';
import { type DigestTagPlan, planDigestTags } from './plan-digest-tags.ts';

/** The parts of an artifact that are missing at a target. Planning only reads. */
export interface CopyPlan {
  readonly root: Digest;
  /** The missing manifests; children precede their index. */
  readonly nodes: readonly GraphNode[];
  /** The missing attachments; a subject precedes its referrers. */
  readonly attachments: readonly Attachment[];
  /** The digest tags that are not there, or lack something of what is carried. */
  readonly digestTags: readonly DigestTag[];
  /** The attachments that the target has, and where it lists them. */
  readonly listed: readonly { readonly attachment: Attachment; readonly foundIn: FoundIn }[];
  /** What else the target lists as attached to the subjects whose lists were read. */
  readonly others: readonly OtherEntry[];
  /** Whether the target holds nothing yet, so that no blob has to be asked for. */
  readonly targetIsEmpty: boolean;
  /** The blobs that the target was asked for, and whether it has them. */
  readonly askedBlobs: ReadonlyMap<Digest, boolean>;
}

export interface PlanHints {
  /** Whether every manifest and every blob is asked for, whatever the tags and lists of the target say. */
  readonly deep?: boolean;
  /** Manifests that the target has because one of its tags points at them. */
  readonly present?: ReadonlySet<Digest>;
  readonly targetIsEmpty?: boolean;
  /** Manifests that are not copied to this target, whose lists it has all the same: signatures of images that are elsewhere. */
  readonly subjects?: ReadonlySet<Digest>;
  /** Whether a tag is to be set, so that nothing is believed that its reader needs. A repeat believes tags and lists. */
  readonly setsTag?: boolean;
}

/** For the first subject, API and tag are asked at the same time. Its answers tell which of them to ask for the others. */
export const FIRST_LIST: ReferrerQuery = { sources: 'merged' };

/** What a plan says of everything that no digest tag names. */
type Compared = Pick<CopyPlan, 'nodes' | 'attachments' | 'listed' | 'others'>;

/**
 * Compares `graph` with what `target` has. What is to be written can only be said where all of it is known, so that digest tags and
 * the rest are asked for at the same time.
 */
export async function planCopy(
  target: ListReader,
  graph: ArtifactGraph,
  hints: PlanHints,
  signal: AbortSignal,
): Promise<CopyPlan> {
  const { nodes, attachments, digestTags } = graph;
  const { deep = false, targetIsEmpty = false } = hints;
  const parts = new AskedParts(target);
  const around = { root: graph.root.content.descriptor.digest, targetIsEmpty, askedBlobs: parts.blobs };
  if (targetIsEmpty) return { ...around, nodes, attachments, digestTags, listed: [], others: [] };
  let compared: Compared | undefined;
  let tags: DigestTagPlan | undefined;
  await taskGroup(signal, [
    async (joined) => {
      compared = await compare(target, graph, parts, hints, joined);
    },
    async (joined) => {
      tags = await planDigestTags(target, digestTags, parts, { deep }, joined);
    },
  ]);
  for (const digest of tags!.blobs) parts.blobs.set(digest, true);
  return { ...around, ...compared!, digestTags: tags!.missing };
}

/**
 * Compares manifests and what is attached. Blobs of a root that is there are asked for only by a `deep` plan, because they are
 * written before it ("Order of a promotion"), and registries look for them when a tag is pointed at it. Children are asked for all
 * the same, since some registries take an index without them. When the index is put or tagged, so are their blobs, which no registry
 * looks for then. A manifest that lacks one of its parts is missing there.
 */
async function compare(
  target: ListReader,
  { root: { content: ofRoot }, nodes, attachments, digestTags }: ArtifactGraph,
  parts: AskedParts,
  { deep = false, present: known, subjects = new Set<Digest>(), setsTag = false }: PlanHints,
  signal: AbortSignal,
): Promise<Compared> {
  const root = ofRoot.descriptor.digest;
  const present = new Set<Digest>(deep ? [] : known);
  /** Manifests that are not there, or lack a part. What is attached to them may be listed all the same. */
  const damaged = new Set<Digest>();
  await taskGroup(
    signal,
    nodes.map((node) => async (joined: AbortSignal) => {
      const { descriptor } = node.content;
      if (present.has(descriptor.digest)) return;
      if (await parts.hasManifest(descriptor, joined)) present.add(descriptor.digest);
    }),
  );
  const believed = nodes.filter(({ content: { descriptor } }) => {
    if (!present.has(descriptor.digest)) return false;
    return deep || (descriptor.digest !== root && (setsTag || !present.has(root)));
  });
  await taskGroup(
    signal,
    believed.map((node) => async (joined: AbortSignal) => {
      if (!(await parts.hasWhole([node], joined))) damaged.add(node.content.descriptor.digest);
    }),
  );

  // A subject that the target does not have needs no question: all its attachments are missing.
  const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
  const missing = new Set<Attachment>();
  const listed: CopyPlan['listed'][number][] = [];
  const others: OtherEntry[] = [];
  const digestOf = ({ node }: Attachment): Digest => node.content.descriptor.digest;
  let query: ReferrerQuery = FIRST_LIST;
  const judge = async (digest: Digest, joined: AbortSignal): Promise<void> => {
    const attached = bySubject.get(digest);
    if (!attached) return;
    bySubject.delete(digest);
    const isThere = present.has(digest) || subjects.has(digest);
    const there = isThere
      ? await listedThere(target, attached, { query, ask: setsTag && !deep }, joined)
      : { places: new Map<Digest, FoundIn>(), others: [] };
    others.push(...there.others);
    for (const attachment of attached) {
      const own = digestOf(attachment);
      const foundIn = there.places.get(own);
      if (foundIn === undefined) missing.add(attachment);
      else {
        present.add(own);
        listed.push({ attachment, foundIn });
      }
      await judge(own, joined);
    }
  };
  // What a digest tag names is a subject as well, and may be there under another tag.
  const tagged = [...new Set(digestTags.map(({ node }) => node))].filter(({ content }) =>
    bySubject.has(content.descriptor.digest),
  );
  for (const { content } of tagged)
    if (await parts.hasManifest(content.descriptor, signal)) present.add(content.descriptor.digest);
  // The first subject is asked alone: its answer tells whether the registry has the Referrers API, for all the others.
  const named = [...nodes, ...tagged].map((node) => node.content.descriptor.digest);
  const [first, ...further] = [...subjects, ...named]
    .filter((digest) => bySubject.has(digest))
    .toSorted((a, b) => Number(present.has(b)) - Number(present.has(a)));
  if (first !== undefined) await judge(first, signal);
  query = { sources: 'preferred' };
  await taskGroup(
    signal,
    further.map((digest) => (joined: AbortSignal) => judge(digest, joined)),
  );
  if (deep) {
    const gaps = await taskGroup(
      signal,
      listed.map(({ attachment }) => async (joined: AbortSignal) => {
        return (await parts.hasWhole(bottomUp(attachment.node), joined)) ? [] : [attachment];
      }),
    );
    for (const attachment of gaps.flat()) missing.add(attachment);
  }
  return {
    nodes: nodes.filter(({ content: { descriptor } }) => {
      return !present.has(descriptor.digest) || damaged.has(descriptor.digest);
    }),
    attachments: attachments.filter((attachment) => missing.has(attachment)),
    listed: listed.filter(({ attachment }) => !missing.has(attachment)),
    others,
  };
}
