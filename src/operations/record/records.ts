import { mapGroup } from '../../async/map-group.ts';
import { SealiftError } from '../../errors.ts';
import { buildRecordManifest, type RecordContent } from '../../notation/record/record-manifest.ts';
import { RECORD_METADATA } from '../../notation/record/record-metadata.ts';
import { recordTagOf } from '../../notation/record/record-tag.ts';
import { buildStatement } from '../../notation/record/statement.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import { type Descriptor, plainDescriptor } from '../../oci/descriptor.ts';
import { type Digest, parseDigest } from '../../oci/digest.ts';
import type { SourceStore } from '../../oci/ports.ts';
import type { Gate } from '../promotion/gate.ts';
import type { SignatureResult } from '../results.ts';
import type { Session } from '../session.ts';
import type { SignedEnvelope } from '../signing/envelope-maker.ts';
import { SharedEnvelopes } from '../signing/shared-envelopes.ts';
import { signatureManifestOf } from '../signing/signature-manifest-of.ts';
import { SignatureSteps } from '../signing/signature-steps.ts';
import { type RecordManifest, recordAt } from './read-record.ts';
import type { Recording } from './recording.ts';
import type { RecordRow } from './result.ts';
import { type StandingRecord, StandingRecords, type WantedRecord } from './standing-record.ts';

/** One destination, before anything is written to it. */
export interface RecordPlace {
  /** As the user wrote it. */
  readonly reference: string;
  readonly store: CachedTarget;
  readonly image: Descriptor;
  /** Those that point at the image in the end, and whether they do already. None: it is promoted by digest. */
  readonly tags: readonly { readonly tag: string; readonly isThere: boolean }[];
  /** Whether nothing is there yet. */
  readonly isEmpty: boolean;
  /** Whether an image that is promoted by digest is there already, with all that belongs to it. */
  readonly isThere: boolean;
  /** The statements that let the image pass. */
  readonly statements: readonly string[];
  /** The signatures that were judged under them. */
  readonly signatures: readonly SignatureResult[];
  /** The gate of the statement by which the destination is verified, as far as one of this run is. */
  readonly gate: Gate | undefined;
}

/** A record that was made, with what is to be written for it. */
export interface MadeRecord extends RecordContent {
  /** Where it goes; absent for an image that is promoted by digest. */
  readonly recordTag?: string;
  /** What the record tag pointed at when it was looked at. */
  readonly previous: Digest | undefined;
  readonly signed: SignedEnvelope;
  readonly signature: ReturnType<typeof signatureManifestOf>;
}

/** The records of one destination. */
export interface RecordsHere {
  readonly rows: readonly RecordRow[];
  /** Those that are to be written. */
  readonly made: readonly MadeRecord[];
}

type Tag = RecordPlace['tags'][number];

/** The record of one tag, and what is to be written for it. */
interface OneRecord {
  readonly row: RecordRow;
  readonly made?: MadeRecord;
}

type Request = Session & {
  readonly reference: string;
  readonly source: Pick<SourceStore, 'name' | 'repository'>;
  readonly dryRun: boolean;
};

/** Where a promotion came from, for whoever reads its record elsewhere: the path of a layout says nothing to them. */
function sourceName({ name, repository }: Request['source']): string {
  return repository ?? name.slice(0, name.indexOf(':'));
}

/**
 * The records of a promotion: each says that an image passed the policy and was put under one name. It is signed before anything is
 * written to its destination, so that a key that refuses leaves that as it was.
 */
export class Records {
  readonly #request: Request;
  readonly #recording: Recording;
  readonly #standing: StandingRecords;
  readonly #envelopes: SharedEnvelopes;
  /** The first use of the key. The others wait for it, so that a key that refuses is asked once. */
  #first: Promise<unknown> | undefined;
  #refusal: { readonly error: unknown } | undefined;

