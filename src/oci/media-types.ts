/** Media types of the OCI image spec (media-types.md) and of Docker's schema 2 (manifest-v2-2). */
export const MEDIA_TYPES = {
  ociImage: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  ociEmpty: 'application/vnd.oci.empty.v1+json',
  /** Withdrawn before image-spec 1.1; read, never written. */
  ociArtifact: 'application/vnd.oci.artifact.manifest.v1+json',
  dockerImage: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerSchema1: 'application/vnd.docker.distribution.manifest.v1+json',
  dockerSchema1Signed: 'application/vnd.docker.distribution.manifest.v1+prettyjws',
} as const;

const KINDS = {
  [MEDIA_TYPES.ociImage]: 'image',
  [MEDIA_TYPES.dockerImage]: 'image',
  [MEDIA_TYPES.ociArtifact]: 'image',
  [MEDIA_TYPES.ociIndex]: 'index',
  [MEDIA_TYPES.dockerIndex]: 'index',
} as const;

/** `image` or `index`; `undefined` for what is not a manifest that Sealift reads. */
export function manifestKind(mediaType: string): 'image' | 'index' | undefined {
  return Object.hasOwn(KINDS, mediaType) ? KINDS[mediaType as keyof typeof KINDS] : undefined;
}

export function isSchema1(mediaType: string): boolean {
  return mediaType === MEDIA_TYPES.dockerSchema1 || mediaType === MEDIA_TYPES.dockerSchema1Signed;
}

/** The Accept header of every manifest request: without all of them registries convert or answer 404. */
export const MANIFEST_ACCEPT = Object.keys(KINDS).join(', ');

/** Layers that stay where they are: image-spec "Non-distributable Layers", Docker's foreign layers. */
export function isForeignLayer(mediaType: string): boolean {
  return (
    mediaType.includes('.nondistributable.') ||
    mediaType === 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'
  );
}

/** Of a Content-Type header: lower case, parameters stripped (RFC 9110, 8.3.1). */
export function bareMediaType(contentType: string): string {
  return contentType.split(';', 1)[0]!.trim().toLowerCase();
}
