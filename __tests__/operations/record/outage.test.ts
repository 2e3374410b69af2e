import { afterEach, describe, expect, it } from 'vitest';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { registryStore } from '../../support/registry-store.ts';
import { tools } from '../../support/tools.ts';
import { promote, sign, verify } from '../support.ts';
import { later, recording } from './support.ts';

/** Real HTTP to a registry that is gone from its n-th request on, for each n, in a promotion over another one with a record. */
describe('an outage at any request of promote --record', () => {
  const registries: FakeRegistry[] = [];
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));

  it.each<[string, Partial<Switches>]>([
    ['with the API', {}],
    ['without the API', { referrers: '404' }],
  ])('never leaves a record of what does not stand, and a repeat completes it, %s', async (_, switches) => {
    const record = await recording();
    const sources = { old: new MemoryStore('dev.test/old'), new: new MemoryStore('dev.test/new') };
    for (const [seed, source] of Object.entries(sources)) {
      await push(source, image({ seed, layers: 1 }), '1');
      await sign(source);
    }
    for (let request = 1; ; request += 1) {
      const registry = await FakeRegistry.start(switches);
      registries.push(registry);
      const open = () => registryStore(registry.host, 'team/app', { singleWriter: true });
      const run = (from: 'old' | 'new', minutes: number) =>
        promote(sources[from], open(), { ...tools(later(minutes)), record });
      const judged = () =>
        verify(open(), {
          ...tools(later(9)),
          record: { tag: '1', repository: `${registry.host}/team/app` },
        });
      const before = await run('old', 0);
      expect(before).toMatchObject({ error: null });
      let count = 0;
      const match = { test: () => ++count >= request } as unknown as RegExp;
      registry.failures.push({ match, times: Number.POSITIVE_INFINITY, status: 503 });
      const result = await run('new', 1);
      registry.failures.length = 0;
      const seen = await judged();
      const where = `request ${request}`;
      // What verify passes is what the tag points at; in between the record is the old one, and verify refuses.
      if (seen.status === 'verified') expect(seen.record!.image, where).toBe(seen.digest);
      else {
        expect(seen.error!.code, where).toBe('record_refused');
        expect(seen.digest, where).not.toBe(before.digest);
      }
      if (result.error === null) {
        expect(request).toBeGreaterThan(25);
        break;
      }
      expect(result, where).toMatchObject({ error: { code: 'registry_unavailable' } });
      expect(await run('new', 2), where).toMatchObject({ error: null });
      expect(await judged(), where).toMatchObject({ status: 'verified', record: { status: 'passed' } });
      registry.log.length = 0;
      expect(await run('new', 3), where).toMatchObject({ status: 'unchanged' });
      expect(registry.writes).toEqual([]);
      await registry.stop();
    }
  });
});
