import { taskGroup } from '../../async/task-group.ts';
import { asSealiftError, SealiftError } from '../../errors.ts';
import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import {
  blobsOf,
  type CopyEvent,
  type CopyOptions,
  type CopyReport,
  copyGraph,
} from '../../oci/copy/copy-graph.ts';
import { type CopyPlan, FIRST_LIST, planCopy } from '../../oci/copy/plan-copy.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { SharedSource } from '../../oci/fanout/share-blobs.ts';
import type { ArtifactGraph, Attachment } from '../../oci/graph/read-graph.ts';
import { canTellEmpty, type FoundIn, type TargetStore } from '../../oci/ports.ts';
import type { Reporter, Tools } from '../ports.ts';
import type { DestinationResult } from '../results.ts';
import { warnOfSha512 } from '../warn-of-sha512.ts';
import { confirmTag } from './confirm-tag.ts';
import { writeOrMend } from './mend.ts';

/**
 * When a tag that exists is moved. `if-unchanged`: unless it moved since the run began. `never`: only when it already points at
 * the image.
 */
export type TagMove = 'if-unchanged' | 'always' | 'never';

export interface PromotionTarget {
  /** As the user wrote it, with its tags. */
  readonly reference: string;
  readonly store: TargetStore;
  readonly tags: readonly string[];
}

export interface PromotionOptions extends Tools {
  readonly moveTag: TagMove;
  readonly dryRun: boolean;
  /** Whether a destination is asked for every manifest and blob, whatever it lists. */
  readonly deep: boolean;
}

type Tags = ReadonlyMap<string, Digest | undefined>;

async function readTags({ store, tags }: PromotionTarget, signal: AbortSignal): Promise<Tags> {
  const found = await taskGroup(
    signal,
    tags.map(
      (tag) => async (joined: AbortSignal) => [tag, (await store.resolve({ tag }, joined))?.digest] as const,
    ),
  );
  return new Map(found);
}

/** The state of a destination when the run began. */
export interface Survey {
  readonly tags: Tags;
  /** Whether the destination holds nothing, so that its blobs need not be asked for one by one. */
  readonly isEmpty: boolean;
  readonly store: CachedTarget;
}

/**
 * Reads the tags of a destination. When it has none of them, it also asks whether the repository is empty; when one of them
 * points at `digest`, it prefetches the list of referrers.
 */
export async function survey(
  store: CachedTarget,
  target: PromotionTarget,
  digest: Digest | undefined,
  signal: AbortSignal,
): Promise<Survey> {
  const tags = await readTags(target, signal);
  if (digest !== undefined && [...tags.values()].includes(digest)) store.prefetch({ digest }, FIRST_LIST);
  const isNew = [...tags.values()].every((digest) => digest === undefined);
  const isEmpty = isNew && canTellEmpty(store) ? await store.isEmpty(signal) : false;
  return { tags, isEmpty, store };
}

/**
 * Whether the tag is still to be moved: another run may have brought it to the same digest.
 *
 * @throws SealiftError `tag_moved` when the tag may not be moved from where it is now.
 */
async function mayMove(
  { store }: PromotionTarget,
  tag: string,
  { previous, digest, moveTag }: { previous: Digest | undefined; digest: Digest; moveTag: TagMove },
  signal: AbortSignal,
): Promise<boolean> {
  if (moveTag === 'always') return true;
  const now = (await store.resolve({ tag }, signal))?.digest;
  if (now === digest) return false;
  if (now === previous) return true;
  throw new SealiftError(
    'tag_moved',
    `${store.name}:${tag} moved during this run, from ${previous ?? 'nothing'} to ${now ?? 'nothing'}; it was left alone`,
  );
}

/** Refuses a promotion, before anything is copied, whose tags could not be set at the end. */
function refuseTakenTags({ store }: PromotionTarget, before: Tags, digest: Digest, moveTag: TagMove): void {
  if (moveTag !== 'never') return;
  for (const [tag, previous] of before) {
    if (previous === undefined || previous === digest) continue;
    throw new SealiftError(
      'tag_moved',
      `${store.name}:${tag} points at ${previous}, and tags are not to be moved`,
      {
        hint: 'Promote to another tag, or say --move-tag if-unchanged.',
      },
    );
  }
}

function warnOfSignature(
  reporter: Reporter,
  reference: string,
  { node, subject }: Attachment,
  foundIn: FoundIn,
): void {
  if (isSignatureManifest(node.manifest)) warnOfSha512(reporter, reference, subject, foundIn);
}

/** The envelope of a signature, which is asked for after it was written. */
function envelopesOf({ node: { manifest } }: Attachment): readonly Descriptor[] {
  return isSignatureManifest(manifest) ? manifest.layers : [];
}

/** Tells of blobs that a destination lost while it kept the manifests that name them. Only a deep plan knows of any. */
function warnOfLostBlobs(reporter: Reporter, reference: string, { askedBlobs }: CopyPlan): void {
  const [first, ...more] = [...askedBlobs].flatMap(([digest, isThere]) => (isThere ? [] : [digest]));
  if (first === undefined) return;
  const others = more.length > 0 ? ` and ${more.length} more blobs` : '';
  reporter.warning(`${reference}: the destination lost ${first}${others} of manifests that it has`);
}

