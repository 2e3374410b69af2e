import type { ImageResult, ResultError } from '../../operations/results.ts';
import type { Explain } from './explainer.ts';

/** A result whose error is explained. */
async function explained<T extends { readonly error: ResultError | null }>(
  result: T,
  explain: Explain,
): Promise<T> {
  return result.error?.needs === undefined ? result : { ...result, error: await explain(result.error) };
}

/** An image with all its errors explained: its own, and those of its platforms, destinations and signatures. */
export async function explainedImage(image: ImageResult, explain: Explain): Promise<ImageResult> {
  const { platforms, destinations, signaturesTo, compared, ...rest } = await explained(image, explain);
  return {
    ...rest,
    platforms: await Promise.all(platforms.map((one) => explained(one, explain))),
    destinations: await Promise.all(destinations.map((one) => explained(one, explain))),
    ...(compared ? { compared: await Promise.all(compared.map((one) => explained(one, explain))) } : {}),
    ...(signaturesTo ? { signaturesTo: await explained(signaturesTo, explain) } : {}),
  };
}
