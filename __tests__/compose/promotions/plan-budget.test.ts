import { afterAll, beforeAll, expect, it } from 'vitest';
import { plan, promote } from '../../../src/index.ts';
import { promotionsScene } from '../../support/promotions-scene.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

const COUNT = 5;
const tags = Array.from({ length: COUNT }, (_, i) => `1.${i}`);

it('an image that is unchanged costs its tag and its lists on each side, and two a signature; no manifest is pulled', async () => {
  const scene = await promotionsScene(at);
  for (const tag of tags) await scene.add(tag);
  const file = await scene.write([
    'promotions:',
    `  - { from: '${scene.source}', tags: { semver: '>=1' }, to: '${scene.to.host}/a' }`,
    `  - { from: '${scene.source}', tags: ['1.0', '1.1'], to: '${scene.to.host}/b' }`,
  ]);
  await promote({ file, env: {} });
  scene.from.log.length = 0;
  scene.to.log.length = 0;
  const result = await plan({ file, env: {} });
  expect(result.plan!.promotions.map(({ action }) => action)).toEqual(Array(COUNT + 2).fill('unchanged'));
  const [source, target] = [scene.from.requests, scene.to.requests];
  const matching = (all: readonly string[], pattern: RegExp) => all.filter((one) => pattern.test(one)).length;
  // One list for the rules, and one that says which tags of cosign there are.
  expect(matching(source, /tags\/list/), source.join('\n')).toBeLessThanOrEqual(2);
  const images = COUNT + 2;
  expect(matching(source, /^HEAD/), source.join('\n')).toBe(images);
  // A list, that of the SBOM, a signature's manifest and its envelope.
  expect(source.length, source.join('\n')).toBeLessThanOrEqual(2 + images * 5);
  // Its tag, and both lists of it and of its SBOM: a destination's list of tags is not believed.
  expect(matching(target, /^HEAD/), target.join('\n')).toBe(images);
  expect(target.length, target.join('\n')).toBeLessThanOrEqual(images * 5);
  expect(matching(target, /^GET .*\/manifests\/(?!sha256-)/), target.join('\n')).toBe(0);
});

it('images that are new are not asked for at the destination beyond their tags, and their layers are not read', async () => {
  const scene = await promotionsScene(at);
  for (const tag of tags) await scene.add(tag);
  const file = await scene.write([
    'promotions:',
    `  - { from: '${scene.source}', tags: { semver: '>=1' }, to: '${scene.to.host}/a' }`,
  ]);
  scene.from.log.length = 0;
  expect((await plan({ file, env: {} })).changes).toBe(true);
  // A tag, and whether the repository has any.
  expect(scene.to.requests.length, scene.to.requests.join('\n')).toBeLessThanOrEqual(2 * COUNT);
  const blobs = scene.from.requests.filter((one) => one.includes('/blobs/'));
  expect(blobs.length, scene.from.requests.join('\n')).toBe(COUNT);
});
