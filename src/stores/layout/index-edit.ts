import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import { type IndexDocument, type IndexEntry, listedDescriptors, REF_NAME } from './index-document.ts';

/** The annotation in which containerd and buildx write the full image name, which they prefer to the tag when importing. */
const IMAGE_NAME = 'io.containerd.image.name';

/**
 * Makes an entry without the annotations of the manifest: a ref.name among them would be read as a tag.
 */
function newEntry(descriptor: Descriptor, refName?: string): IndexEntry {
  const { mediaType, digest, size, artifactType } = descriptor;
  const raw = {
    mediaType,
    digest,
    size,
    ...(refName === undefined ? {} : { annotations: { [REF_NAME]: refName } }),
    ...(artifactType === undefined ? {} : { artifactType }),
  };
  return { raw, descriptor, refName };
}

/** Adds each descriptor that is not listed yet as an entry without a tag; the same object when nothing is missing. */
export function withEntries(document: IndexDocument, descriptors: readonly Descriptor[]): IndexDocument {
  const key = ({ mediaType, digest, size }: Descriptor): string => `${mediaType} ${digest} ${size}`;
  const listed = new Set(listedDescriptors(document).map(key));
  const added: IndexEntry[] = [];
  for (const descriptor of descriptors) {
    if (listed.has(key(descriptor))) continue;
    listed.add(key(descriptor));
    added.push(newEntry(descriptor));
  }
  return added.length === 0 ? document : { ...document, entries: [...document.entries, ...added] };
}

/** The entry with another name, or with none. Other annotations stay, except for the containerd name of the former tag. */
function renamed(entry: IndexEntry, refName: string | undefined): IndexEntry {
  const { [REF_NAME]: former, ...others } = (entry.raw.annotations ?? {}) as Record<string, unknown>;
  const imageName = others[IMAGE_NAME];
  const namesFormer =
    typeof former === 'string' && typeof imageName === 'string' && imageName.endsWith(`:${former}`);
  if (namesFormer) delete others[IMAGE_NAME];
  const annotations = refName === undefined ? others : { ...others, [REF_NAME]: refName };
  const { annotations: _, ...raw } = entry.raw;
  const kept = Object.keys(annotations).length === 0 ? raw : { ...raw, annotations };
  return { raw: kept, descriptor: entry.descriptor, refName };
}

/**
 * Lets `tag` name `descriptor`. Content that had the tag before stays listed without it, so that it is still found by
 * digest. Content with several tags has several entries, as in other tools. Returns `document` when nothing changes.
 */
export function withTag(document: IndexDocument, descriptor: Descriptor, tag: string): IndexDocument {
  const isTarget = (entry: IndexEntry): boolean =>
    entry.descriptor !== undefined && sameContent(entry.descriptor, descriptor);
  const holders = document.entries.filter(({ refName }) => refName === tag);
  if (holders.length > 0 && holders.every(isTarget)) return document;

  const entries: IndexEntry[] = [];
  for (const entry of document.entries) {
    if (entry.refName !== tag || isTarget(entry)) {
      entries.push(entry);
      continue;
    }
    const stays = [...entries, ...document.entries.filter(({ refName }) => refName !== tag)];
    if (!stays.some(({ raw }) => raw.digest === entry.raw.digest)) entries.push(renamed(entry, undefined));
  }
  if (!entries.some((entry) => entry.refName === tag)) {
    const untagged = entries.find((entry) => isTarget(entry) && entry.refName === undefined);
    if (untagged) entries[entries.indexOf(untagged)] = renamed(untagged, tag);
    else entries.push(newEntry(descriptor, tag));
  }
  return { ...document, entries };
}
