/** Media types of the OCI image spec (media-types.md) and of Docker's schema 2 (manifest-v2-2). */
export const MEDIA_TYPES = {
  ociImage: 'application/vnd.oci.image.manifest.v1+json',
  ociIndex: 'application/vnd.oci.image.index.v1+json',
  ociEmpty: 'application/vnd.oci.empty.v1+json',
  /** The artifact manifest, withdrawn before image-spec 1.1. Sealift reads it and never makes one. */
  ociArtifact: 'application/vnd.oci.artifact.manifest.v1+json',
  /** The index of Notary's prototype of 2020 (nv2), which holds a signature. Sealift reads the signature, and no such index as an image. */
  prototypeIndex: 'application/vnd.oci.image.index.v2+json',
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

/** The kind of manifest that a media type names; `undefined` for one that Sealift does not read. */
export function manifestKind(mediaType: string): 'image' | 'index' | undefined {
  return Object.hasOwn(KINDS, mediaType) ? KINDS[mediaType as keyof typeof KINDS] : undefined;
}

export function isSchema1(mediaType: string): boolean {
  return mediaType === MEDIA_TYPES.dockerSchema1 || mediaType === MEDIA_TYPES.dockerSchema1Signed;
}

/** The Accept header of every manifest request. Registries convert a manifest, or answer 404, when its type is missing. */
export const MANIFEST_ACCEPT = [...Object.keys(KINDS), MEDIA_TYPES.prototypeIndex].join(', ');

/** Whether a layer must not be pushed (image-spec, "Non-distributable Layers"; Docker calls such layers foreign). */
export function isForeignLayer(mediaType: string): boolean {
  return (
    mediaType.includes('.nondistributable.') ||
    mediaType === 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip'
  );
}

/** Whether a config is that of a container image (image-spec, config.md; Docker's manifest-v2-2). */
export function isImageConfig(mediaType: string): boolean {
  return /^application\/vnd\.(oci\.image\.config\.v1|docker\.container\.image\.v1)\+json$/.test(mediaType);
}

/** The media type of a Content-Type header in lower case and without parameters (RFC 9110, 8.3.1). */
export function bareMediaType(contentType: string): string {
  return contentType.split(';', 1)[0]!.trim().toLowerCase();
}
