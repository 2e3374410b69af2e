import { asSealiftError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { failedImage } from './failed-image.ts';
import type { ImageResult } from './results.ts';

type Patch = Partial<Omit<ImageResult, 'reference' | 'error'>>;

/** The unfinished result of one image. */
export interface Draft {
  /** Adds what is known so far, so that the result has it when a later step fails. */
  update(patch: Patch): void;
  describe(descriptor: Descriptor): void;
}

/**
 * Runs the work on one image and returns its result. An error becomes the error of this image, beside everything that the
 * draft has, so that the results of other images are not lost. After an abort the reason of `signal` is the error.
 */
export async function imageResult(
  reference: string,
  signal: AbortSignal,
  work: (draft: Draft) => Promise<void>,
): Promise<ImageResult> {
  let result = failedImage(reference, null);
  const update = (patch: Patch): void => {
    result = { ...result, ...patch };
  };
  try {
    signal.throwIfAborted();
    await work({ update, describe: ({ digest, mediaType, size }) => update({ digest, mediaType, size }) });
    return result;
  } catch (thrown) {
    const error = asSealiftError(signal.aborted ? signal.reason : thrown).toJSON();
    const isSomewhere = result.destinations.some(({ status }) => status !== 'failed');
    return { ...result, status: isSomewhere ? 'partial' : 'failed', error };
  }
}
