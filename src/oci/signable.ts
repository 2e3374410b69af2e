import { printable } from '../encoding/printable.ts';
import { SealiftError } from '../errors.ts';
import type { Descriptor } from './descriptor.ts';
import { isSchema1, MEDIA_TYPES, manifestKind } from './media-types.ts';

/**
 * What no promotion can ever carry is not signed either. The media type is all that is known of a manifest that is not
 * fetched.
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

/** As many are named. */
const NAMED = 3;

/** What to say of manifests that few registries take any more; `undefined` when there is none. */
export function withdrawnWarning(descriptors: readonly Descriptor[]): string | undefined {
  const old = descriptors.filter(({ mediaType }) => mediaType === MEDIA_TYPES.ociArtifact);
  if (old.length === 0) return undefined;
  const named = old.slice(0, NAMED).map(({ digest }) => digest);
  const more = old.length > NAMED ? ` and ${old.length - NAMED} more` : '';
  return `${named.join(', ')}${more}: an OCI artifact manifest, which was withdrawn before OCI 1.1; most registries refuse it, so that a promotion will fail there`;
}
