import { NOTARY_ARTIFACT_TYPE } from '../artifact-type.ts';
import type { Descriptor } from '../descriptor.ts';
import { MEDIA_TYPES } from '../media-types.ts';

/**
 * Whether readers can read the manifest of an entry as what its artifact type says. A reader of signatures ends at one of another
 * type of manifest, or without exactly one envelope (notation-go, registry/repository.go, `getSignatureBlobDesc`).
 */
export function isReadable(
  { artifactType, mediaType }: Pick<Descriptor, 'artifactType' | 'mediaType'>,
  layers: readonly Descriptor[],
): boolean {
  if (artifactType !== NOTARY_ARTIFACT_TYPE) return true;
  return (mediaType === MEDIA_TYPES.ociImage || mediaType === MEDIA_TYPES.ociArtifact) && layers.length === 1;
}
