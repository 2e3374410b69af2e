import { SealiftError } from '../../errors.ts';
import { type Descriptor, plainDescriptor } from '../../oci/descriptor.ts';
import type { ManifestContent } from '../../oci/ports.ts';
import { mergeReferrers, referrersTag } from '../../oci/referrers-index.ts';
import { findReferrer } from '../../oci/refers-to.ts';
import { type TagContent, tagContent } from '../../oci/tag-content.ts';
import type { Blobs } from './blobs.ts';
import { type IndexDocument, REF_NAME } from './index-document.ts';
import type { Manifests } from './manifests.ts';

interface Reading {
  readonly blobs: Blobs;
  readonly scan: Manifests;
}

type List = Pick<TagContent, 'entries' | 'annotations'>;

const NO_LIST: List = { entries: [], annotations: {} };

/** The list that the tag names; `undefined` when it names something else, which belongs to somebody. */
async function listOf(
  tagged: Descriptor | undefined,
  { digest }: Descriptor,
  { blobs }: Reading,
  signal: AbortSignal,
): Promise<List | undefined> {
  const reader = {
    async manifest(descriptor: Descriptor): Promise<ManifestContent> {
      const bytes = await blobs.read(descriptor.digest);
      if (bytes) return { descriptor, bytes };
      throw new SealiftError('artifact_not_found', `the manifest ${descriptor.digest} is not there`);
    },
  };
  // Content under a digest algorithm that nobody here reads is somebody's.
  if (!tagged) return undefined;
  const bytes = await blobs.read(tagged.digest);
  if (!bytes) return NO_LIST;
  const { entries, annotations, instead, isSubject } = tagContent({ descriptor: tagged, bytes }, { digest });
  if (isSubject || instead !== undefined || entries.some((entry) => entry.digest === digest))
    return undefined;
  const { found } = await findReferrer(reader, entries, (subject) => subject === digest, signal);
  const isList = entries.length === 0 || found === 'referrer' || found === 'unknown';
  return isList ? { entries, annotations } : undefined;
}

/** `undefined` when the list would be too large for readers: `index.json` has no annotations, and room for more entries. */
function mergedWithin(
  ...lists: Parameters<typeof mergeReferrers>
): ReturnType<typeof mergeReferrers> | undefined {
  try {
    return mergeReferrers(...lists);
  } catch (error) {
    if (error instanceof SealiftError && error.code === 'content_too_large') return undefined;
    throw error;
  }
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
  const lists = await Promise.all(
    holders.map(({ descriptor }) => listOf(descriptor, subject, reading, signal)),
  );
  if (lists.includes(undefined)) return { document };
  const current = lists.flatMap((list) => list?.entries ?? []);
  const others = document.entries.filter(({ refName }) => refName !== tag);
  const roots = others.flatMap(({ descriptor }) => descriptor ?? []);
  const links = await Array.fromAsync(reading.scan.manifests(roots, subject.digest, signal));
  const attached = links.filter((one) => one.subject?.digest === subject.digest);
  const merged = mergedWithin(
    current,
    attached.map(({ descriptor }) => descriptor),
    Object.assign({}, ...lists.map((list) => list?.annotations)),
  );
  if (!merged || (!merged.changed && holders.length === 1)) return { document };
  const { content } = merged;
  const raw = { ...plainDescriptor(content.descriptor), annotations: { [REF_NAME]: tag } };
  // The list that was there before is no content of anybody, so that it does not stay without a name.
  const entries = [...others, { raw, descriptor: content.descriptor, refName: tag }];
  return { document: { ...document, entries }, list: content };
}
