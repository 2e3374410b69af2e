import { afterEach, describe, expect, it } from 'vitest';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import type { Switches } from '../support/fake-registry/switches.ts';
import { image, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { registryStore } from '../support/registry-store.ts';
import { promote, sign, verify } from './support.ts';

const REGISTRIES: readonly [string, Partial<Switches>][] = [
  ['with the API', {}],
  ['without the API', { referrers: '404' }],
];

/** Real HTTP to a registry that is gone from its n-th request on, for each n. */
describe('an outage at any request', () => {
  const registries: FakeRegistry[] = [];
  const start = async (switches: Partial<Switches>) => {
    const registry = await FakeRegistry.start(switches);
    registries.push(registry);
    return registry;
  };
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));

  const goneFrom = (registry: FakeRegistry, request: number): void => {
    let count = 0;
    const match = { test: () => ++count >= request } as unknown as RegExp;
    registry.failures.push({ match, times: Number.POSITIVE_INFINITY, status: 503 });
  };

  it.each(REGISTRIES)('leaves the old tag or the whole image, %s', async (_, switches) => {
    const source = new MemoryStore('dev.test/team/app');
    const { digest } = await push(source, image({ layers: 1 }), '1');
    await sign(source);
    for (let request = 1; ; request += 1) {
      const registry = await start(switches);
      const open = () => registryStore(registry.host, 'team/app', { singleWriter: true });
      const old = await push(open(), image({ seed: 'old', layers: 0 }), '1');
      goneFrom(registry, request);
      const result = await promote(source, open());
      registry.failures.length = 0;
      const { tags } = registry.repository('team/app');
      expect([old.digest, digest]).toContain(tags.get('1'));
      if (tags.get('1') === digest)
        expect(await verify(open()), `request ${request}`).toMatchObject({ status: 'verified' });
      if (result.error === null) {
        expect(request).toBeGreaterThan(15);
        break;
      }
      expect(result, `request ${request}`).toMatchObject({ error: { code: 'registry_unavailable' } });
      // Only the reading after the tag was set can have failed when there is nothing left to do.
      const status = tags.get('1') === digest ? 'unchanged' : 'promoted';
      expect(await promote(source, open())).toMatchObject({ status, error: null });
      expect(await verify(open())).toMatchObject({ status: 'verified', digest });
      registry.log.length = 0;
      expect(await promote(source, open())).toMatchObject({ status: 'unchanged' });
      expect(registry.writes).toEqual([]);
      await registry.stop();
    }
  });

  it.each(REGISTRIES)('leaves no signature or one, and a repeat completes it, %s', async (_, switches) => {
    for (let request = 1; ; request += 1) {
      const registry = await start(switches);
      const open = () => registryStore(registry.host, 'team/app', { singleWriter: true });
      await push(open(), image({ layers: 1 }), '1');
      goneFrom(registry, request);
      const result = await sign(open());
      registry.failures.length = 0;
      if (result.error === null) {
        expect(request).toBeGreaterThan(8);
        break;
      }
      expect(result, `request ${request}`).toMatchObject({ error: { code: 'registry_unavailable' } });
      expect(await sign(open())).toMatchObject({ error: null });
      expect(await sign(open())).toMatchObject({ status: 'skipped' });
      const { signatures, status } = await verify(open());
      expect([status, signatures.length], `request ${request}`).toEqual(['verified', 1]);
      await registry.stop();
    }
  });
});
