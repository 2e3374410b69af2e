import { SealiftError } from '../../errors.ts';
import type { StatedRecord } from '../../notation/record/read-statement.ts';
import { sameImage } from '../../notation/record/read-statement.ts';
import type { NamedImage } from '../../notation/record/resource-uri.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Session } from '../session.ts';
import type { SignatureSteps } from '../signing/signature-steps.ts';
import { CLOCK_SKEW } from './clock-skew.ts';
import { listedRecords } from './listed-records.ts';
import { type RecordManifest, statedIn } from './read-record.ts';
import type { Recording } from './recording.ts';

/** A record that makes a new one needless. */
export interface StandingRecord {
  readonly digest: Digest;
  readonly signature: Digest;
  readonly statedAt: Date;
}

/** A record that is wanted at one place. */
export interface WantedRecord {
  readonly store: CachedTarget;
  readonly name: NamedImage;
  readonly image: Descriptor;
}

/** The most records of an image that are looked at. */
const LOOKED_AT = 100;

/** Finds out which records stand already, under the key of this run. */
export class StandingRecords {
  readonly #request: Pick<Session, 'clock'> & Pick<Recording, 'maxAge' | 'signer'>;
  readonly #steps: SignatureSteps;

  constructor(request: Pick<Session, 'clock'> & Pick<Recording, 'maxAge' | 'signer'>, steps: SignatureSteps) {
    this.#request = request;
    this.#steps = steps;
  }

  /** The record itself, where it says what is wanted and is signed by the key of this run. */
  async of(
    record: RecordManifest,
    { store, name, image }: WantedRecord,
    signal: AbortSignal,
  ): Promise<StandingRecord | undefined> {
    if (!sameContent(record.subject, image)) return undefined;
    const stated = await statedIn(store, record, signal).catch((error: unknown) => {
      if (error instanceof SealiftError && error.code === 'record_refused') return undefined;
      throw error;
    });
    if (!stated || !sameImage(stated.image, name) || !this.#isTimely(stated)) return undefined;
    const found = await this.#steps.existing({ store }, record.descriptor, signal);
    if (found.length === 0) return undefined;
    const { chain } = await this.#request.signer;
    const same = await this.#steps.same(found);
    const signed = same ?? (chain === undefined ? await this.#bySigning(record, found, signal) : undefined);
    if (!signed) return undefined;
    return {
      digest: record.descriptor.digest,
      signature: signed.entry.descriptor.digest,
      statedAt: stated.statedAt,
    };
  }

  /** A plugin says only by signing under which chain it signs. */
  async #bySigning(
    { descriptor }: RecordManifest,
    found: Awaited<ReturnType<SignatureSteps['existing']>>,
    signal: AbortSignal,
  ) {
    const step = await this.#steps.next(descriptor, found, async () => {}, signal);
    return step.kind === 'existing' ? step.existing : undefined;
  }

  #isTimely({ statedAt }: StatedRecord): boolean {
    const age = this.#request.clock.now().getTime() - statedAt.getTime();
    return age >= -CLOCK_SKEW && age <= (this.#request.maxAge ?? Number.POSITIVE_INFINITY);
  }

  /** The record of an image that was promoted by digest: no tag leads to it, so that the list of the image is read. */
  async amongReferrers(wanted: WantedRecord, signal: AbortSignal): Promise<StandingRecord | undefined> {
    const looking = { sources: 'preferred', most: LOOKED_AT, onMore: () => {} } as const;
    for await (const record of listedRecords(wanted.store, wanted.image, looking, signal)) {
      const standing = await this.of(record, wanted, signal);
      if (standing) return standing;
    }
    return undefined;
  }
}
