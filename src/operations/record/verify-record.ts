import { prefetch } from '../../async/prefetch.ts';
import { SealiftError } from '../../errors.ts';
import type { StatedRecord } from '../../notation/record/read-statement.ts';
import { RECORD_METADATA } from '../../notation/record/record-metadata.ts';
import { recordTagOf } from '../../notation/record/record-tag.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import { type JudgeContext, judgeArtifact, refusal } from '../judging/judge.ts';
import type { SignatureResult } from '../results.ts';
import { CLOCK_SKEW } from './clock-skew.ts';
import { listedRecords } from './listed-records.ts';
import { type RecordManifest, recordAt, statedIn } from './read-record.ts';
import type { RecordResult } from './result.ts';

/** What a record has to say. */
export interface RecordDemand {
  readonly tag: string;
  /** The repository that it has to name: that of the image, or the one whose statement counts for it. */
  readonly repository: string;
  /** The most milliseconds since the time that it states; without it it may be of any age. */
  readonly maxAge?: number;
}

interface Unjudged {
  readonly record: RecordManifest;
  readonly stated: StatedRecord;
}

/** A record that is signed by somebody whom the statement trusts. */
interface Judged extends Unjudged {
  readonly signature: SignatureResult;
}

/** Milliseconds in the unit in which people say such a time. */
function span(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  if (hours < 2 / 60) return `${Math.ceil(milliseconds / 1000)} seconds`;
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  return hours >= 2 ? `${Math.floor(hours)} hours` : `${Math.ceil(milliseconds / 60_000)} minutes`;
}

/**
 * Judges what signed records say of the tag of an image. The record that counts is the one under the record tag, or one of the
 * image's own that is stated later: a promotion that was ended in between. Whatever else the tag points at was not promoted last.
 */
export class RecordJudge {
  readonly #context: JudgeContext;
  readonly #demand: RecordDemand;
  readonly #recordTag: string;
  readonly #image: Descriptor;
  #reading: Promise<Unjudged> | undefined;

  /** @param context of the image; what is demanded of its signers beside the policy is not asked of the record's. */
  constructor(context: JudgeContext, image: Descriptor, demand: RecordDemand) {
    const { requirements: _, ...judging } = context;
    this.#context = { ...judging, metadata: RECORD_METADATA };
    this.#image = image;
    this.#demand = demand;
    this.#recordTag = recordTagOf(demand.tag);
  }

