import type { ImageResult, ResultError } from './results.ts';

/** The error of an image itself; `null` where it only sums up what failed at its destinations (`promotion/promote.ts`). */
export function ownError({
  error,
  destinations,
}: Pick<ImageResult, 'error' | 'destinations'>): ResultError | null {
  const isSum = destinations.some(
    (one) => one.error && one.error.code === error?.code && error.message.endsWith(one.error.message),
  );
  return isSum ? null : error;
}
