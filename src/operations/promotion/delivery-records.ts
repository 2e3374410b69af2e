import type { CopyPlan } from '../../oci/copy/plan-copy.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Records, RecordsHere } from '../record/records.ts';
import type { TagResult } from '../results.ts';
import type { Session } from '../session.ts';
import type { Gate } from './gate.ts';
import type { Survey } from './survey.ts';

/** The records of a promotion, as one destination needs them. */
export interface DeliveryRecording {
  readonly records: Records;
  readonly session: Session;
  /** The gates that the destination has. */
  readonly gates: readonly Gate[];
  /** The gate of the statement by which it is verified, as far as one of this run is. */
  readonly gate: Gate | undefined;
}

/** One destination, as it was found. */
interface Found {
  readonly reference: string;
  readonly image: Descriptor;
  readonly tags: readonly TagResult[];
  readonly survey: Survey;
  readonly plan: CopyPlan;
  /** Whether nothing is to be written but a record. */
  readonly isThere: boolean;
}

/** Makes the records that a destination lacks, before anything is written there. A tag that is kept gets none. */
export function recordsAt(
  { records, gates, gate }: DeliveryRecording,
  { reference, image, tags, survey, plan, isThere }: Found,
  signal: AbortSignal,
): Promise<RecordsHere> {
  const set = tags.filter(({ action }) => action !== 'kept');
  const place = {
    reference,
    gate,
    store: survey.store,
    image,
    tags: set.map(({ tag, action }) => ({ tag, isThere: action === 'unchanged' })),
    isEmpty: plan.targetIsEmpty,
    isThere,
    statements: gates.map(({ statement }) => statement.name),
    signatures: gates.flatMap(({ signatures }) => signatures),
  };
  return records.at(place, signal);
}
