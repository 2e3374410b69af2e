import { listOf, mapOf, type Read, struct } from '../encoding/go-shape.ts';

/** image-index.md, `platform`, and `features` of Docker's manifest list. */
const PLATFORM = struct({
  architecture: 'text',
  os: 'text',
  'os.version': 'text',
  'os.features': listOf('text'),
  variant: 'text',
  features: listOf('text'),
});

/** image-spec, descriptor.md. */
export const DESCRIPTOR = struct({
  mediaType: 'text',
  digest: 'text',
  size: 'integer',
  urls: listOf('text'),
  annotations: mapOf('text'),
  data: 'bytes',
  platform: PLATFORM,
  artifactType: 'text',
});

/**
 * Manifests of every kind (image-spec manifest.md and image-index.md, Docker's manifest-v2-2, the withdrawn artifact
 * manifest): readers guess the kind by the members that are there, so those of one kind have their meaning in the others.
 */
export const MANIFEST = struct({
  schemaVersion: 'integer',
  mediaType: 'text',
  artifactType: 'text',
  config: DESCRIPTOR,
  layers: listOf(DESCRIPTOR),
  blobs: listOf(DESCRIPTOR),
  manifests: listOf(DESCRIPTOR),
  subject: DESCRIPTOR,
  annotations: mapOf('text'),
});

/** image-layout.md, "oci-layout file". */
export const LAYOUT = struct({ imageLayoutVersion: 'text' });

export type DescriptorMembers = Read<typeof DESCRIPTOR>;
export type ManifestMembers = Read<typeof MANIFEST>;
