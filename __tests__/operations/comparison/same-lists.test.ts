import { expect, it } from 'vitest';
import { ListedTags } from '../../../src/oci/cache/listed-tags.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { type Digest, digestOf } from '../../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import type { SourceStore } from '../../../src/oci/ports.ts';
import { sameLists } from '../../../src/operations/comparison/same-lists.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { never, viewOf } from '../../support/tools.ts';

const descriptorOf = (name: string): Descriptor => ({
  mediaType: MEDIA_TYPES.ociImage,
  digest: digestOf(new TextEncoder().encode(name)),
  size: 7,
  artifactType: 'application/vnd.example.sbom',
});
const [ROOT, SBOM, OTHER] = ['root', 'sbom', 'other'].map(descriptorOf) as [
  Descriptor,
  Descriptor,
  Descriptor,
];

/** A registry that lists what it is told to, and whose list of tags has these. */
function listing(lists: ReadonlyMap<Digest, readonly Descriptor[]>, tags: readonly string[] = []) {
  const store = new MemoryStore();
  return Object.assign(store, {
    async *referrers({ digest }: { readonly digest: Digest }) {
      for (const descriptor of lists.get(digest) ?? []) yield { descriptor, foundIn: 'api' as const };
    },
    async *tags() {
      yield* tags;
    },
  }) satisfies SourceStore;
}

function same(ours: ReturnType<typeof listing>, theirs: ReturnType<typeof listing>) {
  const source = { store: viewOf(ours), tags: new ListedTags(ours, 4, never) };
  return sameLists(source, viewOf(theirs), ROOT, never);
}

it('lists that name each other in a circle end, with each digest once', async () => {
  const lists = new Map([
    [ROOT.digest, [SBOM]],
    [SBOM.digest, [OTHER]],
    [OTHER.digest, [SBOM, ROOT]],
  ]);
  const both = await same(listing(lists), listing(lists));
  expect(both?.both.map(({ digest }) => digest)).toEqual([SBOM.digest, OTHER.digest, ROOT.digest]);
});

it('lists prove nothing where one side has more, describes an entry otherwise, or cosign may have attached by tags', async () => {
  const lists = (...entries: readonly Descriptor[]) => new Map([[ROOT.digest, entries]]);
  const one = listing(lists(SBOM));
  expect(await same(one, listing(lists(SBOM)))).toMatchObject({ both: [{ digest: SBOM.digest }] });
  expect(await same(one, listing(lists(SBOM, OTHER)))).toBeUndefined();
  expect(await same(one, listing(lists()))).toBeUndefined();
  expect(await same(one, listing(lists({ ...SBOM, size: 8 })))).toBeUndefined();
  expect(await same(one, listing(lists({ ...SBOM, artifactType: 'text/plain' })))).toBeUndefined();
  const tag = `${ROOT.digest.replace(':', '-')}.sig`;
  expect(await same(listing(lists(SBOM), [tag]), one)).toBeUndefined();
});

it('statements of in-toto on the other side alone are told, and bar nobody from what both have', async () => {
  const lists = (...entries: readonly Descriptor[]) => new Map([[ROOT.digest, entries]]);
  const [record, own] = ['record', 'own'].map((name) => ({
    ...descriptorOf(name),
    artifactType: 'application/vnd.in-toto+json',
  })) as [Descriptor, Descriptor];
  const one = listing(lists(SBOM));
  expect(await same(one, listing(lists(record, SBOM)))).toMatchObject({
    both: [{ digest: SBOM.digest }],
    onlyThere: [{ digest: record.digest, artifactType: record.artifactType }],
  });
  expect(await same(listing(lists(SBOM, own)), listing(lists(record, SBOM, own)))).toBeUndefined();
  expect(await same(listing(lists(SBOM, own)), listing(lists(SBOM, own)))).toMatchObject({ onlyThere: [] });
  expect(await same(one, listing(lists(record)))).toBeUndefined();
  expect(await same(one, listing(lists(record, OTHER, SBOM)))).toBeUndefined();
  expect(await same(listing(lists(record, SBOM)), one)).toBeUndefined();
});
