import type { ImageResult, ResultError } from './results.ts';

/**
 * The error of an image itself; `null` where it only sums up what failed at its destinations (`promotion/promote.ts`) or in the
 * repositories that it was compared with (`comparison/compared-error.ts`).
 */
export function ownError({
  error,
  destinations,
  compared = [],
}: Pick<ImageResult, 'error' | 'destinations' | 'compared'>): ResultError | null {
  const isSum = [...destinations, ...compared].some(
    (one) => one.error && one.error.code === error?.code && error.message.endsWith(one.error.message),
  );
  return isSum ? null : error;
}