/** Copies the missing parts, and tells the shared reads which blobs this destination does not need. */
function copy(
  { reporter, concurrency, clock }: PromotionOptions,
  source: SharedSource,
  subject: string,
  store: TargetStore,
  plan: CopyPlan,
  { deep, isTagged }: Required<Pick<CopyOptions, 'deep' | 'isTagged'>>,
  signal: AbortSignal,
): Promise<CopyReport> {
  const blobs = blobsOf(plan).map(({ descriptor }) => descriptor);
  source.decide(blobs.map(({ digest }) => digest));
  const bytes = blobs.reduce((sum, { size }) => sum + size, 0);
  reporter.progress({ type: 'phase', phase: 'copy', subject });
  reporter.progress({ type: 'todo', subject, blobs: blobs.length, bytes });
  const onEvent = (event: CopyEvent): void => {
    if (event.type === 'blob' && event.state !== 'started') source.release(event.digest);
    reporter.progress({ ...event, subject });
  };
  const onLinked: CopyOptions['onLinked'] = (attachments, foundIn) => {
    for (const one of attachments) warnOfSignature(reporter, subject, one, foundIn);
  };
  const sleep = (milliseconds: number, during: AbortSignal) => clock.sleep(milliseconds, during);
  const options = { concurrency, onEvent, onLinked, envelopesOf, deep, isTagged, sleep };
  return copyGraph(source, store, plan, options, signal);
}

/**
 * Promotes a judged artifact to one destination. It never rejects for a failure: the result has the error and the attachments
 * that are missing. When `signal` aborts, its reason is the error.
 */
export async function deliver(
  options: PromotionOptions,
  graph: ArtifactGraph,
  source: SharedSource,
  target: PromotionTarget,
  surveyed: Promise<Survey>,
  signal: AbortSignal,
): Promise<DestinationResult> {
  const result = await promoteOrFail(options, graph, source, target, surveyed, signal);
  source.leave();
  options.reporter.progress({ type: 'end', subject: target.reference, status: result.status });
  return result;
}

async function promoteOrFail(
  options: PromotionOptions,
  graph: ArtifactGraph,
  source: SharedSource,
  target: PromotionTarget,
  surveyed: Promise<Survey>,
  signal: AbortSignal,
): Promise<DestinationResult> {
  const { reporter, moveTag, dryRun, clock } = options;
  const { tags, reference } = target;
  const { content } = graph.root;
  const { digest } = content.descriptor;
  const expected = graph.attachments.length;
  let result: DestinationResult = {
    reference,
    digest,
    previousDigest: null,
    status: 'failed',
    attachments: { expected, present: 0, added: 0, missing: [] },
    copied: 0,
    mounted: 0,
    bytes: 0,
    deep: false,
    error: null,
  };
  try {
    const { tags: before, isEmpty, store } = await surveyed;
    result = { ...result, previousDigest: before.get(tags[0]!) ?? null };
    refuseTakenTags(target, before, digest, moveTag);
    const present = new Set([...before.values()].includes(digest) ? [digest] : []);
    const { deep } = options;
    const todo = await planCopy(store, graph, { present, targetIsEmpty: isEmpty, deep }, signal);
    for (const { attachment, foundIn } of todo.listed)
      warnOfSignature(reporter, reference, attachment, foundIn);
    warnOfLostBlobs(reporter, reference, todo);
    const missing = todo.attachments.map(({ node }) => node.content.descriptor.digest);
    const added = new Set(missing);
    const counts = { expected, present: expected - added.size, added: 0, missing };
    result = { ...result, deep, attachments: counts };
    const moves = [...before].filter(([, previous]) => previous !== digest);
    if (dryRun) return { ...result, status: 'planned' };
    if (moves.length === 0 && todo.nodes.length === 0 && added.size === 0)
      return { ...result, status: 'unchanged' };

    const write = async (plan: CopyPlan): Promise<void> => {
      const parts = { deep: result.deep, isTagged: moves.length > 0 };
      const { copied, mounted, bytes } = await copy(options, source, reference, store, plan, parts, signal);
      for (const { node } of plan.attachments) added.add(node.content.descriptor.digest);
      result = {
        ...result,
        copied: result.copied + copied,
        mounted: result.mounted + mounted,
        bytes: result.bytes + bytes,
        // `copyGraph` has read back every attachment that it wrote, so the destination has all of them now.
        attachments: { expected, present: expected, added: added.size, missing: [] },
      };
    };
    const mend = async (isSure: boolean): Promise<boolean> => {
      const looking = planCopy(store, graph, { deep: true }, signal);
      // What refused for another reason may answer nothing else either, and its first words are the better ones.
      const whole = isSure ? await looking : await looking.catch(() => undefined);
      if (!whole || !(isSure || [...whole.askedBlobs.values()].includes(false))) return false;
      result = { ...result, deep: true };
      warnOfLostBlobs(reporter, reference, whole);
      await write(whole);
      return true;
    };
    const setTags = async (): Promise<void> => {
      reporter.progress({ type: 'phase', phase: 'tag', subject: reference });
      // All tags are checked before the first one is moved, so that a refused tag leaves the others unmoved.
      const due = await taskGroup(
        signal,
        moves.map(
          ([tag, previous]) =>
            (joined: AbortSignal) =>
              mayMove(target, tag, { previous, digest, moveTag }, joined),
        ),
      );
      for (const [tag] of moves.filter((_, at) => due[at])) {
        signal.throwIfAborted();
        await store.tag(content, tag, signal);
      }
      await taskGroup(
        signal,
        moves.map(
          ([tag, previous]) =>
            (joined: AbortSignal) =>
              confirmTag(store, content, { tag, previous }, clock, joined),
        ),
      );
    };
    const context = { store, graph, signal };
    await writeOrMend(() => write(todo), mend, context);
    const mendAndSet = async (isSure: boolean): Promise<boolean> => {
      if (!(await mend(isSure))) return false;
      await setTags();
      return true;
    };
    await writeOrMend(setTags, mendAndSet, context);
    return { ...result, status: 'promoted' };
  } catch (error) {
    return { ...result, error: asSealiftError(signal.aborted ? signal.reason : error).toJSON() };
  }
}
