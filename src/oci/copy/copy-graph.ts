import { mapGroup } from '../../async/map-group.ts';
import { taskGroup } from '../../async/task-group.ts';
import type { Digest } from '../digest.ts';
import type { Attachment } from '../graph/artifact-graph.ts';
import { bottomUp } from '../graph/bottom-up.ts';
import type { GraphNode } from '../graph/graph-node.ts';
import type { BlobSource, FoundIn, TargetStore } from '../ports.ts';
import { BlobCarrier, type MissingBlob } from './blob-carrier.ts';
import type { CopyPlan } from './plan-copy.ts';
import { nodesOfDigestTags, putDigestTags } from './put-digest-tags.ts';
import { ManifestPutter } from './put-manifests.ts';
import type { StandingBlobs } from './standing-blobs.ts';
import { type ReadBackOptions, WrittenParts } from './written-parts.ts';

export type CopyEvent =
  | {
      readonly type: 'blob';
      readonly digest: Digest;
      readonly size: number;
      readonly state: 'started' | 'present' | 'mounted' | 'copied';
    }
  | { readonly type: 'bytes'; readonly digest: Digest; readonly bytes: number };

export interface CopyReport {
  /** How many blobs were written. */
  readonly copied: number;
  /** How many blobs the target mounted from another of its repositories. */
  readonly mounted: number;
  /** Bytes of the blobs that were written. */
  readonly bytes: number;
}

export interface CopyOptions extends ReadBackOptions {
  readonly concurrency: number;
  /** Whether the caller sets a tag and reads it back, which also tells that the root is there. */
  readonly isTagged?: boolean;
  readonly onEvent?: (event: CopyEvent) => void;
  /** Called for each subject once the target lists its attachments, with the place where it lists them. */
  readonly onLinked?: (attachments: readonly Attachment[], foundIn: FoundIn) => void;
  /** What the run knows of the target and of its siblings, where it writes many images to them. */
  readonly standing?: StandingBlobs | undefined;
  /** Whether blobs are taken over from other repositories; by default they are. Some registries say that they did, and keep nothing. */
  readonly mounts?: boolean;
  /** Called where the blob is waited for that somebody else writes, so that nobody keeps it for this target. */
  readonly onWait?: (digest: Digest) => void;
}

/**
 * A blob of at most so many bytes is written without asking whether the target has it, when its attachment is missing there:
 * the question would cost as much as the blob.
 */
const ASK_ABOVE = 64 * 1024;

/** Every blob that a copy may write, each once. */
export function blobsOf(plan: CopyPlan): MissingBlob[] {
  const blobs = new Map<Digest, MissingBlob>();
  const add = (node: GraphNode, small: boolean): void => {
    const { manifest } = node;
    for (const descriptor of node.blobs) {
      const there = plan.askedBlobs.get(descriptor.digest);
      if (there) continue;
      const isConfig = descriptor.digest === manifest.config?.digest;
      const isCheap = small && !isConfig && descriptor.size <= ASK_ABOVE;
      const ask = there === undefined && !plan.targetIsEmpty && !isCheap;
      const isAbsent = there === false;
      blobs.set(descriptor.digest, blobs.get(descriptor.digest) ?? { descriptor, ask, isAbsent });
    }
  };
  for (const node of plan.nodes) add(node, false);
  for (const { node } of [...plan.attachments, ...plan.digestTags])
    for (const part of bottomUp(node)) add(part, true);
  return [...blobs.values()];
}

async function copyBlobs(
  source: BlobSource,
  target: TargetStore,
  plan: CopyPlan,
  options: CopyOptions,
  signal: AbortSignal,
): Promise<{ readonly report: CopyReport; readonly written: ReadonlySet<Digest> }> {
  const { concurrency, onEvent } = options;
  const report = { copied: 0, mounted: 0, bytes: 0 };
  const written = new Set<Digest>();
  const carrier = new BlobCarrier(source, target, options);
  await mapGroup(signal, blobsOf(plan), concurrency, async (blob, joined) => {
    const { digest, size } = blob.descriptor;
    const state = await carrier.carry(blob, joined);
    onEvent?.({ type: 'blob', digest, size, state });
    if (state === 'present') return;
    written.add(digest);
    report[state] += 1;
    if (state === 'copied') report.bytes += size;
  });
  return { report, written };
}

/**
 * Puts the attachments of each subject and has the target list them, before it puts the attachments of those. What they consist
 * of is asked for at the same time as their list.
 */
async function putAttachments(
  target: TargetStore,
  manifests: ManifestPutter,
  written: WrittenParts,
  attachments: readonly Attachment[],
  { onLinked }: CopyOptions,
  signal: AbortSignal,
): Promise<void> {
  const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
  const attachTo = async (digest: Digest, joined: AbortSignal): Promise<void> => {
    const own = bySubject.get(digest);
    if (!own) return;
    for (const { node } of own) await manifests.put(bottomUp(node), joined);
    const contents = own.map(({ node }) => node.content);
    joined.throwIfAborted();
    await taskGroup(joined, [
      async (inner) => {
        const foundIn = await target.linkReferrers(own[0]!.subject, contents, inner);
        onLinked?.(own, foundIn);
      },
      (inner) => written.attachments(own, inner),
    ]);
    await taskGroup(
      joined,
      own.map(
        ({ node }) =>
          (inner: AbortSignal) =>
            attachTo(node.content.descriptor.digest, inner),
      ),
    );
  };
  const attached = new Set(attachments.map(({ node }) => node.content.descriptor.digest));
  const outer = [...bySubject.keys()].filter((digest) => !attached.has(digest));
  await taskGroup(
    signal,
    outer.map((digest) => (joined: AbortSignal) => attachTo(digest, joined)),
  );
}

/**
 * Writes what `plan` found missing, in the order that docs/architecture.md, "Order of a promotion", prescribes: blobs, child
 * manifests, the root by digest, attached manifests and digest tags. Then the target has to list the attachments, and to have the
 * children and envelopes that were written, which is confirmed by reading. It sets no tag: a copy that is killed leaves no tag on an
 * incomplete image, and a repeat copies only the rest.
 *
 * @throws UnknownPart when the target does not know a part of a manifest.
 */
export async function copyGraph(
  source: BlobSource,
  target: TargetStore,
  plan: CopyPlan,
  options: CopyOptions,
  signal: AbortSignal,
): Promise<CopyReport> {
  const { deep = false, isTagged = false, concurrency } = options;
  const { report, written: blobs } = await copyBlobs(source, target, plan, options, signal);
  const manifests = new ManifestPutter(target, concurrency);
  const tagged = nodesOfDigestTags(plan);
  await manifests.put([...plan.nodes, ...tagged], signal);
  const written = new WrittenParts({ source, target, manifests, blobs }, options);
  const isRoot = ({ content }: GraphNode): boolean => content.descriptor.digest === plan.root;
  const layers = deep ? plan.nodes.flatMap(({ blobs }) => blobs) : [];
  await taskGroup(signal, [
    (joined) => putAttachments(target, manifests, written, plan.attachments, options, joined),
    (joined) => putDigestTags(target, plan.digestTags, concurrency, joined),
    (joined) => written.digestTags(plan.digestTags, joined),
    (joined) =>
      written.manifests([...plan.nodes.filter((node) => !isRoot(node)), ...tagged], 'child', joined),
    (joined) => written.manifests(isTagged && !deep ? [] : plan.nodes.filter(isRoot), 'manifest', joined),
    (joined) => written.blobs(layers, 'blob', joined),
  ]);
  return report;
}
