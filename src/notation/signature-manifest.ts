import { goJson, sortedMembers } from '../encoding/go-json.ts';
import { formatTime } from '../encoding/rfc3339.ts';
import { SealiftError } from '../errors.ts';
import { NOTARY_ARTIFACT_TYPE } from '../oci/artifact-type.ts';
import { type Descriptor, plainDescriptor } from '../oci/descriptor.ts';
import { type Digest, digestOf } from '../oci/digest.ts';
import { ENVELOPE_LIMIT } from '../oci/limits.ts';
import { artifactTypeOf, type Manifest } from '../oci/manifest.ts';
import { MEDIA_TYPES } from '../oci/media-types.ts';
import type { ManifestContent } from '../oci/ports.ts';
import type { Certificate } from '../pki/certificate.ts';

export const EMPTY_CONFIG_BYTES: Uint8Array = new TextEncoder().encode('{}');

/** The config of a signature manifest: the two bytes `{}`. Its media type is the artifact type, as notation 1.3 writes it. */
export const EMPTY_CONFIG: Descriptor = {
  mediaType: NOTARY_ARTIFACT_TYPE,
  digest: 'sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' as Digest,
  size: EMPTY_CONFIG_BYTES.length,
};

const THUMBPRINTS = 'io.cncf.notary.x509chain.thumbprint#S256';
const CREATED = 'org.opencontainers.image.created';

export interface SignatureManifestRequest {
  /** The signed manifest, exactly as it was resolved. */
  readonly subject: Descriptor;
  readonly envelope: Descriptor;
  readonly chain: readonly Certificate[];
  readonly signingTime: Date;
  /** Annotations of the plugin that made the envelope. Those that the specification demands override them. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * The manifest that holds an envelope (signature-specification.md, "Storage"), in the form of notation 1.3: config media
 * type instead of artifactType, which every reader knows, layouts included.
 */
export function buildSignatureManifest({
  subject,
  envelope,
  chain,
  signingTime,
  annotations = {},
}: SignatureManifestRequest): ManifestContent {
  const bytes = goJson({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociImage,
    config: plainDescriptor(EMPTY_CONFIG),
    layers: [plainDescriptor(envelope)],
    subject: plainDescriptor(subject),
    annotations: sortedMembers({
      ...annotations,
      // The value is JSON in a string; notation writes the digests in lower case.
      [THUMBPRINTS]: JSON.stringify(chain.map(({ thumbprint }) => thumbprint)),
      [CREATED]: formatTime(signingTime),
    }),
  });
  return {
    descriptor: { mediaType: MEDIA_TYPES.ociImage, digest: digestOf(bytes), size: bytes.length },
    bytes,
  };
}

/** Whether a manifest is a signature in one of its forms: artifactType, config media type, or the withdrawn artifact manifest. */
export function isSignatureManifest(manifest: Manifest): boolean {
  return manifest.kind === 'image' && artifactTypeOf(manifest) === NOTARY_ARTIFACT_TYPE;
}

/**
 * Whether a signature claims to be under a certificate, or does not say under which it is. Nobody vouches for it, so it only tells
 * which envelopes need not be opened.
 */
export function mayBeUnder(
  { annotations }: Manifest,
  { thumbprint }: Pick<Certificate, 'thumbprint'>,
): boolean {
  return annotations[THUMBPRINTS]?.toLowerCase().includes(thumbprint) ?? true;
}

/**
 * The envelope's descriptor in a signature manifest.
 *
 * @throws SealiftError `signature_manifest_invalid` unless it is a signature with exactly one envelope of at most 4 MiB.
 */
export function envelopeOf(manifest: Manifest): Descriptor {
  const refuse = (reason: string) =>
    new SealiftError('signature_manifest_invalid', `the signature manifest ${reason}`);
  if (!isSignatureManifest(manifest)) throw refuse('is not of the Notary Project');
  const { ociImage, ociArtifact } = MEDIA_TYPES;
  if (manifest.mediaType !== ociImage && manifest.mediaType !== ociArtifact) {
    throw refuse(`is of the type ${manifest.mediaType}, which holds no signatures`);
  }
  const hasArtifactType = manifest.artifactType !== undefined && manifest.config !== undefined;
  if (hasArtifactType && ![MEDIA_TYPES.ociEmpty, NOTARY_ARTIFACT_TYPE].includes(manifest.config.mediaType)) {
    throw refuse('has a config that is not empty');
  }
  const [envelope, ...more] = manifest.layers;
  if (envelope === undefined || more.length > 0)
    throw refuse(`has ${manifest.layers.length} envelopes instead of one`);
  if (envelope.size > ENVELOPE_LIMIT)
    throw refuse(`has an envelope of ${envelope.size} bytes, the limit is ${ENVELOPE_LIMIT}`);
  return envelope;
}
