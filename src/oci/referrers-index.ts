import { type ErrorContext, errorIn } from '../encoding/error-context.ts';
import { SealiftError } from '../errors.ts';
import type { Descriptor } from './descriptor.ts';
import { type Digest, digestAlgorithm, digestHex, digestOf } from './digest.ts';
import { describes } from './discovery/discover.ts';
import { MANIFEST_LIMIT } from './limits.ts';
import { artifactTypeOf, type Manifest, parseList, parseManifest } from './manifest.ts';
import { MEDIA_TYPES } from './media-types.ts';
import type { ManifestContent } from './ports.ts';

/**
 * The tag that stands in for the Referrers API (distribution-spec, "Referrers Tag Schema"): algorithm and encoded part,
 * the latter cut to 64 characters.
 */
export function referrersTag(subject: Digest): string {
  return `${digestAlgorithm(subject).slice(0, 32)}-${digestHex(subject).slice(0, 64)}`;
}

const REFERRERS_TAG = /^(?:sha256|sha512)-[0-9a-f]{64}$/;
/** Digest tags too: they are referrers tags with a suffix, `sha256-HEX.sig`. */
const NAMED_AFTER_DIGEST = /^(?:sha256|sha512)-[0-9a-f]{64}/;

/** Whether readers look under this tag for the referrers of some manifest, where there is no Referrers API. */
export function isReferrersTag(tag: string): boolean {
  return REFERRERS_TAG.test(tag);
}

/** The remedy where a tag would hide a list of referrers. */
export const HIDING_HINT =
  'Nothing was written. Promote to a tag of another form, or by digest, which needs no tag: REGISTRY/REPOSITORY@DIGEST.';

/** Whether signatures may be found by this tag: it is a referrers tag or a digest tag, or begins as one. */
export function isNamedAfterDigest(tag: string): boolean {
  return NAMED_AFTER_DIGEST.test(tag);
}

/**
 * The entry of a manifest in a list of referrers, with its annotations and its artifact type (distribution-spec, "Listing
 * Referrers"). notation finds no signature without the type.
 */
export function referrerDescriptor(content: ManifestContent): Descriptor {
  const manifest = parseManifest(content);
  const { mediaType, digest, size } = content.descriptor;
  const artifactType = artifactTypeOf(manifest);
  return {
    mediaType,
    digest,
    size,
    ...(Object.keys(manifest.annotations).length > 0 ? { annotations: manifest.annotations } : {}),
    ...(artifactType === '' ? {} : { artifactType }),
  };
}

/**
 * Reads an answer of the Referrers API or the content of a referrers tag: an OCI image index, nothing else.
 *
 * @param members says which members of the entries are read: all of a list that may be written again, else a descriptor's.
 */
export function parseReferrersIndex(
  content: ManifestContent,
  what: string,
  members: 'all' | 'identity',
): readonly Descriptor[] {
  const context: ErrorContext = { code: 'manifest_invalid', what };
  if (content.descriptor.mediaType !== MEDIA_TYPES.ociIndex)
    throw errorIn(context, 'is not an OCI image index');
  return members === 'all' ? parseManifest(content, 'kept').manifests : parseList(content);
}

/**
 * Merges `added` into the entries of an index. Entries that are there keep their order and all their members; of duplicates
 * one stays. An entry of an added digest that describes it wrongly is left out. `changed` is `false` when the entries are the
 * same as before.
 *
 * @param annotations those of the index itself, which stay as well.
 * @throws SealiftError `content_too_large` when the index would be over 4 MiB.
 */
export function mergeReferrers(
  current: readonly Descriptor[],
  added: readonly Descriptor[],
  annotations: Manifest['annotations'] = {},
): { readonly content: ManifestContent; readonly changed: boolean } {
  const merged = new Map<string, Descriptor>();
  const own = new Map(added.map((one) => [one.digest, one]));
  const isRight = (entry: Descriptor): boolean => {
    const ours = own.get(entry.digest);
    return ours === undefined || describes(entry, ours);
  };
  for (const descriptor of [...current.filter(isRight), ...added]) {
    const { mediaType, digest, size, artifactType = '' } = descriptor;
    const content = `${mediaType} ${digest} ${size} ${artifactType}`;
    if (!merged.has(content)) merged.set(content, descriptor);
  }
  const manifests = [...merged.values()];
  const kept = Object.keys(annotations).length === 0 ? {} : { annotations };
  const body = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests, ...kept };
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  if (bytes.length > MANIFEST_LIMIT) {
    throw new SealiftError('content_too_large', 'the referrers index of this image would be over 4 MiB', {
      hint: 'Nothing was pushed. Use a registry with the Referrers API, whose lists have no such limit; `sealift list` shows what is attached.',
    });
  }
  return {
    content: {
      descriptor: { mediaType: MEDIA_TYPES.ociIndex, digest: digestOf(bytes), size: bytes.length },
      bytes,
    },
    changed: manifests.length !== current.length || manifests.some((one, at) => one !== current[at]),
  };
}
