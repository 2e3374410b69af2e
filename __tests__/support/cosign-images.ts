import type { Descriptor } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { type DigestTagSuffix, digestTagOf } from '../../src/oci/digest-tags/digest-tag.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import type { ManifestContent, TargetStore } from '../../src/oci/ports.ts';
import { type Built, content, push } from './images.ts';

const TYPES = {
  sig: 'application/vnd.dev.cosign.simplesigning.v1+json',
  att: 'application/vnd.dsse.envelope.v1+json',
  sbom: 'text/spdx+json',
} as const;

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** One layer: what it holds, and what its annotation says. Two signatures of one image have the same payload. */
export interface CosignLayer {
  readonly payload: string;
  readonly signature?: string;
}

/** An artifact as cosign puts it under a digest tag (cosign, SIGNATURE_SPEC.md). */
export function cosignImage(
  suffix: DigestTagSuffix,
  layers: readonly CosignLayer[],
  more: Readonly<Record<string, unknown>> = {},
): Built {
  const blobs = layers.map(({ payload }) => {
    const bytes = encode({ payload });
    return {
      descriptor: { mediaType: TYPES[suffix] as string, digest: digestOf(bytes), size: bytes.length },
      bytes,
    };
  });
  const configBytes = encode({
    rootfs: { type: 'layers', diff_ids: blobs.map(({ descriptor }) => descriptor.digest) },
  });
  const config = {
    descriptor: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: digestOf(configBytes),
      size: configBytes.length,
    },
    bytes: configBytes,
  };
  const body = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociImage,
    config: config.descriptor,
    layers: blobs.map(({ descriptor }, at) => {
      const { signature } = layers[at]!;
      return signature === undefined
        ? descriptor
        : { ...descriptor, annotations: { 'dev.cosignproject.cosign/signature': signature } };
    }),
    ...more,
  };
  return { manifest: content(MEDIA_TYPES.ociImage, encode(body)), blobs: [config, ...blobs], children: [] };
}

/** Puts an artifact under the digest tag of `subject`. */
export async function attachByTag(
  store: TargetStore,
  subject: Pick<Descriptor, 'digest'>,
  suffix: DigestTagSuffix,
  built: Built,
): Promise<{ readonly tag: string; readonly manifest: ManifestContent }> {
  const tag = digestTagOf(subject.digest, suffix)!;
  await push(store, built, tag);
  return { tag, manifest: built.manifest };
}
