import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import {
  formatIndexDocument,
  type IndexDocument,
  parseIndexDocument,
} from '../../../src/stores/layout/index-document.ts';
import { withEntries, withTag } from '../../../src/stores/layout/index-edit.ts';
import { findDigest, findTag } from '../../../src/stores/layout/index-names.ts';
import { blob } from './layouts.ts';

const COMPLAINT = { code: 'layout_invalid', what: 'index.json' } as const;
const REF_NAME = 'org.opencontainers.image.ref.name';

const descriptors = fc
  .integer({ min: 0, max: 4 })
  .map((at) => blob(String(at), MEDIA_TYPES.ociImage).descriptor);
const tags = fc.constantFrom('v1', 'v2', 'latest');

/** Entries as other programs write them: tagged or not, with unknown members, with digests of other algorithms. */
const entries = fc.uniqueArray(
  fc.record({
    descriptor: descriptors,
    refName: fc.option(tags, { nil: undefined }),
    foreign: fc.boolean(),
    unknown: fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null), fc.array(fc.string())),
  }),
  { selector: ({ refName }) => refName ?? {}, maxLength: 6 },
);

type Operation = { readonly tag?: string | undefined; readonly descriptor: Descriptor };
const operations = fc.array(
  fc.record(
    { tag: fc.option(tags, { nil: undefined }), descriptor: descriptors },
    { requiredKeys: ['descriptor'] },
  ),
  { maxLength: 12 },
);

type Entries = typeof entries extends fc.Arbitrary<infer T> ? T : never;

function documentOf(list: Entries): IndexDocument {
  const manifests = list.map(({ descriptor, refName, foreign, unknown }) => ({
    ...descriptor,
    ...(foreign && refName === undefined ? { digest: 'blake3:abcd' } : {}),
    unknown,
    ...(refName === undefined ? {} : { annotations: { [REF_NAME]: refName, other: 'kept' } }),
  }));
  const text = JSON.stringify({ schemaVersion: 2, manifests, extension: true });
  return parseIndexDocument(new TextEncoder().encode(text), COMPLAINT);
}

function apply(document: IndexDocument, { tag, descriptor }: Operation): IndexDocument {
  return tag === undefined ? withEntries(document, [descriptor]) : withTag(document, descriptor, tag);
}

describe('changes of index.json', () => {
  it('keep each tag where it was last moved, every digest listed, and foreign entries unchanged', () => {
    fc.assert(
      fc.property(entries, operations, (list, todo) => {
        const before = documentOf(list);
        const wanted = new Map(
          before.entries.flatMap(({ refName, descriptor }) =>
            refName ? [[refName, descriptor?.digest]] : [],
          ),
        );
        let document = before;
        for (const operation of todo) {
          document = apply(document, operation);
          if (operation.tag !== undefined) wanted.set(operation.tag, operation.descriptor.digest);
        }
        const after = parseIndexDocument(formatIndexDocument(document), COMPLAINT);
        for (const [tag, digest] of wanted) expect(findTag(after, tag!, 'here')?.digest).toBe(digest);
        expect(after.members.extension).toBe(true);

        const digests = after.entries.map(({ raw }) => raw.digest);
        for (const { raw } of before.entries) expect(digests).toContain(raw.digest);
        for (const { descriptor } of todo) expect(findDigest(after, descriptor.digest, 'here')).toBeDefined();
        const foreign = (one: IndexDocument) =>
          one.entries.filter((entry) => !entry.descriptor).map(({ raw }) => raw);
        expect(foreign(after)).toEqual(foreign(before));
      }),
    );
  });

  it('are idempotent', () => {
    fc.assert(
      fc.property(entries, tags, descriptors, (list, tag, descriptor) => {
        const once = apply(documentOf(list), { tag, descriptor });
        expect(apply(once, { tag, descriptor })).toBe(once);
        const listed = apply(once, { descriptor });
        expect(listed).toBe(once);
      }),
    );
  });
});
