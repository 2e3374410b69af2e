import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { parseManifest } from '../../oci/manifest.ts';
import { manifestKind } from '../../oci/media-types.ts';
import type { Blobs } from '../layout/blobs.ts';
import { type IndexDocument, listedDescriptors } from '../layout/index-document.ts';

/** What a manifest names. One that cannot be read names nothing: it was there before, since Sealift puts none. */
async function namedBy({ mediaType, digest }: Descriptor, blobs: Blobs): Promise<readonly Descriptor[]> {
  const bytes = await blobs.read(digest);
  if (bytes === undefined) return [];
  try {
    const { config, layers, manifests } = parseManifest({
      descriptor: { mediaType, digest, size: bytes.length },
      bytes,
    });
    return [...(config ? [config] : []), ...layers, ...manifests];
  } catch (error) {
    if (error instanceof SealiftError) return [];
    throw error;
  }
}

/** The digests of all that index.json leads to: manifests, their children, configs and layers. */
export async function reachable(
  document: IndexDocument,
  blobs: Blobs,
  signal: AbortSignal,
): Promise<ReadonlySet<Digest>> {
  const found = new Set<Digest>();
  const left = [...listedDescriptors(document)];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    signal.throwIfAborted();
    if (found.has(next.digest)) continue;
    found.add(next.digest);
    if (manifestKind(next.mediaType) !== undefined) left.push(...(await namedBy(next, blobs)));
  }
  return found;
}
