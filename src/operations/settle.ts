import { asSealiftError } from '../errors.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { failedImage } from './failed-image.ts';
import type { ImageResult } from './results.ts';

type Patch = Partial<Omit<ImageResult, 'reference' | 'error'>>;

/** The result of one image while it is being worked out. */
export interface Draft {
  /** Keeps what is known so far, for the case that a later step fails. */
  update(patch: Patch): void;
  describe(descriptor: Descriptor): void;
}

/**
 * Runs the work on one image and turns whatever it throws into the image's error, with all that was found out until then:
 * one image's failure never loses another's result. An abort becomes the reason of `signal`.
 */
export async function settle(
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
    return { ...result, status: 'failed', error };
  }
}
