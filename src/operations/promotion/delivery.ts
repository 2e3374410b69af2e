import { blobsOf, type CopyEvent, type CopyOptions, copyGraph } from '../../oci/copy/copy-graph.ts';
import { type CopyPlan, planCopy } from '../../oci/copy/plan-copy.ts';
import type { SharedSource } from '../../oci/fanout/share-blobs.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import { holdsBack } from '../../oci/ports.ts';
import { attachmentCount } from '../attachment-result.ts';
import { putRecords } from '../record/put-records.ts';
import type { RecordsHere } from '../record/records.ts';
import type { DestinationResult, OwnSignatureRow } from '../results.ts';
import { type Attached, AttachmentTally, attachedOf } from './attachment-tally.ts';
import { commitWrites } from './commit-writes.ts';
import { type DeliveryRecording, recordsAt } from './delivery-records.ts';
import { envelopesOf } from './envelopes-of.ts';
import { holdsLayers } from './foreign-layers.ts';
import type { Gate } from './gate.ts';
import { writeOrMend } from './mend.ts';
import type { OwnSignatures } from './own-signatures.ts';
import { refuseReferrersTags } from './referrers-tags.ts';
import type { Survey } from './survey.ts';
import { TagMover } from './tag-mover.ts';
import type { PromotionOptions, PromotionTarget } from './target.ts';
import { amountOf, toCopyOf } from './to-copy.ts';
import { signaturesOnlyThere, warnOfLostBlobs, warnOfOnlyThere, warnOfSignature } from './warnings.ts';
import { withOwnBlobs } from './with-own-blobs.ts';
import { finishWithoutTag, isListed, refuseOtherDigest, tellOfNoTag } from './without-tag.ts';

/** What a delivery needs beside what it carries. */
export interface DeliveryOptions extends PromotionOptions {
  /** Our own signatures, where they are asked for. */
  readonly own?: OwnSignatures | undefined;
  /** The gate of the statement that names the destination exactly. */
  readonly gate?: Gate | undefined;
  /** The records of the promotion, where they are asked for. */
  readonly recording?: DeliveryRecording | undefined;
}

/** What is delivered, and where to. */
export interface DeliveryPlace {
  readonly graph: ArtifactGraph;
  readonly source: SharedSource;
  readonly target: PromotionTarget;
  /** The state of the destination; it may still be read. */
  readonly survey: Promise<Survey>;
}

/** The delivery of one artifact to one destination, and what it has come to so far. */
export class Delivery {
  result: DestinationResult;
  /** The result as it was before anything was written; `undefined` until then. */
  #unwritten: DestinationResult | undefined;
  readonly #options: DeliveryOptions;
  #graph: ArtifactGraph;
  #source: SharedSource;
  readonly #target: PromotionTarget;
  readonly #survey: Survey;
  readonly #tags: TagMover;
  readonly #tally: AttachmentTally;
  #rows: readonly OwnSignatureRow[] = [];
  #records: RecordsHere = { rows: [], made: [] };
  /** What is to be noted of attachments once they stand there: a store that holds back has them after the commit. */
  readonly #standing: (() => void)[] = [];

