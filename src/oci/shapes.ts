import { listOf, mapOf, type Read, struct, unread } from '../encoding/go-shape.ts';

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
const DESCRIPTOR_MEMBERS = {
  mediaType: 'text',
  digest: 'text',
  size: 'integer',
  urls: listOf('text'),
  annotations: mapOf('text'),
  data: 'bytes',
  platform: PLATFORM,
  artifactType: 'text',
} as const;

export const DESCRIPTOR = struct(DESCRIPTOR_MEMBERS);

/**
 * The members of manifests of every kind (image-spec manifest.md and image-index.md, Docker's manifest-v2-2, the withdrawn
 * artifact manifest). Some readers guess the kind by its members, so each member is read by one rule in all kinds.
 */
const MANIFEST_MEMBERS = {
  schemaVersion: 'integer',
  mediaType: 'text',
  artifactType: 'text',
  config: DESCRIPTOR,
  layers: listOf(DESCRIPTOR),
  blobs: listOf(DESCRIPTOR),
  manifests: listOf(DESCRIPTOR),
  subject: DESCRIPTOR,
  annotations: mapOf('text'),
} as const;

export const MANIFEST = struct(MANIFEST_MEMBERS);

const { annotations, data, platform, urls, ...identity } = DESCRIPTOR_MEMBERS;

/** An index that is a list of referrers: of its entries only the members of a descriptor are read. */
export const LIST = struct({
  ...MANIFEST_MEMBERS,
  manifests: listOf(
    struct({
      ...identity,
      annotations: unread(annotations),
      data: unread(data),
      platform: unread(platform),
      urls: unread(urls),
    }),
  ),
});

/** image-layout.md, "oci-layout file". */
export const LAYOUT = struct({ imageLayoutVersion: 'text' });

export type DescriptorMembers = Read<typeof DESCRIPTOR>;
export type ManifestMembers = Read<typeof MANIFEST>;
