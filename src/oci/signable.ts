import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { Descriptor } from './descriptor.ts';
import { isSchema1, MEDIA_TYPES, manifestKind } from './media-types.ts';

/**
 * Refuses to sign a manifest that no promotion could copy, by its media type: signing does not fetch the manifest.
 *
 * @throws SealiftError `manifest_unsupported`.
 */
export function checkSignable({ mediaType, digest }: Descriptor): void {
  if (manifestKind(mediaType) !== undefined) return;
  const what = isSchema1(mediaType) ? 'Docker schema 1' : printable(mediaType);
  throw new SealiftError(
    'manifest_unsupported',
    `${digest} is ${what}: it could be signed and never be promoted`,
    {
      hint: 'Push the image again with a current tool, as an OCI image or Docker schema 2.',
    },
  );
}

/** The most manifests that the warning names. */
const NAMED = 3;

/** The warning about withdrawn artifact manifests, which few registries accept; `undefined` when there are none. */
export function withdrawnWarning(descriptors: readonly Descriptor[]): string | undefined {
  const old = descriptors.filter(({ mediaType }) => mediaType === MEDIA_TYPES.ociArtifact);
  if (old.length === 0) return undefined;
  const named = old.slice(0, NAMED).map(({ digest }) => digest);
  const more = old.length > NAMED ? ` and ${old.length - NAMED} more` : '';
  return `${named.join(', ')}${more}: an OCI artifact manifest, which was withdrawn before OCI 1.1; most registries refuse it, so that a promotion will fail there`;
}