  constructor(
    options: DeliveryOptions,
    { graph, source, target }: DeliveryPlace,
    surveyed: Survey,
    result: DestinationResult,
  ) {
    this.#options = options;
    this.#graph = graph;
    this.#tally = new AttachmentTally(attachmentCount(graph));
    this.#source = source;
    this.#target = target;
    this.#survey = surveyed;
    this.#tags = new TagMover(graph.root.content, surveyed.tags, options);
    const previousDigest = surveyed.tags.get(target.tags[0] ?? '')?.digest ?? null;
    this.result = { ...result, previousDigest, tags: this.#tags.results };
  }

  /** What the destination has when the delivery has failed: a store that holds back has nothing of it. */
  get failed(): DestinationResult {
    return (holdsBack(this.#target.store) && this.#unwritten) || this.result;
  }

  get #isByDigest(): boolean {
    return this.#target.tags.length === 0;
  }

  /** Compares the destination with the artifact, and refuses what could not be ended well, before anything is written. */
  async #plan(signal: AbortSignal): Promise<CopyPlan> {
    const { reporter, foreignLayers = false, concurrency } = this.#options;
    const { store, isEmpty } = this.#survey;
    const { descriptor } = this.#graph.root.content;
    this.#tags.refuseExisting(store);
    const hasLayers =
      isEmpty || !foreignLayers || (await holdsLayers(store, this.#graph, concurrency, signal));
    const deep = this.#options.deep || !hasLayers;
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
    this.#lacks(attachedOf(plan));
    this.result = { ...this.result, deep };
    await refuseReferrersTags(store, plan, this.#tags.due, descriptor, signal);
    return plan;
  }

  #lacks(missing: readonly Attached[]): void {
    this.#tally.add(missing);
    this.result = { ...this.result, attachments: { ...this.result.attachments, ...this.#tally.lacking } };
  }

  /** Tells of signatures that are there alone. Our own are meant to be. */
  #tellOfOnlyThere(plan: CopyPlan): void {
    const { atSource, reporter } = this.#options;
    const known = new Set([...atSource, ...this.#rows.flatMap(({ digest }) => digest ?? [])]);
    const onlyThere = signaturesOnlyThere(plan, known);
    warnOfOnlyThere(reporter, this.#target.reference, onlyThere);
    this.result = { ...this.result, attachments: { ...this.result.attachments, onlyThere } };
  }

  /** Has our own signatures made, as far as the destination lacks them, and adds them to what is written. */
  async #withOwn(plan: CopyPlan, signal: AbortSignal): Promise<CopyPlan> {
    const { own, gate } = this.#options;
    if (!own) return plan;
    const { reference } = this.#target;
    const { store } = this.#survey;
    const place = { reference, store, graph: this.#graph, plan, gate };
    const { attachments, envelopes, hasConfig, rows } = await own.at(place, signal);
    this.#rows = rows;
    this.#source = withOwnBlobs(this.#source, envelopes, hasConfig);
    this.#graph = { ...this.#graph, attachments: [...this.#graph.attachments, ...attachments] };
    this.#tally.expect(rows.filter(({ action }) => action !== 'carried').length);
    this.#lacks(attachments);
    return { ...plan, attachments: [...plan.attachments, ...attachments] };
  }

  async run(signal: AbortSignal): Promise<DestinationResult['status']> {
    const { reporter, dryRun } = this.#options;
    refuseOtherDigest(this.#target, this.#graph.root.content.descriptor.digest);
    if (this.#tags.isKept) return this.#keep();
    this.#options.elsewhere?.begin();
    const plan = await this.#withOwn(await this.#plan(signal), signal);
    this.#tellOfOnlyThere(plan);
    if (this.#isByDigest) tellOfNoTag(reporter, this.#target);
    const isAllThere = await this.#isAllThere(plan, signal);
    await this.#makeRecords(plan, isAllThere, signal);
    if (dryRun) {
      this.#tags.plan();
      this.result = {
        ...this.result,
        tags: this.#tags.results,
        toCopy: toCopyOf(plan),
        signed: this.#rows,
        ...this.#recordRows,
      };
      return 'planned';
    }
    if (isAllThere) {
      await this.#options.elsewhere?.stored();
      this.result = { ...this.result, signed: this.#rows };
      return (await this.#putRecords(signal)) ? 'promoted' : 'unchanged';
    }
    await this.#options.elsewhere?.signed();
    this.#unwritten = this.result;
    const context = { store: this.#survey.store, graph: this.#graph, signal };
    await writeOrMend(
      () => this.#write(plan, signal),
      (isSure) => this.#mend(isSure, signal),
      context,
    );
    await this.#options.elsewhere?.stored();
    await writeOrMend(
      () => this.#finish(signal),
      async (isSure) => {
        if (!(await this.#mend(isSure, signal))) return false;
        await this.#finish(signal);
        return true;
      },
      context,
    );
    const { moveTag } = this.#options;
    const { hasConditions } = this.#tags;
    await commitWrites(this.#survey.store, { moveTag, hasConditions }, signal);
    this.#noteStanding();
    await this.#putRecords(signal);
    return 'promoted';
  }

  get #recordRows(): Pick<DestinationResult, 'records'> {
    return this.#options.recording ? { records: this.#records.rows } : {};
  }

  /** Makes the records that the destination lacks, before anything is written there. */
  async #makeRecords(plan: CopyPlan, isThere: boolean, signal: AbortSignal): Promise<void> {
    const { recording } = this.#options;
    if (!recording) return;
    const { reference } = this.#target;
    const { tags } = this.result;
    const image = this.#graph.root.content.descriptor;
    const found = { reference, image, tags, survey: this.#survey, plan, isThere };
    this.#records = await recordsAt(recording, found, signal);
  }

  /** The last step of all. Resolves to whether a record was written. */
  async #putRecords(signal: AbortSignal): Promise<boolean> {
    const { recording, reporter } = this.#options;
    const { made } = this.#records;
    if (recording && made.length > 0) {
      reporter.progress({ type: 'phase', phase: 'record', subject: this.#target.reference });
      const image = this.#graph.root.content.descriptor;
      await putRecords(recording.session, this.#survey.store, image, made, signal);
    }
    this.result = { ...this.result, ...this.#recordRows };
    return made.length > 0;
  }

  /** Leaves a destination as it is, all of whose tags are kept: without a tag there the image would lie there unseen. */
  #keep(): 'planned' | 'kept' {
    this.result = { ...this.result, pinned: null };
    if (!this.#options.dryRun) return 'kept';
    this.result = { ...this.result, toCopy: { blobs: 0, bytes: 0, manifests: 0, image: false } };
    return 'planned';
  }

  async #isAllThere(plan: CopyPlan, signal: AbortSignal): Promise<boolean> {
    if (this.#tags.due.length > 0 || plan.nodes.length > 0 || attachedOf(plan).length > 0) return false;
    return !this.#isByDigest || isListed(this.#survey.store, this.#graph.root.content.descriptor, signal);
  }

  /** Copies the missing parts, and tells the shared reads which blobs this destination does not need. */
  async #write(plan: CopyPlan, signal: AbortSignal, mounts = true): Promise<void> {
    const { reporter, concurrency, clock, own } = this.#options;
    const { reference: subject } = this.#target;
    this.#source.decide(blobsOf(plan).map(({ descriptor }) => descriptor.digest));
    const todo = amountOf(plan);
    reporter.progress({ type: 'phase', phase: 'copy', subject });
    reporter.progress({ type: 'todo', subject, ...todo });
    const options: CopyOptions = {
      concurrency,
      mounts,
      envelopesOf,
      deep: this.result.deep,
      isTagged: this.#tags.due.length > 0,
      standing: this.#options.standing,
      onWait: (digest) => this.#source.release(digest),
      sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
      onEvent: (event: CopyEvent) => {
        if (event.type === 'blob' && event.state !== 'started') this.#source.release(event.digest);
        reporter.progress({ ...event, subject });
      },
      onLinked: (attachments, foundIn) => {
        this.#standing.push(() => own?.linked(attachments, foundIn));
        if (!holdsBack(this.#survey.store)) this.#noteStanding();
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
    this.#tally.add(attachedOf(plan));
    this.result = {
      ...this.result,
      signed: this.#rows,
      copied: this.result.copied + copied,
      mounted: this.result.mounted + mounted,
      bytes: this.result.bytes + bytes,
      // `copyGraph` has read back every attachment that it wrote, so the destination has all of them now.
      attachments: { ...this.result.attachments, ...this.#tally.written },
    };
  }

  #noteStanding(): void {
    for (const note of this.#standing.splice(0)) note();
  }

  /** Asks for everything and writes what is gone; see {@link writeOrMend}. */
  async #mend(isSure: boolean, signal: AbortSignal): Promise<boolean> {
    this.#options.standing?.forget(this.#survey.store.name);
    const looking = planCopy(this.#survey.store, this.#graph, { deep: true }, signal);
    // What refused for another reason may answer nothing else either, and its first words are the better ones.
    const plan = isSure ? await looking : await looking.catch(() => undefined);
    if (!plan || !(isSure || [...plan.askedBlobs.values()].includes(false))) return false;
    this.result = { ...this.result, deep: true };
    warnOfLostBlobs(this.#options.reporter, this.#target.reference, plan);
    // What is gone may be what a registry said that it mounted, and would say so again.
    await this.#write(plan, signal, false);
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
