import { asSealiftError } from '../../errors.ts';
import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import { blobsOf, type CopyEvent, type CopyOptions, copyGraph } from '../../oci/copy/copy-graph.ts';
import { type CopyPlan, planCopy } from '../../oci/copy/plan-copy.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { DigestTag } from '../../oci/digest-tags/digest-tag.ts';
import type { SharedSource } from '../../oci/fanout/share-blobs.ts';
import type { ArtifactGraph, Attachment } from '../../oci/graph/read-graph.ts';
import { attachmentCount } from '../attachment-result.ts';
import type { DestinationResult } from '../results.ts';
import { untouchedDestination } from './failed-destination.ts';
import { writeOrMend } from './mend.ts';
import { refuseReferrersTags } from './referrers-tags.ts';
import type { Survey } from './survey.ts';
import { TagMover } from './tag-mover.ts';
import type { PromotionOptions, PromotionTarget } from './target.ts';
import { signaturesOnlyThere, warnOfLostBlobs, warnOfOnlyThere, warnOfSignature } from './warnings.ts';
import { finishWithoutTag, isListed, refuseOtherDigest, tellOfNoTag } from './without-tag.ts';

/** The envelope of a signature, which is asked for after it was written. */
function envelopesOf({ node: { manifest } }: Attachment): readonly Descriptor[] {
  return isSignatureManifest(manifest) ? manifest.layers : [];
}

