import { SealiftError } from '../errors.ts';
import type { ImageResult } from '../operations/results.ts';

const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** @throws SealiftError `signature_expiring`, where `--expiring` found any. */
export function refuseExpiring(images: readonly ImageResult[]): void {
  const ends = images.map(({ signatures }) => signatures.flatMap(({ matched }) => matched?.end ?? []));
  const all = ends.flat();
  if (all.length === 0) return;
  const { length: affected } = ends.filter(({ length }) => length > 0);
  const over = all.filter((end) => end.over).length;
  const first = all.map(({ at }) => at).toSorted()[0]!;
  const begun = over === 0 ? `the first at ${first}` : `${over} of them already have`;
  throw new SealiftError(
    'signature_expiring',
    `${counted(all.length, 'signature')} of ${counted(affected, 'image')} stop verifying within the time of --expiring, ${begun}`,
  );
}
