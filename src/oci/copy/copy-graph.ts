import type { Readable } from 'node:stream';
import pLimit from 'p-limit';
import { taskGroup } from '../../async/task-group.ts';
import { tapStream } from '../blob/tap-stream.ts';
import { BlobVerifier } from '../blob/verifier.ts';
import type { Descriptor } from '../descriptor.ts';
import type { Digest } from '../digest.ts';
import { copiedBlobs, type GraphNode } from '../graph/graph-node.ts';
import { type Attachment, bottomUp } from '../graph/read-graph.ts';
import { type BlobReader, type BlobSource, canMount, type FoundIn, type TargetStore } from '../ports.ts';
import type { CopyPlan } from './plan-copy.ts';
import { ManifestPutter } from './put-manifests.ts';

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

export interface CopyOptions {
  readonly concurrency: number;
  readonly onEvent?: (event: CopyEvent) => void;
  /** Called for each subject once the target lists its attachments, with the place where it lists them. */
  readonly onLinked?: (attachments: readonly Attachment[], foundIn: FoundIn) => void;
}

/**
 * A blob of at most so many bytes is written without asking whether the target has it, when its attachment is missing there:
 * the question would cost as much as the blob.
 */
const ASK_ABOVE = 64 * 1024;

/**
 * Opens a blob at its source and checks it while it streams. When a retry reads it from the middle, only the target checks the
 * digest. The bytes that a retry reads again are subtracted first, so that the `bytes` events of one blob add up to its size.
 */
function openChecked(
  source: BlobReader,
  descriptor: Descriptor,
  onEvent: CopyOptions['onEvent'],
  signal: AbortSignal,
) {
  const { digest } = descriptor;
  let counted = 0;
  const count = (bytes: number): void => {
    counted += bytes;
    if (bytes !== 0) onEvent?.({ type: 'bytes', digest, bytes });
  };
  const counting = { bytes: ({ length }: Uint8Array): void => count(length), end: (): void => {} };
  return async (offset: number): Promise<Readable> => {
    const stream = await source.blob(descriptor, { offset }, signal);
    count(offset - counted);
    return tapStream(stream, offset > 0 ? counting : new BlobVerifier(descriptor, count));
  };
}

/** Every blob that a copy may write, each once. `ask` says whether the target is asked for the blob before it is written. */
export function blobsOf(plan: CopyPlan): { descriptor: Descriptor; ask: boolean }[] {
  const blobs = new Map<Digest, { descriptor: Descriptor; ask: boolean }>();
  const add = (node: GraphNode, small: boolean): void => {
    const { manifest } = node;
    for (const descriptor of copiedBlobs(manifest)) {
      const isConfig = descriptor.digest === manifest.config?.digest;
      const ask = !plan.targetIsEmpty && !(small && !isConfig && descriptor.size <= ASK_ABOVE);
      blobs.set(descriptor.digest, blobs.get(descriptor.digest) ?? { descriptor, ask });
    }
  };
  for (const node of plan.nodes) add(node, false);
  for (const { node } of plan.attachments) for (const part of bottomUp(node)) add(part, true);
  return [...blobs.values()];
}

async function copyBlobs(
  source: BlobSource,
  target: TargetStore,
  plan: CopyPlan,
  { concurrency, onEvent }: CopyOptions,
  signal: AbortSignal,
): Promise<CopyReport> {
  const limit = pLimit(concurrency);
  const report = { copied: 0, mounted: 0, bytes: 0 };
  const { repository: from } = source;
  // A mount needs no HEAD before it: the same request finds out whether the blob is there and takes it over.
  const mount = async (descriptor: Descriptor, joined: AbortSignal): Promise<boolean> =>
    from !== undefined && canMount(target) && target.mount(descriptor, from, joined);
  await taskGroup(
    signal,
    blobsOf(plan).map(({ descriptor, ask }) => (joined: AbortSignal) => {
      return limit(async () => {
        joined.throwIfAborted();
        const { digest, size } = descriptor;
        if (await mount(descriptor, joined)) {
          report.mounted += 1;
          onEvent?.({ type: 'blob', digest, size, state: 'mounted' });
          return;
        }
        joined.throwIfAborted();
        if (ask && (await target.has(descriptor, joined))) {
          onEvent?.({ type: 'blob', digest, size, state: 'present' });
          return;
        }
        joined.throwIfAborted();
        onEvent?.({ type: 'blob', digest, size, state: 'started' });
        await target.putBlob(descriptor, openChecked(source, descriptor, onEvent, joined), joined);
        report.copied += 1;
        report.bytes += size;
        onEvent?.({ type: 'blob', digest, size, state: 'copied' });
      });
    }),
  );
  return report;
}

/** Puts the attachments of each subject and has the target list them, before it puts the attachments of those. */
async function putAttachments(
  target: TargetStore,
  manifests: ManifestPutter,
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
    const foundIn = await target.linkReferrers(own[0]!.subject, contents, joined);
    onLinked?.(own, foundIn);
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
 * manifests, the root by digest, attached manifests. Then the target has to list the attachments, which is confirmed by
 * reading. It sets no tag: a copy that is killed leaves no tag on an incomplete image, and a repeat copies only the rest.
 */
export async function copyGraph(
  source: BlobSource,
  target: TargetStore,
  plan: CopyPlan,
  options: CopyOptions,
  signal: AbortSignal,
): Promise<CopyReport> {
  const report = await copyBlobs(source, target, plan, options, signal);
  const manifests = new ManifestPutter(target, options.concurrency);
  await manifests.put(plan.nodes, signal);
  await putAttachments(target, manifests, plan.attachments, options, signal);
  return report;
}
