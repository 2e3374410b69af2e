import { expect, it, onTestFinished } from 'vitest';
import { compare } from '../../src/index.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { attachByTag, cosignImage } from '../support/cosign-images.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import type { Switches } from '../support/fake-registry/switches.ts';
import { attach, attached, image, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';

const NOTARY = 'application/vnd.cncf.notary.signature';
const COUNT = 3;

/** Two registries with the same images, each with two signatures and an SBOM. */
async function twins(switches: Partial<Switches> = {}) {
  const sides = await Promise.all([FakeRegistry.start(switches), FakeRegistry.start(switches)]);
  onTestFinished(async () => {
    await Promise.all(sides.map((one) => one.stop()));
  });
  const digests: Digest[] = [];
  for (const side of sides) {
    const store = registryStore(side.host);
    for (let at = 0; at < COUNT; at += 1) {
      const root = await push(store, image({ seed: `image ${at}` }), `v${at}`);
      digests[at] = root.digest;
      for (const text of ['one', 'two']) await attach(store, root, attached(root, NOTARY, text));
      await attach(store, root, attached(root));
    }
    side.log.length = 0;
  }
  const [from, to] = sides;
  const run = async (names: readonly string[], more: { readonly deep?: boolean } = {}) => {
    for (const side of sides) side.log.length = 0;
    const [source, ...others] = names.map((name) => `${from.host}/team/app${name}`);
    const lists = others.length === 0 ? {} : { imagesFile: `\n${others.join('\n')}\n` };
    const repositories = [`${to.host}/team/app`];
    const result = await compare({ source: source!, with: repositories, env: {}, ...lists, ...more });
    return { result, requests: sides.map((side) => side.requests.length) };
  };
  return { from, to, digests, run };
}

const tags = Array.from({ length: COUNT }, (_, at) => `:v${at}`);

it.each<[string, Partial<Switches>]>([
  ['with the Referrers API', {}],
  ['without it', { referrers: '404' }],
])('images that are equal cost three requests an image and side at most: %s', async (_, switches) => {
  const { from, to, digests, run } = await twins(switches);
  // Who asks before the first answer learns for itself that there is no API.
  const learned = switches.referrers === '404' ? COUNT : 0;
  for (const names of [tags, digests.map((one) => `@${one}`)]) {
    const { result, requests } = await run(names);
    expect(result).toMatchObject({ status: 'done' });
    expect(result.images).toHaveLength(COUNT);
    // Each: its name, its list and that of its SBOM. All of them share the list of tags of the source.
    const [source, target] = requests;
    expect(source, from.requests.join('\n')).toBeLessThanOrEqual(3 * COUNT + 1 + learned);
    expect(target, to.requests.join('\n')).toBeLessThanOrEqual(3 * COUNT + learned);
  }
  // Alone: its name, the list of tags, two lists, and the question for the API.
  const { requests } = await run([':v0']);
  for (const count of requests) expect(count).toBeLessThanOrEqual(5);
});

it('the list of tags is not believed that lacks the tag of the image, and is given up where it is long', async () => {
  const { from, digests, run } = await twins();
  await attachByTag(
    registryStore(from.host),
    { digest: digests[0]! },
    'sig',
    cosignImage('sig', [{ payload: 'a' }]),
  );
  const found = (await run(tags)).result.images.map(({ status }) => status);
  expect(found).toEqual(['failed', ...tags.slice(1).map(() => 'equal')]);
  for (const tagList of ['null', 'with-null'] as const) {
    from.switches.tagList = tagList;
    expect((await run([':v0'])).result.images[0]?.error?.code).toBe('parity_missing');
  }
});

it('with --deep no list is believed', async () => {
  const { from, digests, run } = await twins();
  await attachByTag(
    registryStore(from.host),
    { digest: digests[0]! },
    'att',
    cosignImage('att', [{ payload: 'a' }]),
  );
  const { result } = await run([`@${digests[0]}`], { deep: true });
  expect(result.images[0]?.compared?.[0]).toMatchObject({
    deep: true,
    attachments: expect.arrayContaining([expect.objectContaining({ suffix: 'att', present: 0 })]),
  });
  expect(from.requests.some((one) => one.includes('tags/list'))).toBe(false);
});
