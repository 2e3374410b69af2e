import { printable } from '../encoding/printable.ts';
import type { Descriptor } from './descriptor.ts';
import { type Digest, digestAlgorithm, digestOf } from './digest.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { MEDIA_TYPES } from './media-types.ts';
import type { ManifestContent, Subject } from './ports.ts';

/** What is found under a referrers tag. */
export interface TagContent {
  readonly entries: readonly Descriptor[];
  /** Those of the index itself. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Whether the tag is answered with the image itself. It may be a tag of somebody, or no tag at all, as at GitLab. */
  readonly isSubject: boolean;
  /** In words, what the tag holds that certainly is no list of referrers. */
  readonly instead?: string;
}

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
 * Reads the content of a referrers tag. What is not an OCI index lists nothing. Whether the entries of an index are referrers
 * at all, only their manifests tell (`refers-to.ts`).
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
