import { readAs } from '../../encoding/read-as.ts';
import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { manifestKind } from '../../oci/media-types.ts';
import { MANIFEST } from '../../oci/shapes.ts';
import type { Blobs } from './blobs.ts';
import { type IndexDocument, listedDescriptors } from './index-document.ts';
import type { Manifests } from './manifests.ts';

/** The member `mediaType` of the bytes; `undefined` when it is not that of a manifest. */
function ownMediaType(bytes: Uint8Array): string | undefined {
  try {
    const { mediaType } = readAs(MANIFEST, bytes, { code: 'manifest_invalid', what: 'content' });
    return mediaType !== undefined && manifestKind(mediaType) !== undefined ? mediaType : undefined;
  } catch (error) {
    if (error instanceof SealiftError) return undefined;
    throw error;
  }
}

/**
 * The descriptor of a manifest that index.json does not list. Its media type is its own, else (OCI manifests may omit it)
 * that of the index which names it. `undefined` when the blob is missing, or neither says that it is a manifest.
 */
export async function describeManifest(
  digest: Digest,
  document: IndexDocument,
  blobs: Blobs,
  scan: Manifests,
  signal: AbortSignal,
): Promise<Descriptor | undefined> {
  const bytes = await blobs.read(digest);
  if (bytes === undefined) return undefined;
  const own = ownMediaType(bytes);
  if (own !== undefined) return { mediaType: own, digest, size: bytes.length };
  for await (const { descriptor } of scan.manifests(listedDescriptors(document), undefined, signal)) {
    if (descriptor.digest === digest) return { mediaType: descriptor.mediaType, digest, size: bytes.length };
  }
  return undefined;
}
