import { printable } from '../../encoding/printable.ts';
import { type Digest, digestAlgorithm, digestOf } from '../../oci/digest.ts';
import { type Manifest, parseManifest } from '../../oci/manifest.ts';
import { MEDIA_TYPES } from '../../oci/media-types.ts';
import type { ManifestContent, Subject } from '../../oci/ports.ts';
import type { TagState } from './registry-list.ts';

/** What a referrers tag holds: its entries, or why it is no list of referrers. */
export type TagContent = Pick<TagState, 'entries' | 'annotations' | 'isSubject' | 'instead'>;

const NOTHING: TagContent = { entries: [], annotations: {}, isSubject: false };

/** The tag holds something of a type that nobody here reads. */
export const UNREADABLE: TagContent = { ...NOTHING, instead: 'content of a type that Sealift does not read' };

/**
 * Why an index is somebody's artifact: a list of referrers is an index that has entries and nothing else (distribution-spec,
 * "Referrers Tag Schema").
 */
function artifactOf({ artifactType, subject, manifests, annotations }: Manifest): string | undefined {
  if (subject) return 'an index that is attached to another manifest';
  if (artifactType !== undefined) return `an artifact of type ${printable(artifactType)}`;
  if (manifests.length === 0 && Object.keys(annotations).length > 0) return 'an empty index with annotations';
  return undefined;
}

function isOf(digest: Digest, bytes: Uint8Array): boolean {
  return digestOf(bytes, digestAlgorithm(digest)) === digest;
}

/**
 * Reads the content of a referrers tag. What is not an OCI index lists nothing. Its manifests have to be asked whether they
 * refer to the subject at all (`tag-owner.ts`).
 *
 * @throws SealiftError `manifest_invalid` for an index that cannot be read.
 */
export function tagContent(content: ManifestContent | undefined, { digest }: Subject): TagContent {
  if (!content) return NOTHING;
  const { bytes, descriptor } = content;
  if (isOf(digest, bytes)) return { ...NOTHING, isSubject: true };
  const { mediaType } = descriptor;
  if (mediaType !== MEDIA_TYPES.ociIndex)
    return { ...NOTHING, instead: `a manifest of type ${printable(mediaType)}` };
  const manifest = parseManifest(content, 'kept');
  const { manifests: entries, annotations } = manifest;
  const instead = artifactOf(manifest);
  return { entries, annotations, isSubject: false, ...(instead === undefined ? {} : { instead }) };
}
