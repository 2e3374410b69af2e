import type { ImageResult } from '../../operations/results.ts';
import type { PlannedAdditions } from '../../planning/planned-additions.ts';

/** The signatures and records of our own that the promotion of an image would put, by its dry run. */
export function addedBy({ destinations, signaturesTo }: ImageResult): PlannedAdditions {
  const signed = [...destinations, ...(signaturesTo ? [signaturesTo] : [])].flatMap((one) => one.signed);
  const records = destinations.flatMap((one) => one.records ?? []);
  return {
    signatures: signed.filter(({ action }) => action === 'made').length,
    records: records.filter(({ action }) => action === 'made').length,
  };
}
