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

/** What an index under the referrers tag lists, as regctl writes it into layouts. */
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
 * What claims to refer to `subject`: every manifest that index.json leads to and that names it (`index`), as notation and
 * oras read a layout, then what only an index under the referrers tag lists (`tag`). All of it is at hand, so both are
 * read whatever the query prefers.
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
  // To the end before anything is believed: whether others can open the layout must not hang on the order of its entries.
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
    // The manifest itself says what it is; the list counts only where the manifest is gone.
    const descriptor = (await reading.scan.one(listed))?.descriptor ?? listed;
    if (isWanted(descriptor)) yield { descriptor, foundIn: 'tag' };
  }
}
