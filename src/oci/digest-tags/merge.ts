import { readAs } from '../../encoding/read-as.ts';
import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../descriptor.ts';
import { digestOf } from '../digest.ts';
import { MANIFEST_LIMIT } from '../limits.ts';
import { type Manifest, parseManifest } from '../manifest.ts';
import { MEDIA_TYPES } from '../media-types.ts';
import type { ManifestContent } from '../ports.ts';
import { UNFIT } from '../referrers.ts';
import { MANIFEST, type ManifestMembers } from '../shapes.ts';
import type { DigestTag } from './digest-tag.ts';

/** What a digest tag is called, and where. */
export interface DigestTagPlace extends Pick<DigestTag, 'tag' | 'suffix'> {
  /** The store, as a user writes it. */
  readonly name: string;
}

function conflict({ name, tag }: DigestTagPlace, reason: string): SealiftError {
  return new SealiftError('attachment_conflict', `the tag ${tag} of ${name} ${reason}`);
}

/**
 * Everything of an entry that cosign reads. The payload of two signatures may be the same, and the signature itself is an annotation
 * of the layer (SIGNATURE_SPEC.md, "Signature"), so that a digest alone does not tell two signatures apart.
 */
function entryOf({ mediaType, digest, size, annotations = {} }: Descriptor): string {
  const sorted = Object.entries(annotations).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([mediaType, digest, size, sorted]);
}

/** The members of a manifest, also those that no specification names, to be written again. */
function membersOf({ bytes, descriptor }: ManifestContent): ManifestMembers {
  return readAs(MANIFEST, bytes, { code: 'manifest_invalid', what: `manifest ${descriptor.digest}` }, 'kept');
}

/** An image manifest that is a list of layers and nothing else, as cosign's are; `undefined` for others. */
function readable(content: ManifestContent): Manifest | undefined {
  try {
    const manifest = parseManifest(content);
    const isList = manifest.kind === 'image' && manifest.mediaType !== MEDIA_TYPES.ociArtifact;
    return isList && manifest.subject === undefined ? manifest : undefined;
  } catch (error) {
    if (error instanceof SealiftError && UNFIT.has(error.code)) return undefined;
    throw error;
  }
}

/** `there` with further layers behind its own. Its config stays, as cosign reads the layers alone. */
function withLayers(
  there: ManifestContent,
  more: readonly unknown[],
  place: DigestTagPlace,
): ManifestContent {
  const { mediaType } = there.descriptor;
  const members = membersOf(there);
  const bytes = new TextEncoder().encode(
    JSON.stringify({ ...members, layers: [...(members.layers ?? []), ...more] }),
  );
  if (bytes.length > MANIFEST_LIMIT) {
    throw new SealiftError(
      'content_too_large',
      `the manifest under the tag ${place.tag} of ${place.name} would be over 4 MiB with what is to be added`,
    );
  }
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes };
}

/**
 * What a digest tag has to hold so that nothing is lost of what is carried and of what is there: signatures and attestations are
 * the layers of their manifest, which are united. Where one side has all layers of the other, its bytes are taken as received.
 *
 * @param there what the tag holds; the result is this very object where nothing is to be written.
 * @throws SealiftError `attachment_conflict` where an SBOM differs, or where one side is no list of layers; `content_too_large`.
 */
export function mergeDigestTag(
  place: DigestTagPlace,
  carried: ManifestContent,
  there: ManifestContent | undefined,
): ManifestContent {
  if (there === undefined) return carried;
  if (there.descriptor.digest === carried.descriptor.digest) return there;
  if (place.suffix === 'sbom') {
    throw conflict(
      place,
      `holds another SBOM, ${there.descriptor.digest}, than that of the source, ${carried.descriptor.digest}`,
    );
  }
  const [own, theirs] = [readable(carried), readable(there)];
  if (!own)
    throw conflict(place, `is taken, and what the source has there is no list of layers to be added to it`);
  if (!theirs || theirs.artifactType !== own.artifactType)
    throw conflict(place, `holds ${there.descriptor.digest}, which is nothing that cosign put there`);
  const held = new Set(theirs.layers.map(entryOf));
  const added = own.layers.map(entryOf);
  if (added.every((one) => held.has(one))) return there;
  const carries = new Set(added);
  if ([...held].every((one) => carries.has(one))) return carried;
  return withLayers(
    there,
    (membersOf(carried).layers ?? []).filter((_, at) => !held.has(added[at]!)),
    place,
  );
}
