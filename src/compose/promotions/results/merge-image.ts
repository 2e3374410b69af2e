import type { ImageResult, ImageStatus } from '../../../operations/results.ts';
import { hasFailed } from '../../run-result.ts';

/**
 * Of images that are done, the status of the whole is the first of these that one of its parts has. What nobody has judged is never
 * hidden behind what somebody has.
 */
const DONE: readonly ImageStatus[] = ['unverified', 'promoted', 'planned', 'unchanged', 'kept'];

function mergedStatus(a: ImageResult, b: ImageResult): ImageStatus {
  if (a.status === b.status) return a.status;
  if (hasFailed(a) || hasFailed(b)) return 'partial';
  return DONE.find((status) => a.status === status || b.status === status) ?? a.status;
}

/** One image that two shards have promoted, each to destinations of its own. The source was read and judged by both. */
export function mergeImage(a: ImageResult, b: ImageResult): ImageResult {
  return {
    ...(hasFailed(a) && !hasFailed(b) ? b : a),
    status: mergedStatus(a, b),
    destinations: [...a.destinations, ...b.destinations],
    error: a.error ?? b.error,
  };
}

/** The outcome of an image without its evidence, where all results together are too long to keep. */
export function slimImage(image: ImageResult): ImageResult {
  const { reference, digest, mediaType, size, status, destinations, error } = image;
  const failed = destinations.find((one) => one.error !== null)?.error ?? null;
  return {
    ...{ reference, digest, mediaType, size, status },
    ...{ policy: null, platforms: [], signatures: [], identities: [], attachments: [], leftBehind: [] },
    destinations: [],
    error: error ?? failed,
  };
}
