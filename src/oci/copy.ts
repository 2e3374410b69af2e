import type { Readable } from 'node:stream';
import pLimit from 'p-limit';
import { taskGroup } from '../async/task-group.ts';
import { BlobCheck } from './blob-check.ts';
import type { Descriptor } from './descriptor.ts';
import type { Digest } from './digest.ts';
import { type Attachment, bottomUp, type GraphNode } from './graph.ts';
import type { CopyPlan } from './plan-copy.ts';
import { type BlobReader, type BlobSource, canMount, type FoundIn, type TargetStore } from './ports.ts';
import { ManifestPutter } from './put-manifests.ts';
import { watchedStream } from './watched-stream.ts';

export type CopyEvent =
  | {
      readonly type: 'blob';
      readonly digest: Digest;
      readonly size: number;
      readonly state: 'started' | 'present' | 'mounted' | 'copied';
    }
  | { readonly type: 'bytes'; readonly digest: Digest; readonly bytes: number };

export interface CopyReport {
  /** Blobs written and their bytes; blobs mounted from another repository of the target. */
  readonly copied: number;
  readonly mounted: number;
  readonly bytes: number;
}

export interface CopyOptions {
  readonly concurrency: number;
  readonly onEvent?: (event: CopyEvent) => void;
  /** Told where the target lists what was attached to one subject. */
  readonly onLinked?: (attachments: readonly Attachment[], foundIn: FoundIn) => void;
}

/** Up to this size a blob of an attachment that is missing is written without asking: the question costs as much. */
const ASK_ABOVE = 64 * 1024;

/**
 * Opens a blob at its source, checked while it streams; a re-read from the middle is checked by the target alone. What
 * was counted and is read again is taken back first, so that the events of one blob add up to its size.
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
    return watchedStream(stream, offset > 0 ? counting : new BlobCheck(descriptor, count));
  };
}

/** Every blob that a copy may write, once; `ask` is whether the target is asked before the blob is written. */
export function blobsOf(plan: CopyPlan): { descriptor: Descriptor; ask: boolean }[] {
  const blobs = new Map<Digest, { descriptor: Descriptor; ask: boolean }>();
  const add = (node: GraphNode, small: boolean): void => {
    for (const descriptor of node.blobs) {
      const isConfig = descriptor.digest === node.manifest.config?.digest;
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
  // A mount tells as much as a question would, and is done by the same request.
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

/** Puts what is attached, then makes the target list it, then what is attached to that. */
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
 * Writes what `plan` found missing, in the only order: blobs, child manifests, root by digest, attached manifests, and
 * then has the target list and read back what is attached. Never tags. Killed anywhere, it leaves no name behind that
 * points at something incomplete; run again, it goes on where it was.
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
