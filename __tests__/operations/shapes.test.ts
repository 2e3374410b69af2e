import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listImage } from '../../src/operations/list.ts';
import { attach, attached, type Built, image, index, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { never, tools } from '../support/tools.ts';
import { promote, sign, TAG, verify } from './support.ts';

interface Shape {
  /** Few, so that the same manifest often stands in several places. */
  readonly seed: number;
  readonly layers: number;
  readonly children: readonly Shape[] | undefined;
  /** Things attached, each to the one before it. */
  readonly attachments: number;
}

const shapes = (depth: number): fc.Arbitrary<Shape> =>
  fc.record({
    seed: fc.nat(2),
    layers: fc.nat(2),
    children:
      depth === 0
        ? fc.constant(undefined)
        : fc.option(fc.array(shapes(depth - 1), { maxLength: 3 }), { nil: undefined }),
    attachments: fc.nat(2),
  });

const build = ({ seed, layers, children }: Shape): Built =>
  children ? index(children.map(build)) : image({ seed: `${seed}`, layers });

async function attachTo(store: MemoryStore, shape: Shape): Promise<void> {
  let subject = build(shape).manifest.descriptor;
  for (let at = 0; at < shape.attachments; at += 1)
    subject = await attach(store, subject, attached(subject, 'application/vnd.example.note', `${at}`));
  for (const child of shape.children ?? []) await attachTo(store, child);
}

describe('an artifact of any shape', () => {
  it('arrives whole with everything attached at any level, and the second time nothing is written', async () => {
    await fc.assert(
      fc.asyncProperty(shapes(2), async (shape) => {
        const source = new MemoryStore('dev.test/team/app');
        const root = await push(source, build(shape), '1');
        await attachTo(source, shape);
        expect(await sign(source, { recursive: true })).toMatchObject({ status: 'signed' });
        const request = { ...tools(), reference: 'x', name: TAG, store: source };
        const list = await listImage(request, never);

        const target = new MemoryStore('prod.test/team/app');
        const result = await promote(source, target);
        expect(result).toMatchObject({ status: 'promoted', digest: root.digest });
        expect(new Set(target.manifests.keys())).toEqual(new Set(source.manifests.keys()));
        expect(new Set(target.blobs.keys())).toEqual(new Set(source.blobs.keys()));
        expect(new Set(result.attachments.map(({ digest }) => digest))).toEqual(
          new Set(list.attachments.map(({ digest }) => digest)),
        );
        expect(result.destinations[0]).toMatchObject({
          copied: target.blobs.size,
          bytes: [...target.blobs.values()].reduce((sum, { length }) => sum + length, 0),
        });
        expect(await verify(target, { recursive: true })).toMatchObject({ status: 'verified' });

        target.writes.length = 0;
        expect(await promote(source, target)).toMatchObject({ status: 'unchanged' });
        expect(target.writes).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
