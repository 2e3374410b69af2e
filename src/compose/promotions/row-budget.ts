import type { ImageResult } from '../../operations/results.ts';

/** Rows of each list that every image keeps. */
const FEW = 64;
/** Rows beyond those that the results of a run keep together. */
const MANY = 5_000;

/** Whether a row says what let the image pass, what failed, or what this run made. */
const isTelling = (row: unknown): boolean =>
  typeof row === 'object' &&
  row !== null &&
  (('error' in row && row.error !== null) ||
    ('status' in row && row.status === 'passed') ||
    ('judged' in row && row.judged === 'passed') ||
    ('action' in row && row.action === 'made'));

/** A few rows in their order: those that tell something, and the first of the others. */
function few<T>(rows: readonly T[]): readonly T[] {
  let others = FEW - Math.min(FEW, rows.filter(isTelling).length);
  const kept = rows.filter((row) => {
    if (isTelling(row)) return true;
    others -= 1;
    return others >= 0;
  });
  return kept.slice(0, FEW);
}

type OfList = <T>(rows: readonly T[]) => readonly T[];

/** The image with what `ofList` makes of each of its lists whose length a registry decides. */
function withRows(image: ImageResult, ofList: OfList): ImageResult {
  const { platforms, signatures, attachments, leftBehind, destinations, signaturesTo } = image;
  const to = signaturesTo && {
    ...signaturesTo,
    attachments: { ...signaturesTo.attachments, missing: ofList(signaturesTo.attachments.missing) },
    signed: ofList(signaturesTo.signed),
  };
  return {
    ...image,
    platforms: ofList(platforms),
    signatures: ofList(signatures),
    attachments: ofList(attachments),
    leftBehind: ofList(leftBehind),
    destinations: destinations.map((one) => ({
      ...one,
      attachments: {
        ...one.attachments,
        missing: ofList(one.attachments.missing),
        onlyThere: ofList(one.attachments.onlyThere),
      },
      signed: ofList(one.signed),
    })),
    ...(to ? { signaturesTo: to } : {}),
  };
}

function rowsBeyondFew(image: ImageResult): number {
  let count = 0;
  withRows(image, (rows) => {
    count += Math.max(0, rows.length - FEW);
    return rows;
  });
  return count;
}

/**
 * Limits the memory of the results of a run with many images: a registry may list ten thousand attachments of each of them. The numbers
 * in a result count all of them.
 */
export class RowBudget {
  #left = MANY;
  #cut = 0;

  /** The image itself, or with a few rows of each list alone where the others of the run have taken what there is for more. */
  kept(image: ImageResult): ImageResult {
    const rows = rowsBeyondFew(image);
    if (rows <= this.#left) {
      this.#left -= rows;
      return image;
    }
    this.#cut += 1;
    return withRows(image, few);
  }

  /** What a user has to know; `undefined` where all rows are kept. */
  get warning(): string | undefined {
    if (this.#cut === 0) return undefined;
    const images = this.#cut === 1 ? 'one image has' : `${this.#cut} images have`;
    return `${images} more attachments than a result of many images names: ${FEW} of each list are in it, and \`sealift list\` shows all`;
  }
}
