import { type Descriptor, plainDescriptor } from '../../oci/descriptor.ts';
import { MEDIA_TYPES } from '../../oci/media-types.ts';
import type { ManifestContent } from '../../oci/ports.ts';
import { mergeReferrers, parseReferrersIndex, referrersTag } from '../../oci/referrers-index.ts';
import type { Blobs } from './blobs.ts';
import { type IndexDocument, REF_NAME } from './index-document.ts';
import type { Manifests } from './manifests.ts';

interface Reading {
  readonly blobs: Blobs;
  readonly scan: Manifests;
}

/** The entries of the list that is there; `undefined` when the tag names something else, which belongs to somebody. */
async function entriesOf(
  tagged: readonly (Descriptor | undefined)[],
  subject: Descriptor,
  { blobs }: Reading,
): Promise<readonly Descriptor[] | undefined> {
  const lists: Descriptor[] = [];
  for (const descriptor of tagged) {
    if (descriptor?.mediaType !== MEDIA_TYPES.ociIndex || descriptor.digest === subject.digest)
      return undefined;
    const bytes = await blobs.read(descriptor.digest);
    const what = `the referrers tag ${descriptor.digest}`;
    if (bytes) lists.push(...parseReferrersIndex({ descriptor, bytes }, what, 'all'));
  }
  return lists;
}

/**
 * Lists all that is attached to `subject` under the referrers tag as well (distribution-spec, "Referrers Tag Schema"). There
 * is no list of referrers in a layout by the specification: oras and notation find them by the entries of `index.json`, and
 * regctl by this tag alone. Resolves to the document that names the list, and to the list, which is to be written before.
 */
export async function withReferrersTag(
  document: IndexDocument,
  subject: Descriptor,
  reading: Reading,
  signal: AbortSignal,
): Promise<{ readonly document: IndexDocument; readonly list?: ManifestContent }> {
  const tag = referrersTag(subject.digest);
  const holders = document.entries.filter(({ refName }) => refName === tag);
  const current = await entriesOf(
    holders.map(({ descriptor }) => descriptor),
    subject,
    reading,
  );
  if (current === undefined) return { document };
  const others = document.entries.filter(({ refName }) => refName !== tag);
  const roots = others.flatMap(({ descriptor }) => descriptor ?? []);
  const links = await Array.fromAsync(reading.scan.manifests(roots, subject.digest, signal));
  const attached = links.filter((one) => one.subject?.digest === subject.digest);
  const { content, changed } = mergeReferrers(
    current,
    attached.map(({ descriptor }) => descriptor),
  );
  if (!changed && holders.length === 1) return { document };
  const raw = { ...plainDescriptor(content.descriptor), annotations: { [REF_NAME]: tag } };
  // The list that was there before is no content of anybody, so that it does not stay without a name.
  const entries = [...others, { raw, descriptor: content.descriptor, refName: tag }];
  return { document: { ...document, entries }, list: content };
}
