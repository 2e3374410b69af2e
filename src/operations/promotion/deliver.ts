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
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { SharedSource } from '../../oci/fanout/share-blobs.ts';
import type { ArtifactGraph, Attachment } from '../../oci/graph/read-graph.ts';
import { canTellEmpty, type FoundIn, type TargetStore } from '../../oci/ports.ts';
import { isDigestTag } from '../../oci/referrers-index.ts';
import type { Reporter, Tools } from '../ports.ts';
import type { DestinationResult } from '../results.ts';
import { warnOfSha512 } from '../warn-of-sha512.ts';
import { confirmTag } from './confirm-tag.ts';
import { writeOrMend } from './mend.ts';
import { keepingHint, refuseReferrersTags } from './referrers-tags.ts';
import { TagResults } from './tag-results.ts';
import { finishWithoutTag, isListed, refuseOtherDigest, tellOfNoTag } from './without-tag.ts';

/**
 * When a tag that exists is moved. `if-unchanged`: unless it moved since the run began. `never`: only when it already points at
 * the image.
 */
export type TagMove = 'if-unchanged' | 'always' | 'never';

export interface PromotionTarget {
  /** As the user wrote it, with its tags, or with the digest. */
  readonly reference: string;
  readonly store: TargetStore;
  /** None: the image is promoted by digest. */
  readonly tags: readonly string[];
  /** What the user says that the digest is. */
  readonly digest?: Digest;
}

export interface PromotionOptions extends Tools {
  readonly moveTag: TagMove;
  readonly dryRun: boolean;
  /** Whether a destination is asked for every manifest and blob, whatever it lists. */
  readonly deep: boolean;
}

type Tags = ReadonlyMap<string, Descriptor | undefined>;

async function readTags({ store, tags }: PromotionTarget, signal: AbortSignal): Promise<Tags> {
  const found = await taskGroup(
    signal,
    tags.map((tag) => async (joined: AbortSignal) => [tag, await store.resolve({ tag }, joined)] as const),
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
 * points at `digest`, it prefetches the list of referrers. A promotion without tags asks for the image itself; a repository
 * without tags may then hold much.
 */
export async function survey(
  store: CachedTarget,
  target: PromotionTarget,
  digest: Digest | undefined,
  signal: AbortSignal,
): Promise<Survey> {
  const tags = await readTags(target, signal);
  if (digest !== undefined && [...tags.values()].some((there) => there?.digest === digest))
    store.prefetch({ digest }, FIRST_LIST);
  const isNew = tags.size > 0 && [...tags.values()].every((there) => there === undefined);
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
  { previous, root, moveTag }: { previous: Descriptor | undefined; root: Descriptor; moveTag: TagMove },
  signal: AbortSignal,
): Promise<boolean> {
  // What readers look for under a digest tag may have come during the run.
  if (moveTag === 'always' && !isDigestTag(tag)) return true;
  const now = await store.resolve({ tag }, signal);
  if (now !== undefined && sameContent(now, root)) return false;
  if (now?.digest === previous?.digest) return true;
  throw new SealiftError(
    'tag_moved',
    `${store.name}:${tag} moved during this run, from ${previous?.digest ?? 'nothing'} to ${now?.digest ?? 'nothing'}; it was left alone`,
    keepingHint(tag),
  );
}

/** Refuses a promotion, before anything is copied, whose tags could not be set at the end. */
function refuseTakenTags({ store }: PromotionTarget, before: Tags, digest: Digest, moveTag: TagMove): void {
  if (moveTag !== 'never') return;
  for (const [tag, previous] of before) {
    if (previous === undefined || previous.digest === digest) continue;
    throw new SealiftError(
      'tag_moved',
      `${store.name}:${tag} points at ${previous.digest}, and tags are not to be moved`,
      keepingHint(tag) ?? { hint: 'Promote to another tag, or say --move-tag if-unchanged.' },
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
    pinned: `${target.store.name}@${digest}`,
    tags: [],
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
    const outcomes = new TagResults(before, content.descriptor);
    result = { ...result, previousDigest: before.get(tags[0]!)?.digest ?? null, tags: outcomes.all };
    refuseOtherDigest(target, digest);
    refuseTakenTags(target, before, digest, moveTag);
    // A tag that serves the same bytes under another media type is not at the image: readers compare all three.
    const isImage = (there: Descriptor | undefined) =>
      there !== undefined && sameContent(there, content.descriptor);
    const moves = [...before].filter(([, previous]) => !isImage(previous));
    const { deep } = options;
    const hints = {
      present: new Set([...before.values()].some(isImage) ? [digest] : []),
      targetIsEmpty: isEmpty,
      setsTag: moves.length > 0,
      deep,
    };
    const todo = await planCopy(store, graph, hints, signal);
    for (const { attachment, foundIn } of todo.listed)
      warnOfSignature(reporter, reference, attachment, foundIn);
    warnOfLostBlobs(reporter, reference, todo);
    const missing = todo.attachments.map(({ node }) => node.content.descriptor.digest);
    const added = new Set(missing);
    const counts = { expected, present: expected - added.size, added: 0, missing };
    result = { ...result, deep, attachments: counts };
    const moved = moves.map(([tag]) => tag);
    await refuseReferrersTags(store, todo, moved, content.descriptor, signal);
    const isByDigest = tags.length === 0;
    if (isByDigest) tellOfNoTag(reporter, target);
    if (dryRun) {
      for (const tag of moved) outcomes.set(tag);
      return { ...result, tags: outcomes.all, status: 'planned' };
    }
    const isFound = !isByDigest || (await isListed(store, content.descriptor, signal));
    if (moves.length === 0 && todo.nodes.length === 0 && added.size === 0 && isFound)
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
      if (isByDigest) await finishWithoutTag(store, content, clock, signal);
      else if (moves.length > 0) reporter.progress({ type: 'phase', phase: 'tag', subject: reference });
      // All tags are checked before the first one is moved, so that a refused tag leaves the others unmoved.
      const due = await taskGroup(
        signal,
        moves.map(
          ([tag, previous]) =>
            (joined: AbortSignal) =>
              mayMove(target, tag, { previous, root: content.descriptor, moveTag }, joined),
        ),
      );
      for (const [at, tag] of moved.entries()) {
        signal.throwIfAborted();
        if (due[at]) {
          await store.tag(content, tag, signal);
          outcomes.set(tag);
        } else outcomes.found(tag);
        result = { ...result, tags: outcomes.all };
      }
      await taskGroup(
        signal,
        moves.map(
          ([tag, previous]) =>
            (joined: AbortSignal) =>
              confirmTag(store, content, { tag, previous: previous?.digest }, clock, joined),
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
