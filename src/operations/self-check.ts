import { SealiftError } from '../errors.ts';
import { openEnvelope } from '../notation/envelope/open.ts';
import type { OpenedEnvelope } from '../notation/envelope/opened.ts';
import { type Descriptor, sameContent } from '../oci/descriptor.ts';
import { ENVELOPE_LIMIT } from '../oci/limits.ts';

/**
 * Opens a new envelope as a reader would, before anything is pushed: whoever made it may answer with anything.
 *
 * @throws SealiftError `self_check_failed`.
 */
export async function checkedEnvelope(
  bytes: Uint8Array,
  mediaType: string,
  target: Descriptor,
): Promise<OpenedEnvelope> {
  if (bytes.length > ENVELOPE_LIMIT) {
    throw new SealiftError(
      'content_too_large',
      `the new signature of ${target.digest} has ${bytes.length} bytes, and no verifier reads over ${ENVELOPE_LIMIT}`,
      { hint: 'Sign less metadata along, or a shorter chain.' },
    );
  }
  const envelope = await openEnvelope(bytes, mediaType).catch((error: unknown) => {
    const reason = error instanceof SealiftError ? error.message : String(error);
    throw new SealiftError(
      'self_check_failed',
      `the new signature of ${target.digest} does not hold: ${reason}`,
      {
        cause: error,
      },
    );
  });
  if (!sameContent(envelope.target, target)) {
    throw new SealiftError('self_check_failed', `the new signature is not for ${target.digest}`);
  }
  return envelope;
}
