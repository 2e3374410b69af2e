import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';
import { printable } from '../../encoding/printable.ts';
import { readAs } from '../../encoding/read-as.ts';
import { SealiftError } from '../../errors.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { MANIFEST_LIMIT } from '../../oci/limits.ts';
import { MEDIA_TYPES } from '../../oci/media-types.ts';
import { parseEntry } from '../../oci/parse-descriptor.ts';
import { type DescriptorMembers, MANIFEST } from '../../oci/shapes.ts';

/** image-spec, annotations.md: in a layout it holds the tag. */
export const REF_NAME = 'org.opencontainers.image.ref.name';

type Members = Readonly<Record<string, unknown>>;

export interface IndexEntry {
  /** The entry as the file has it, unknown members included. */
  readonly raw: Members;
  /** `undefined` for content under a digest algorithm that Sealift cannot check: kept, never used. */
  readonly descriptor: Descriptor | undefined;
  readonly refName: string | undefined;
}

/** index.json of an image layout (image-layout.md): every member and every entry is kept, known or not. */
export interface IndexDocument {
  readonly members: Members;
  readonly entries: readonly IndexEntry[];
}

export const EMPTY_INDEX: IndexDocument = {
  members: { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [] },
  entries: [],
};

function indexEntry(raw: DescriptorMembers, context: ErrorContext): IndexEntry {
  return { raw, descriptor: parseEntry(raw, context), refName: raw.annotations?.[REF_NAME] || undefined };
}

/** @throws SealiftError with the code of `context`. */
export function parseIndexDocument(bytes: Uint8Array, context: ErrorContext): IndexDocument {
  const members = readAs(MANIFEST, bytes, context, 'kept');
  if (members.schemaVersion !== 2) throw errorIn(context, 'is not of schema version 2');
  if (members.mediaType !== undefined && members.mediaType !== MEDIA_TYPES.ociIndex) {
    throw errorIn(context, `says it is ${printable(members.mediaType)}`);
  }
  // An empty list of a Go program may be written as null.
  return { members, entries: (members.manifests ?? []).map((raw) => indexEntry(raw, context)) };
}

/** @throws SealiftError `content_too_large` when no reader would accept the file any more. */
export function formatIndexDocument({ members, entries }: IndexDocument): Uint8Array {
  const text = JSON.stringify({ ...members, manifests: entries.map(({ raw }) => raw) });
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MANIFEST_LIMIT) {
    throw new SealiftError('content_too_large', 'the index.json of this layout would be over 4 MiB', {
      hint: 'Use one layout for each image.',
    });
  }
  return bytes;
}

/** The entries of `index.json` whose digest algorithm Sealift can check. */
export function listedDescriptors({ entries }: IndexDocument): Descriptor[] {
  return entries.flatMap(({ descriptor }) => (descriptor === undefined ? [] : [descriptor]));
}
