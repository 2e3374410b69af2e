import { afterAll, beforeAll, expect, it } from 'vitest';
import { promote } from '../../../src/index.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { attach, attached, content } from '../../support/images.ts';
import { type PromotionsScene, promotionsScene } from '../../support/promotions-scene.ts';
import { registryStore } from '../../support/registry-store.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

/** Attachments whose manifests take more together than an image may beside others. */
const LARGE = 3;

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

async function enlarge({ from }: PromotionsScene, root: Descriptor): Promise<void> {
  const store = registryStore(from.host);
  for (let number = 0; number < LARGE; number += 1) {
    const { manifest, ...built } = attached(root, undefined, `${number}`);
    const body = JSON.parse(Buffer.from(manifest.bytes).toString());
    const bytes = Buffer.from(JSON.stringify({ ...body, annotations: { filling: 'y'.repeat(100_000) } }));
    await attach(store, root, { ...built, manifest: content(MEDIA_TYPES.ociImage, bytes) });
  }
}

it('an image with large attachments is promoted whole, after the others of its file, and judged like them', async () => {
  const scene = await promotionsScene(at);
  await scene.add('1.0');
  await enlarge(scene, await scene.add('1.1'));
  await enlarge(scene, await scene.add('1.2', { isSigned: false }));
  await scene.add('1.3');
  const tags = ['1.0', '1.1', '1.2', '1.3'];
  const file = await scene.write([
    'promotions:',
    `  - { from: ${scene.source}, tags: [${tags.join(', ')}], to: '${scene.to.host}/prod/app' }`,
  ]);
  const mirrored = () => promote({ file, env: {}, fromRegistryConfig: '{}', toRegistryConfig: '{}' });
  const first = await mirrored();
  expect(first.warnings).toEqual([]);
  expect(first.images.map(({ reference }) => reference)).toEqual(tags.map((tag) => `${scene.source}:${tag}`));
  expect(first.images.map(({ status, error }) => [status, error?.code ?? null])).toEqual([
    ['promoted', null],
    ['promoted', null],
    ['failed', 'artifact_unsigned'],
    ['promoted', null],
  ]);
  // Each image of the scene has a signature and an attachment.
  const count = LARGE + 2;
  const large = first.images[1]!;
  expect(large.attachments).toHaveLength(count);
  const there = { expected: count, present: count, missing: [] };
  expect(large.destinations[0]?.attachments).toMatchObject(there);
  const tagged = scene.to.writes.flatMap((one) => /^PUT .*\/manifests\/(1\.\d)$/.exec(one)?.[1] ?? []);
  expect(tagged.toSorted()).toEqual(['1.0', '1.1', '1.3']);
  expect(tagged.at(-1)).toBe('1.1');
  const before = scene.to.writes.length;
  const again = await mirrored();
  expect(again.images.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'failed', 'unchanged']);
  expect(scene.to.writes).toHaveLength(before);
});
