import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { type Digest, isDigest } from '../oci/digest.ts';
import { formatReference, parseReference } from '../oci/reference.ts';
import type { Problems } from '../options/problems.ts';

/** Adds the digest of the build to every image, so that the built image is used even if its tag has moved. */
function pin(line: string, digest: Digest): string {
  const reference = parseReference(line);
  if (reference.digest !== undefined && reference.digest !== digest) {
    throw new SealiftError('usage', `${printable(line, 600)} has another digest than the input digest`, {
      hint: 'Give the digest once.',
    });
  }
  return formatReference({ ...reference, digest });
}

/** The images that the inputs `images` and `digest` name. An empty list is an error, so that the step does not pass. */
export async function pinnedImages(
  images: readonly string[],
  digests: readonly string[],
  problems: Problems,
): Promise<readonly string[]> {
  if (images.length === 0) {
    problems.add(
      'usage',
      'the input images names no image',
      'Write one reference per line; an empty output of an earlier step ends here.',
    );
  }
  const [digest, another] = digests;
  if (digest === undefined) return images;
  if (another !== undefined || !isDigest(digest)) {
    problems.add(
      'usage',
      `the input digest is not one digest: ${quotable(digests.join(' '))}`,
      'Write sha256:HEX, the output of the build step.',
    );
    return images;
  }
  const pinned = await Promise.all(images.map((line) => problems.try(() => pin(line, digest))));
  return pinned.filter((one) => one !== undefined);
}
