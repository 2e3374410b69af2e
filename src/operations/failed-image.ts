import type { ImageResult, ResultError } from './results.ts';

/** An image of which nothing is known yet but why it failed. */
export function failedImage(reference: string, error: ResultError | null): ImageResult {
  return {
    reference,
    digest: null,
    mediaType: null,
    size: null,
    status: 'failed',
    policy: null,
    platforms: [],
    signatures: [],
    identities: [],
    attachments: [],
    leftBehind: [],
    destinations: [],
    error,
  };
}
