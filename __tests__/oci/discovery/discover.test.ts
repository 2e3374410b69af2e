import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import { discover, type Lists, type Standing } from '../../../src/oci/discovery/discover.ts';
import { Standings } from '../../../src/oci/discovery/reach.ts';
import { whyUnreached } from '../../../src/oci/discovery/why-unreached.ts';
import { never } from '../../support/tools.ts';

const SIGNATURE = 'application/vnd.cncf.notary.signature';
const [IMAGE, INDEX] = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
];
const digestOf = (at: number): Digest => `sha256:${String(at).padStart(64, '0')}`;
const entry = (at: number, change: Partial<Descriptor> = {}): Descriptor => ({
  mediaType: IMAGE,
  digest: digestOf(at),
  size: 100 + at,
  artifactType: SIGNATURE,
  ...change,
});

/** What a registry really has. Of each digest one content; those in `gone` are not there. */
interface World {
  readonly lists: Lists;
  readonly gone: ReadonlySet<Digest>;
}

/** Reads as notation does: fetches what passes the filter in listed order, and ends with an error at the first failure. */
function reader({ lists, gone }: World, wanted: Descriptor): boolean {
  const answer = lists.api === undefined ? lists.tag : lists.api;
  for (const { artifactType, digest, mediaType, size } of answer) {
    if (artifactType !== wanted.artifactType) continue;
    const real = entry(Number(digest.slice('sha256:'.length)));
    const isFetched = !gone.has(digest) && real.mediaType === mediaType && real.size === size;
    if (!isFetched) return false;
    if (digest === wanted.digest) return true;
  }
  return false;
}

const truth =
  ({ gone }: World) =>
  (one: Descriptor): Standing => {
    if (gone.has(one.digest)) return 'gone';
    const real = entry(Number(one.digest.slice('sha256:'.length)));
    return real.mediaType === one.mediaType && real.size === one.size ? 'there' : 'unfit';
  };

const anyEntry = fc
  .record({
    at: fc.nat(4),
    artifactType: fc.constantFrom(SIGNATURE, SIGNATURE, 'application/x', undefined),
    mediaType: fc.constantFrom(IMAGE, IMAGE, IMAGE, INDEX),
    more: fc.constantFrom(0, 0, 0, 1),
  })
  .map(({ at, artifactType, mediaType, more }) => {
    const { artifactType: _, ...rest } = entry(at, { mediaType, size: 100 + at + more });
    return artifactType === undefined ? rest : { ...rest, artifactType };
  });
const anyWorld: fc.Arbitrary<World> = fc.record({
  lists: fc.record({
    api: fc.option(fc.array(anyEntry, { maxLength: 6 }), { nil: undefined }),
    tag: fc.array(anyEntry, { maxLength: 6 }),
  }),
  gone: fc.array(fc.nat(4), { maxLength: 2 }).map((some) => new Set(some.map(digestOf))),
});
const wanted = entry(0);

describe('an entry of a list', () => {
  it('is reached exactly when a reader like notation gets to it', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { state } = discover(world.lists, wanted, truth(world));
        expect(state === 'reached').toBe(reader(world, wanted));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is open exactly when the unknown decides, and names what has to be asked for', () => {
    const anyUnknown = fc.array(fc.nat(4)).map((some) => new Set(some.map(digestOf)));
    fc.assert(
      fc.property(anyWorld, anyUnknown, (world, unknown) => {
        const known = truth(world);
        const standing = (if_: Standing) => (one: Descriptor) => (unknown.has(one.digest) ? if_ : known(one));
        const found = discover(world.lists, wanted, standing('unknown'));
        const isReachedIf = (if_: Standing) =>
          discover(world.lists, wanted, standing(if_)).state === 'reached';
        expect(found.state === 'reached').toBe(isReachedIf('gone'));
        expect(['reached', 'open'].includes(found.state)).toBe(isReachedIf('there'));
        if (found.state !== 'open') return;
        expect(found.ask.length).toBeGreaterThan(0);
        for (const { digest } of found.ask) expect(unknown.has(digest)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is found out by asking for each entry once, and only for what stands before it', async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (world) => {
        const asked: string[] = [];
        const standings = new Standings(async (one) => {
          asked.push(JSON.stringify(one));
          return truth(world)(one) as Exclude<Standing, 'unknown'>;
        });
        const { state } = await standings.reach(world.lists, wanted, never);
        await standings.reach(world.lists, wanted, never);
        expect(state === 'reached').toBe(reader(world, wanted));
        const list = world.lists.api ?? world.lists.tag;
        const last = list.findLastIndex(({ digest }) => digest === wanted.digest);
        const before = list.slice(0, last + 1).map((one) => JSON.stringify(one));
        for (const one of asked) expect(before).toContain(one);
      }),
    );
  });

  it('asks for no more of a long list than readers fetch by their default', async () => {
    const asked: Digest[] = [];
    const standings = new Standings(async ({ digest }) => {
      asked.push(digest);
      return 'there';
    });
    const api = Array.from({ length: 9_999 }, (_, at) => entry(at + 1));
    const { state } = await standings.reach({ api: [...api, wanted], tag: [] }, wanted, never);
    expect(state).toBe('reached');
    expect(asked).toHaveLength(100 + 1);
    expect(asked).toContain(wanted.digest);
  });

  it.each<[string, readonly Descriptor[], string | undefined]>([
    ['it is listed as it is', [wanted], undefined],
    ['it is not listed', [entry(1)], 'does not list it'],
    [
      'it has no artifact type there',
      [{ mediaType: IMAGE, digest: wanted.digest, size: wanted.size }],
      'lists it without an artifact type',
    ],
    [
      'it has another type and size there',
      [entry(0, { mediaType: INDEX, size: 5 })],
      `lists it as ${INDEX}, with 5 bytes instead of 100`,
    ],
    ['something gone is before it', [entry(2), wanted], `lists ${digestOf(2)} before it, which is gone`],
    [
      'something unfit is before it',
      [entry(1, { size: 1 }), wanted],
      `lists ${digestOf(1)} before it, which cannot be read as it is listed`,
    ],
  ])('has a reason in words when %s', async (_, api, why) => {
    const world = { lists: { api, tag: [] }, gone: new Set([digestOf(2)]) };
    const standings = new Standings(async (one) => truth(world)(one) as Exclude<Standing, 'unknown'>);
    const said = whyUnreached(await standings.reach(world.lists, wanted, never), wanted);
    if (why === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(why);
  });
});
