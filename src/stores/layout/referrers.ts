import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import { MEDIA_TYPES } from '../../oci/media-types.ts';
import type { ReferrerEntry, ReferrerQuery, Subject } from '../../oci/ports.ts';
import { parseReferrersIndex, referrersTag } from '../../oci/referrers-index.ts';
import type { Blobs } from './blobs.ts';
import type { IndexDocument } from './index-document.ts';
import type { Manifests } from './manifests.ts';

interface Reading {
  readonly blobs: Blobs;
  readonly scan: Manifests;
}

/** The referrers that an index under the referrers tag lists; regctl writes such indexes into layouts. */
async function taggedReferrers(tagged: readonly Descriptor[], { blobs }: Reading): Promise<Descriptor[]> {
  const lists: Descriptor[] = [];
  for (const descriptor of tagged) {
    const bytes = await blobs.read(descriptor.digest);
    if (bytes === undefined) continue;
    lists.push(
      ...parseReferrersIndex({ descriptor, bytes }, `the referrers tag ${descriptor.digest}`, 'identity'),
    );
  }
  return lists;
}

/**
 * Lists the referrers of `subject`: first the manifests below index.json that name it (`index`), as notation and oras read a
 * layout, then those that only an index under the referrers tag lists (`tag`). Both are local, so both are read whatever the
 * query prefers.
 */
export async function* layoutReferrers(
  { entries }: IndexDocument,
  subject: Subject,
  { artifactType }: ReferrerQuery,
  reading: Reading,
  signal: AbortSignal,
): AsyncGenerator<ReferrerEntry> {
  const fallback = referrersTag(subject.digest);
  const roots: Descriptor[] = [];
  const tagged: Descriptor[] = [];
  for (const { descriptor, refName } of entries) {
    if (!descriptor) continue;
    // A user may have tagged an image so, by its own digest for example; that is no list.
    const isList =
      refName === fallback &&
      descriptor.mediaType === MEDIA_TYPES.ociIndex &&
      descriptor.digest !== subject.digest;
    (isList ? tagged : roots).push(descriptor);
  }
  const isWanted = (descriptor: Descriptor): boolean =>
    artifactType === undefined || descriptor.artifactType === artifactType;

  const seen = new Set<Digest>();
  // The scan ends before the first referrer is returned: a manifest that stops other programs is refused wherever it is listed.
  for (const links of await Array.fromAsync(reading.scan.manifests(roots, subject.digest, signal))) {
    const { descriptor } = links;
    if (links.subject?.digest !== subject.digest || seen.has(descriptor.digest)) continue;
    seen.add(descriptor.digest);
    if (isWanted(descriptor)) yield { descriptor, foundIn: 'index' };
  }
  for (const listed of await taggedReferrers(tagged, reading)) {
    signal.throwIfAborted();
    if (seen.has(listed.digest)) continue;
    seen.add(listed.digest);
    // The descriptor comes from the manifest itself, and from the list only where the manifest is missing.
    const descriptor = (await reading.scan.one(listed))?.descriptor ?? listed;
    if (isWanted(descriptor)) yield { descriptor, foundIn: 'tag' };
  }
}
