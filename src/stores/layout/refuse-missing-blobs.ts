import { parseManifest } from '../../oci/manifest.ts';
import { isForeignLayer } from '../../oci/media-types.ts';
import type { ManifestContent } from '../../oci/ports.ts';
import { UnknownPart } from '../../oci/unknown-part.ts';
import type { Blobs } from './blobs.ts';

/**
 * Looks for the blobs of a manifest before a tag is pointed at it. A registry does so whenever it is given a manifest; in a folder
 * nobody else does. Children may be absent: an index may name platforms that were never copied.
 *
 * @throws UnknownPart when a blob is not there in its whole length.
 */
export async function refuseMissingBlobs(
  content: ManifestContent,
  blobs: Blobs,
  name: string,
): Promise<void> {
  const { config, layers } = parseManifest(content);
  const kept = layers.filter(({ mediaType }) => !isForeignLayer(mediaType));
  const { digest } = content.descriptor;
  for (const part of [...(config ? [config] : []), ...kept]) {
    if (await blobs.hasLength(part)) continue;
    throw new UnknownPart(digest, `${name} does not hold ${part.digest} whole, which ${digest} names`);
  }
}
