import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { Digest } from '../../oci/digest.ts';
import { formatReference, parseReference } from '../../oci/reference.ts';

/**
 * Adds the digest of a build to a reference, so that the built image is used even if its tag has moved.
 *
 * @param of says where the digest comes from.
 * @throws SealiftError for a text that is no reference, and for one with another digest.
 */
export function pin(text: string, digest: Digest, of: string): string {
  const reference = parseReference(text);
  if (reference.digest !== undefined && reference.digest !== digest) {
    throw new SealiftError('usage', `${printable(text, 600)} has another digest than ${of}`, {
      hint: 'Give the digest once.',
    });
  }
  return formatReference({ ...reference, digest });
}
