import type { ImageResult, ResultError } from '../../operations/results.ts';
import type { Explain } from './explainer.ts';

/** A result whose error is explained. */
async function explained<T extends { readonly error: ResultError | null }>(
  result: T,
  explain: Explain,
): Promise<T> {
  return result.error?.needs === undefined ? result : { ...result, error: await explain(result.error) };
}

/** The rows themselves where no error of them is explained, so that the results of thousands of images are not copied. */
async function explainedRows<T extends { readonly error: ResultError | null }>(
  rows: readonly T[],
  explain: Explain,
): Promise<readonly T[]> {
  if (rows.every(({ error }) => error?.needs === undefined)) return rows;
  return Promise.all(rows.map((one) => explained(one, explain)));
}

/** An image with all its errors explained: its own, and those of its platforms, destinations and signatures. */
export async function explainedImage(image: ImageResult, explain: Explain): Promise<ImageResult> {
  const { platforms, destinations, signaturesTo, compared, ...rest } = await explained(image, explain);
  return {
    ...rest,
    platforms: await explainedRows(platforms, explain),
    destinations: await explainedRows(destinations, explain),
    ...(compared ? { compared: await explainedRows(compared, explain) } : {}),
    ...(signaturesTo ? { signaturesTo: await explained(signaturesTo, explain) } : {}),
  };
}
