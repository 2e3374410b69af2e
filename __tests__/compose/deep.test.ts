import { expect, it, onTestFinished } from 'vitest';
import { promote } from '../../src/index.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { image, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';

it('the option deep mends what a destination lost, and the result says how deep it looked', async () => {
  const registry = await FakeRegistry.start();
  onTestFinished(() => registry.stop());
  const built = image();
  await push(registryStore(registry.host, 'dev/app'), built, '1');
  const run = async (more: { deep?: boolean; dryRun?: boolean } = {}) => {
    const source = `${registry.host}/dev/app:1`;
    const destination = `${registry.host}/prod/app`;
    const result = await promote({ source, destination, skipVerification: true, env: {}, ...more });
    expect(result).toMatchObject({ status: 'done', error: null });
    const [{ status, deep, mounted }] = result.images[0]!.destinations as [never];
    return { status, deep, mounted };
  };
  const { blobs } = registry.repository('prod/app');
  const lost = built.blobs[1]!.descriptor.digest;
  expect(await run()).toEqual({ status: 'promoted', deep: false, mounted: 3 });
  blobs.delete(lost);
  expect(await run()).toEqual({ status: 'unchanged', deep: false, mounted: 0 });
  expect(await run({ deep: true, dryRun: true })).toEqual({ status: 'planned', deep: true, mounted: 0 });
  expect(blobs.has(lost)).toBe(false);
  expect(await run({ deep: true })).toEqual({ status: 'promoted', deep: true, mounted: 1 });
  expect(blobs.has(lost)).toBe(true);
  expect(await run({ deep: true })).toEqual({ status: 'unchanged', deep: true, mounted: 0 });
});
