import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attach, type Built, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { attestationOf, type Entry, imageFor, indexOf, noteOn } from '../../support/platforms.ts';
import { promote } from '../support.ts';

const NAMES = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'windows/amd64'];

/** An image by the platform of its entry, or an index of others; whether an attestation and a note belong to it. */
interface Shape {
  readonly platform: string;
  readonly inner: readonly Shape[] | undefined;
  readonly isAttested: boolean;
  readonly isNoted: boolean;
}

const shapes = (depth: number): fc.Arbitrary<readonly Shape[]> =>
  fc.array(
    fc.record({
      platform: fc.constantFrom(...NAMES),
      inner: depth === 0 ? fc.constant(undefined) : fc.option(shapes(depth - 1), { nil: undefined }),
      isAttested: fc.boolean(),
      isNoted: fc.boolean(),
    }),
    { maxLength: 3 },
  );

const entryOf = ({ platform, inner }: Shape): Entry =>
  inner ? { built: indexOf(entriesOf(inner)) } : imageFor(platform);

const entriesOf = (all: readonly Shape[]): Entry[] =>
  all.flatMap((shape) => {
    const entry = entryOf(shape);
    return shape.isAttested ? [entry, attestationOf(entry)] : [entry];
  });

/** What a mirror of the platforms has to hold, read off the shapes. */
function expected(all: readonly Shape[], wanted: ReadonlySet<string>): Built[] {
  return all.flatMap((shape) => {
    const { inner, platform, isAttested } = shape;
    if (!inner && !wanted.has(platform)) return [];
    const entry = entryOf(shape);
    const attestation = isAttested ? [attestationOf(entry).built] : [];
    return [...(inner ? expected(inner, wanted) : []), entry.built, ...attestation];
  });
}

const notesIn = (all: readonly Shape[]): Built[] =>
  all.flatMap((shape) => [
    ...(shape.isNoted ? [noteOn(entryOf(shape))] : []),
    ...(shape.inner ? notesIn(shape.inner) : []),
  ]);

const imagesIn = (all: readonly Shape[]): string[] =>
  all.flatMap(({ inner, platform }) => (inner ? imagesIn(inner) : [platform]));

const digestOf = ({ manifest }: Built): string => manifest.descriptor.digest;

describe('a promotion of some platforms, of an index of any shape,', () => {
  it('leaves exactly what the platforms need at the destination, and writes nothing the second time', async () => {
    await fc.assert(
      fc.asyncProperty(shapes(2), fc.subarray(NAMES, { minLength: 1 }), async (shape, names) => {
        const source = new MemoryStore('dev.test/team/app');
        const root = indexOf(entriesOf(shape));
        await push(source, root, '1');
        const notes = notesIn(shape);
        for (const note of notes) await attach(source, noteSubject(note), note);
        const target = new MemoryStore('mirror.test/team/app');
        target.takesSparse = true;
        const wanted = new Set(names);
        const request = { trust: null, platforms: wanted };
        const result = await promote(source, target, request);
        const has = new Set(imagesIn(shape));
        if (names.some((one) => !has.has(one))) {
          expect(result).toMatchObject({ status: 'failed', error: { code: 'platform_missing' } });
          expect(target.writes).toEqual([]);
          return;
        }
        expect(result).toMatchObject({ status: 'unverified', error: null });
        const tree = new Set([root, ...expected(shape, wanted)].map(digestOf));
        const kept = notes.filter((note) => tree.has(noteSubject(note).digest));
        expect(new Set(target.manifests.keys())).toEqual(new Set([...tree, ...kept.map(digestOf)]));
        const left = result.platforms.filter(({ status }) => status === 'left');
        expect(left.some(({ digest }) => tree.has(digest))).toBe(false);
        target.writes.length = 0;
        expect(await promote(source, target, request)).toMatchObject({ status: 'unverified', error: null });
        expect(target.writes).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

function noteSubject({ manifest: { bytes } }: Built) {
  return JSON.parse(Buffer.from(bytes).toString()).subject;
}