  get #name(): string {
    return `${this.#context.store.name}:${this.#demand.tag}`;
  }

  /** Begins to read the record, while the image is judged. A failure is that of {@link judge}. */
  begin(signal: AbortSignal): void {
    this.#reading ??= prefetch(this.#read(signal));
  }

  /** What stands under the record tag. Nobody has judged it so far. */
  async #read(signal: AbortSignal): Promise<Unjudged> {
    const { store } = this.#context;
    const missing = (why: string) =>
      new SealiftError('record_missing', `${this.#name} has no signed record: ${why}`);
    const there = await store.resolve({ tag: this.#recordTag }, signal);
    if (!there) throw missing(`${store.name} does not have the tag ${this.#recordTag}`);
    const record = await recordAt(store, there, signal);
    if (record === 'gone') throw missing(`${this.#recordTag} points at ${there.digest}, which is gone`);
    if (record === 'none')
      throw this.#refused(`${this.#recordTag} holds ${there.digest}, which is no record`);
    return { record, stated: await statedIn(store, record, signal) };
  }

  /**
   * @param onRead is told what the record tag holds, as soon as that is known.
   * @throws SealiftError `record_missing`, `record_refused`, `signature_count_exceeded`, or what the store throws.
   */
  async judge(onRead: (record: RecordResult) => void, signal: AbortSignal): Promise<RecordResult> {
    this.begin(signal);
    const { record, stated } = await this.#reading!;
    const newest = await this.#trusted({ record, stated }, signal);
    onRead(this.#result(newest, 'failed'));
    this.#refuseOther(stated, record.descriptor.digest);
    this.#refuseTime(stated, record.descriptor.digest);
    if (stated.image.digest === this.#image.digest) {
      this.#refuseOld(newest);
      return this.#result(newest, 'passed');
    }
    const later = await this.#laterOne(newest, signal);
    if (!later)
      throw this.#refused(
        `it points at ${this.#image.digest}, and the newest record says that ${stated.image.digest} was promoted to it at ${stated.statedAt.toISOString()}`,
      );
    this.#refuseOld(later);
    return this.#result(later, 'passed');
  }

  #refused(reason: string, hint?: string): SealiftError {
    const message = `the record of ${this.#name} is refused: ${reason}`;
    return new SealiftError('record_refused', message, hint === undefined ? {} : { hint });
  }

  /** Judges who signed a record. */
  async #trusted({ record, stated }: Unjudged, signal: AbortSignal): Promise<Judged> {
    const judgement = await judgeArtifact(this.#context, record.descriptor, signal);
    const signature = judgement.signatures.find(({ status }) => status === 'passed');
    if (judgement.passed && signature) return { record, stated, signature };
    const why = refusal(judgement, record.descriptor, this.#context.store);
    const hint =
      'The signer of the record has to be trusted by the statement for this image: add the identity and the root of --record-key to it. Where you do not know the signer, somebody else put this record there.';
    throw this.#refused(why.message, hint);
  }

  /** Refuses a record of another repository or tag. What it names is shown, so that it has to be trusted before. */
  #refuseOther({ image: { repository, tag } }: StatedRecord, digest: string): void {
    if (repository !== this.#demand.repository)
      throw this.#refused(
        `${digest} names the repository ${repository}`,
        `Where the images of ${repository} are pulled through this name, say --scope ${repository}; else promote the image here, with --record.`,
      );
    if (tag !== this.#demand.tag)
      throw this.#refused(`${digest} names ${tag === undefined ? 'no tag' : `the tag ${tag}`}`);
  }

  #refuseTime({ statedAt }: StatedRecord, digest: string): void {
    if (statedAt.getTime() - this.#context.at.getTime() <= CLOCK_SKEW) return;
    throw this.#refused(
      `${digest} is stated at ${statedAt.toISOString()}, which is in the future here (${this.#context.at.toISOString()})`,
      'Set the clock that is wrong; if it is that of the machine that promoted, promote again, with --record.',
    );
  }

  #refuseOld({ stated, record }: Judged): void {
    const age = this.#context.at.getTime() - stated.statedAt.getTime();
    const { maxAge } = this.#demand;
    if (maxAge === undefined || age <= maxAge) return;
    throw this.#refused(
      `${record.descriptor.digest} is stated at ${stated.statedAt.toISOString()}, ${span(age)} ago, and --record-max-age allows ${span(maxAge)}`,
      'Promote the image again with --record and a shorter --record-max-age than here, by a schedule: that puts a new record. Where a schedule does, somebody may be keeping newer tags from you.',
    );
  }

  /** A record of the image itself that is stated after the one under the record tag. What is none, or is refused, is passed over. */
  async #laterOne({ stated }: Judged, signal: AbortSignal): Promise<Judged | undefined> {
    const { store, maxSignatures } = this.#context;
    const onMore = (): never => {
      throw new SealiftError(
        'signature_count_exceeded',
        `none of the first ${maxSignatures} records listed for ${this.#image.digest} passed, and there are more`,
      );
    };
    const looking = { sources: 'api-first', most: maxSignatures, onMore } as const;
    for await (const record of listedRecords(store, this.#image, looking, signal)) {
      if (!sameContent(record.subject, this.#image)) continue;
      try {
        const own = await statedIn(store, record, signal);
        if (own.statedAt.getTime() <= stated.statedAt.getTime()) continue;
        this.#refuseOther(own, record.descriptor.digest);
        this.#refuseTime(own, record.descriptor.digest);
        return await this.#trusted({ record, stated: own }, signal);
      } catch (error) {
        if (!(error instanceof SealiftError) || error.code !== 'record_refused') throw error;
      }
    }
    return undefined;
  }

  #result({ record, stated, signature }: Judged, status: RecordResult['status']): RecordResult {
    const { image, statedAt, source, runUrl, actor } = stated;
    return {
      status,
      recordTag: this.#recordTag,
      digest: record.descriptor.digest,
      repository: image.repository,
      tag: image.tag ?? null,
      image: image.digest,
      statedAt: statedAt.toISOString(),
      source,
      runUrl,
      actor,
      signature,
    };
  }
}
