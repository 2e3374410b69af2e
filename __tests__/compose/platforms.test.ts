import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { assertDone, list, promote, verify } from '../../src/index.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { push } from '../support/images.ts';
import { imageFor, indexOf } from '../support/platforms.ts';
import { registryStore } from '../support/registry-store.ts';

const SOURCE = 'registry.example.com/team/app:1';
const TRUST = { trustPolicy: '{}', trustStore: 'nowhere' };

it.each<[string, () => ReturnType<typeof promote>, RegExp, RegExp]>([
  [
    'verify without recursive',
    () => verify({ images: SOURCE, platform: 'linux/amd64', env: {}, ...TRUST }),
    /without --recursive only the index/,
    /Add --recursive/,
  ],
  [
    'a promotion of what is no platform',
    () =>
      promote({
        source: SOURCE,
        destination: 'b.example.com/app',
        platform: ['linux/x86_64'],
        env: {},
        ...TRUST,
      }),
    /--platform linux\/x86_64 is no platform/,
    /--platform linux\/amd64/,
  ],
  [
    'a promotion that judges each image, and none',
    () =>
      promote({
        source: SOURCE,
        destination: 'b.example.com/app',
        recursive: true,
        skipVerification: true,
        env: {},
      }),
    /--recursive and --skip-verification exclude each other/,
    /Leave one of them out/,
  ],
])('%s is refused before anything is contacted', async (_, run, message, hint) => {
  await expect(run()).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(message),
    hint: expect.stringMatching(hint),
  });
});

it('the library promotes the platforms that it is given, and tells what stays behind', async () => {
  const registry = await FakeRegistry.start({ absentChildren: 'taken' });
  onTestFinished(() => registry.stop());
  const root = indexOf([imageFor('linux/amd64'), imageFor('linux/arm/v7')]);
  await push(registryStore(registry.host, 'dev/app'), root, '1');
  const source = `${registry.host}/dev/app:1`;
  const destination = `${registry.host}/prod/app`;
  const options = { source, destination, skipVerification: true, env: {} };
  const result = await promote({ ...options, platform: 'linux/arm/v7' });
  assertDone(result);
  expect(result.images[0]?.platforms).toMatchObject([
    { platform: 'linux/amd64', status: 'left', attachments: 0 },
  ]);
  expect(registry.repository('prod/app').manifests.size).toBe(2);
});

it.each(['oci:', 'oci-archive:'])('%s takes and gives a mirror of some platforms', async (kind) => {
  const registry = await FakeRegistry.start({ absentChildren: 'taken' });
  const folder = await mkdtemp(join(tmpdir(), 'sealift-platforms-'));
  onTestFinished(async () => {
    await Promise.all([registry.stop(), rm(folder, { recursive: true, force: true })]);
  });
  const root = indexOf([imageFor('linux/amd64'), imageFor('linux/arm/v7')]);
  await push(registryStore(registry.host, 'dev/app'), root, '1');
  const place = `${kind}${join(folder, 'app')}:1`;
  const options = { skipVerification: true, env: {} };
  const first = { ...options, source: `${registry.host}/dev/app:1`, destination: place };
  assertDone(await promote({ ...first, platform: 'linux/arm/v7' }));
  const shown = await list({ image: place, env: {} });
  expect(shown.images[0]?.platforms).toMatchObject([{ status: 'absent' }, { status: 'listed' }]);
  const onward = { ...options, source: place, destination: `${registry.host}/prod/app` };
  expect((await promote(onward)).images[0]?.error).toMatchObject({
    code: 'child_missing',
    hint: expect.stringContaining('--platform linux/arm/v7'),
  });
  assertDone(await promote({ ...onward, platform: 'linux/arm/v7' }));
  expect(registry.repository('prod/app').tags.get('1')).toBe(root.manifest.descriptor.digest);
});