/** The blobs that a plan writes at most. */
function amountOf(plan: CopyPlan): { readonly blobs: number; readonly bytes: number } {
  const sizes = blobsOf(plan).map(({ descriptor }) => descriptor.size);
  return { blobs: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

type Attached = Attachment | DigestTag;

function missingOf({ attachments, digestTags }: CopyPlan): readonly Attached[] {
  return [...attachments, ...digestTags];
}

function nameOf(one: Attached): string {
  return 'tag' in one ? one.tag : one.node.content.descriptor.digest;
}

/** The delivery of one artifact to one destination, and what it has come to so far. */
class Delivery {
  result: DestinationResult;
  readonly #options: PromotionOptions;
  readonly #graph: ArtifactGraph;
  readonly #source: SharedSource;
  readonly #target: PromotionTarget;
  readonly #survey: Survey;
  readonly #tags: TagMover;
  /** The attachments that the destination did not list, each by its digest or its digest tag. */
  readonly #added = new Set<string>();

  constructor(
    options: PromotionOptions,
    graph: ArtifactGraph,
    source: SharedSource,
    target: PromotionTarget,
    surveyed: Survey,
    result: DestinationResult,
  ) {
    this.#options = options;
    this.#graph = graph;
    this.#source = source;
    this.#target = target;
    this.#survey = surveyed;
    this.#tags = new TagMover(graph.root.content, surveyed.tags, options.moveTag);
    const previousDigest = surveyed.tags.get(target.tags[0] ?? '')?.digest ?? null;
    this.result = { ...result, previousDigest, tags: this.#tags.results };
  }

  get #isByDigest(): boolean {
    return this.#target.tags.length === 0;
  }

  /** Compares the destination with the artifact, and refuses what could not be ended well, before anything is written. */
  async #plan(signal: AbortSignal): Promise<CopyPlan> {
    const { reporter, deep } = this.#options;
    const { store, isEmpty } = this.#survey;
    const { descriptor } = this.#graph.root.content;
    refuseOtherDigest(this.#target, descriptor.digest);
    this.#tags.refuseTaken(store);
    const hints = {
      present: new Set(this.#tags.isThere ? [descriptor.digest] : []),
      targetIsEmpty: isEmpty,
      setsTag: this.#tags.due.length > 0,
      deep,
    };
    const plan = await planCopy(store, this.#graph, hints, signal);
    const { reference } = this.#target;
    for (const { attachment, foundIn } of plan.listed)
      warnOfSignature(reporter, reference, attachment, foundIn);
    warnOfLostBlobs(reporter, reference, plan);
    const missing = missingOf(plan).map(({ node }) => node.content.descriptor.digest);
    for (const one of missingOf(plan)) this.#added.add(nameOf(one));
    const onlyThere = signaturesOnlyThere(plan, this.#options.atSource);
    warnOfOnlyThere(reporter, reference, onlyThere);
    const expected = attachmentCount(this.#graph);
    const attachments = { expected, present: expected - this.#added.size, added: 0, missing, onlyThere };
    this.result = { ...this.result, deep, attachments };
    await refuseReferrersTags(store, plan, this.#tags.due, descriptor, signal);
    return plan;
  }

  async run(signal: AbortSignal): Promise<DestinationResult['status']> {
    const { reporter, dryRun } = this.#options;
    const plan = await this.#plan(signal);
    if (this.#isByDigest) tellOfNoTag(reporter, this.#target);
    if (dryRun) {
      this.#tags.plan();
      this.result = { ...this.result, tags: this.#tags.results, toCopy: amountOf(plan) };
      return 'planned';
    }
    if (await this.#isAllThere(plan, signal)) return 'unchanged';
    const context = { store: this.#survey.store, graph: this.#graph, signal };
    await writeOrMend(
      () => this.#write(plan, signal),
      (isSure) => this.#mend(isSure, signal),
      context,
    );
    await writeOrMend(
      () => this.#finish(signal),
      async (isSure) => {
        if (!(await this.#mend(isSure, signal))) return false;
        await this.#finish(signal);
        return true;
      },
      context,
    );
    return 'promoted';
  }

  async #isAllThere(plan: CopyPlan, signal: AbortSignal): Promise<boolean> {
    if (this.#tags.due.length > 0 || plan.nodes.length > 0 || missingOf(plan).length > 0) return false;
    return !this.#isByDigest || isListed(this.#survey.store, this.#graph.root.content.descriptor, signal);
  }

  /** Copies the missing parts, and tells the shared reads which blobs this destination does not need. */
  async #write(plan: CopyPlan, signal: AbortSignal): Promise<void> {
    const { reporter, concurrency, clock } = this.#options;
    const { reference: subject } = this.#target;
    this.#source.decide(blobsOf(plan).map(({ descriptor }) => descriptor.digest));
    const todo = amountOf(plan);
    reporter.progress({ type: 'phase', phase: 'copy', subject });
    reporter.progress({ type: 'todo', subject, ...todo });
    const options: CopyOptions = {
      concurrency,
      envelopesOf,
      deep: this.result.deep,
      isTagged: this.#tags.due.length > 0,
      sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
      onEvent: (event: CopyEvent) => {
        if (event.type === 'blob' && event.state !== 'started') this.#source.release(event.digest);
        reporter.progress({ ...event, subject });
      },
      onLinked: (attachments, foundIn) => {
        for (const one of attachments) warnOfSignature(reporter, subject, one, foundIn);
      },
    };
    const { copied, mounted, bytes } = await copyGraph(
      this.#source,
      this.#survey.store,
      plan,
      options,
      signal,
    );
    for (const one of missingOf(plan)) this.#added.add(nameOf(one));
    const expected = attachmentCount(this.#graph);
    this.result = {
      ...this.result,
      copied: this.result.copied + copied,
      mounted: this.result.mounted + mounted,
      bytes: this.result.bytes + bytes,
      // `copyGraph` has read back every attachment that it wrote, so the destination has all of them now.
      attachments: {
        ...this.result.attachments,
        expected,
        present: expected,
        added: this.#added.size,
        missing: [],
      },
    };
  }

  /** Asks for everything and writes what is gone; see {@link writeOrMend}. */
  async #mend(isSure: boolean, signal: AbortSignal): Promise<boolean> {
    const looking = planCopy(this.#survey.store, this.#graph, { deep: true }, signal);
    // What refused for another reason may answer nothing else either, and its first words are the better ones.
    const plan = isSure ? await looking : await looking.catch(() => undefined);
    if (!plan || !(isSure || [...plan.askedBlobs.values()].includes(false))) return false;
    this.result = { ...this.result, deep: true };
    warnOfLostBlobs(this.#options.reporter, this.#target.reference, plan);
    await this.#write(plan, signal);
    return true;
  }

  /** The last step of all: the tags, or what stands in their place. */
  async #finish(signal: AbortSignal): Promise<void> {
    const { clock, reporter } = this.#options;
    const { store } = this.#survey;
    if (this.#isByDigest) return finishWithoutTag(store, this.#graph.root.content, clock, signal);
    if (this.#tags.due.length === 0) return;
    reporter.progress({ type: 'phase', phase: 'tag', subject: this.#target.reference });
    const onMoved = (): void => {
      this.result = { ...this.result, tags: this.#tags.results };
    };
    await this.#tags.move(store, this.#options, onMoved, signal);
  }
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
  const { digest } = graph.root.content.descriptor;
  const image = { digest, attachments: attachmentCount(graph) };
  let result: DestinationResult = {
    ...untouchedDestination(target.reference, image),
    pinned: `${target.store.name}@${digest}`,
  };
  let delivery: Delivery | undefined;
  try {
    delivery = new Delivery(options, graph, source, target, await surveyed, result);
    const status = await delivery.run(signal);
    result = { ...delivery.result, status };
  } catch (error) {
    const reason = asSealiftError(signal.aborted ? signal.reason : error).toJSON();
    result = { ...(delivery?.result ?? result), error: reason };
  }
  source.leave();
  options.reporter.progress({ type: 'end', subject: target.reference, status: result.status });
  return result;
}