  constructor(request: Request, recording: Recording) {
    this.#request = request;
    this.#recording = recording;
    this.#envelopes = new SharedEnvelopes(request.envelopes);
    const signing = {
      ...recording,
      metadata: RECORD_METADATA,
      ifSigned: 'skip' as const,
      envelopes: this.#envelopes,
    };
    this.#standing = new StandingRecords(
      { ...request, ...recording },
      new SignatureSteps({ ...request, ...signing }),
    );
  }

  /**
   * Finds out which records a destination lacks, and makes them.
   *
   * @throws SealiftError `record_tag_taken`, or what keeps the key from signing.
   */
  async at(place: RecordPlace, signal: AbortSignal): Promise<RecordsHere> {
    const names = place.tags.length > 0 ? place.tags : [undefined];
    const { concurrency } = this.#request;
    const each = await mapGroup(signal, names, concurrency, (one, joined) => this.#of(place, one, joined));
    const made = each.flatMap((one) => one.made ?? []);
    if (made.length > 0 && !place.isEmpty) {
      const manifests = made.map(({ manifest }) => manifest);
      await place.store.refuseUnlistable(place.image, manifests, undefined, signal);
    }
    if (made[0]) await this.#tellOfRefusal(place, made[0], signal);
    return { rows: each.map(({ row }) => row), made };
  }

  /** Warns of what `verify --record` would say of the record there. */
  async #tellOfRefusal(
    { gate, reference }: RecordPlace,
    { manifest, signed }: MadeRecord,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, reporter } = this.#request;
    const { bytes, opened } = signed;
    const envelope = { bytes, mediaType: opened.mediaType, target: manifest.descriptor, at: clock.now() };
    const why = await gate?.whyRefused(envelope, signal);
    if (!gate || why === undefined) return;
    reporter.warning(
      `${reference}: the statement "${gate.statement.name}" would not accept the record of this run there, so that verify --record would refuse it: ${why}`,
    );
  }

  async #of(place: RecordPlace, one: Tag | undefined, signal: AbortSignal): Promise<OneRecord> {
    const { store, image } = place;
    const tag = one?.tag;
    const name = {
      repository: store.repository!,
      ...(tag === undefined ? {} : { tag }),
      digest: image.digest,
    };
    const recordTag = tag === undefined ? undefined : recordTagOf(tag);
    const row = { tag: tag ?? null, recordTag: recordTag ?? null };
    const { previous, standing } = await this.#found(place, one, { store, name, image }, signal);
    if (standing) {
      const { digest, signature, statedAt } = standing;
      return { row: { ...row, digest, signature, statedAt: statedAt.toISOString(), action: 'unchanged' } };
    }
    const nothing = { digest: null, signature: null, statedAt: null };
    if (this.#request.dryRun) return { row: { ...row, ...nothing, action: 'made' } };
    const { statedAt, content } = this.#state(place, name);
    const signed = await this.#sign(content.manifest.descriptor, signal);
    const signature = signatureManifestOf(content.manifest.descriptor, signed);
    const stated = {
      digest: content.manifest.descriptor.digest,
      signature: signature.manifest.descriptor.digest,
      statedAt: statedAt.toISOString(),
    };
    const written = { ...content, previous, signed, signature };
    return {
      row: { ...row, ...stated, action: 'made' },
      made: recordTag === undefined ? written : { ...written, recordTag },
    };
  }

  /** What the record tag points at, and the record that makes a new one needless. An image by digest has no record tag. */
  async #found(
    { store, isEmpty, isThere }: RecordPlace,
    one: Tag | undefined,
    wanted: WantedRecord,
    signal: AbortSignal,
  ): Promise<{ readonly previous: Digest | undefined; readonly standing: StandingRecord | undefined }> {
    if (!one) {
      const standing = isThere ? await this.#standing.amongReferrers(wanted, signal) : undefined;
      return { previous: undefined, standing };
    }
    const recordTag = recordTagOf(one.tag);
    const there = isEmpty ? undefined : await store.resolve({ tag: recordTag }, signal);
    const record = there && (await this.#own(store, recordTag, there, signal));
    const standing = record && one.isThere ? await this.#standing.of(record, wanted, signal) : undefined;
    return { previous: there?.digest, standing };
  }

  /** The record under a record tag. What is none belongs to somebody, and is never overwritten. */
  async #own(
    store: CachedTarget,
    recordTag: string,
    there: Descriptor,
    signal: AbortSignal,
  ): Promise<RecordManifest | undefined> {
    const record = await recordAt(store, there, signal);
    // Of what is gone nobody can say any more whose it was.
    if (record !== 'none') return record === 'gone' ? undefined : record;
    throw new SealiftError(
      'record_tag_taken',
      `${store.name}:${recordTag} holds ${there.digest}, which is no record of a promotion`,
    );
  }

  #state(place: RecordPlace, image: { repository: string; tag?: string; digest: Digest }) {
    const passed = place.signatures.filter(({ status }) => status === 'passed');
    if (passed.length === 0)
      throw new SealiftError(
        'artifact_unsigned',
        `${image.digest} has no signature that passed, and a record says that one did`,
        { hint: 'Have it signed, or promote it without --record.' },
      );
    const identities = new Map(
      passed.map(({ signer, trust }) => [
        signer,
        { subject: signer ?? '', identity: trust?.identity ?? null },
      ]),
    );
    const statedAt = this.#request.clock.now();
    const { policy, verifierVersion, runUrl, actor } = this.#recording;
    const statement = buildStatement({
      ...{ image, statedAt, policy, verifierVersion, runUrl, actor },
      source: sourceName(this.#request.source),
      statements: place.statements,
      identities: [...identities.values()],
      signatures: passed.map(({ digest }) => parseDigest(digest)),
    });
    return { statedAt, content: buildRecordManifest(plainDescriptor(place.image), statement, statedAt) };
  }

  /** A key that refused is not asked again for the next tag or destination. */
  async #sign(target: Descriptor, signal: AbortSignal): Promise<SignedEnvelope> {
    if (this.#first) await this.#first.catch(() => {});
    if (this.#refusal) throw this.#refusal.error;
    const signing = this.#makeEnvelope(target, signal);
    this.#first ??= signing;
    return signing;
  }

  async #makeEnvelope(target: Descriptor, signal: AbortSignal): Promise<SignedEnvelope> {
    const { clock, reporter, reference } = this.#request;
    reporter.progress({ type: 'phase', phase: 'sign', subject: reference });
    const signingTime = new Date(Math.floor(clock.now().getTime() / 1000) * 1000);
    try {
      const maker = await this.#recording.signer;
      signal.throwIfAborted();
      const signed = await this.#envelopes.get(
        maker,
        { target, metadata: RECORD_METADATA, signingTime },
        () => false,
      );
      return signed!;
    } catch (error) {
      if (!signal.aborted) this.#refusal = { error };
      throw error;
    }
  }
}
