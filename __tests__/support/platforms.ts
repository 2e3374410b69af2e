import type { Platform } from '../../src/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import { attached, type Built, content, image } from './images.ts';

/** One entry of an index. */
export interface Entry {
  readonly built: Built;
  readonly platform?: Platform;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** `linux/arm/v7` as an index has it. */
export function platformOf(text: string): Platform {
  const [os = '', architecture = '', variant] = text.split('/');
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}

/** An index with exactly these entries. */
export function indexOf(entries: readonly Entry[]): Built {
  const manifests = entries.map(({ built, platform, annotations }) => ({
    ...built.manifest.descriptor,
    ...(platform ? { platform } : {}),
    ...(annotations ? { annotations } : {}),
  }));
  const body = JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests });
  const manifest = content(MEDIA_TYPES.ociIndex, Buffer.from(body));
  return { manifest, blobs: [], children: entries.map(({ built }) => built) };
}

/** An image of a platform. */
export const imageFor = (text: string): Entry => ({
  built: image({ seed: text, layers: 1 }),
  platform: platformOf(text),
});

/** What BuildKit attests of a child. */
export function attestationOf({ built }: Entry): Entry {
  const { digest } = built.manifest.descriptor;
  return {
    built: image({ seed: `attestation of ${digest}`, layers: 1 }),
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: {
      'vnd.docker.reference.digest': digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    },
  };
}

/** Something attached to an entry. */
export const noteOn = ({ built }: Entry, text = 'note'): Built =>
  attached(built.manifest.descriptor, 'application/vnd.example.note', text);
