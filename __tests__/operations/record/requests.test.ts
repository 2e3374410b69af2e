import { afterEach, describe, expect, it } from 'vitest';
import type { RecordDemand } from '../../../src/operations/record/verify-record.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { registryStore } from '../../support/registry-store.ts';
import { type PromoteChange, promote, sign, verify } from '../support.ts';
import { recording } from './support.ts';

/** What a record costs beside the promotion and the verdict that it belongs to. */
describe('the requests that a record adds', () => {
  const registries: FakeRegistry[] = [];
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));

  const scene = async (switches: Partial<Switches>, isEmpty: boolean) => {
    const registry = await FakeRegistry.start(switches);
    registries.push(registry);
    const source = new MemoryStore('dev.test/team/app');
    await push(source, image({ layers: 1 }), '1');
    await sign(source);
    const open = (repository: string) => registryStore(registry.host, repository, { singleWriter: true });
    const names = { plain: 'plain/app', recorded: 'recorded/app' } as const;
    if (!isEmpty)
      for (const name of Object.values(names)) await push(open(name), image({ seed: 'old' }), '1');
    const record = await recording();
    const counted = async (work: () => Promise<{ readonly error: unknown; readonly status: string }>) => {
      registry.log.length = 0;
      const { error, status } = await work();
      expect(error).toBeNull();
      return { status, requests: registry.requests.length, writes: registry.writes.length };
    };
    const promoted = (to: keyof typeof names, change: PromoteChange = {}) =>
      counted(() => promote(source, open(names[to]), to === 'recorded' ? { record, ...change } : change));
    const demand = (): RecordDemand => ({ tag: '1', repository: `${registry.host}/${names.recorded}` });
    const verified = (isAsked: boolean) =>
      counted(() => verify(open(names.recorded), isAsked ? { record: demand() } : {}));
    return { promoted, verified };
  };

  it.each<[string, Partial<Switches>, boolean, number]>([
    // Two for each of two blobs, the config, two manifests, two lists, the tag and its reading.
    ['with the API, empty', {}, true, 4 + 1 + 2 + 2 + 2],
    ['with the API, over another image: the record tag is asked for', {}, false, 4 + 1 + 2 + 2 + 2 + 1],
    // Each of the two lists is a tag that is read, written and read back.
    ['without the API', { referrers: '404' }, false, 18],
  ])('promote: %s', async (_, switches, isEmpty, more) => {
    const { promoted } = await scene(switches, isEmpty);
    const plain = await promoted('plain');
    const recorded = await promoted('recorded');
    expect(recorded.requests - plain.requests).toBe(more);
  });

  it.each<[string, Partial<Switches>, number]>([
    ['with the API', {}, 6],
    ['without the API', { referrers: '404' }, 6],
  ])('promote again: reading alone, %s', async (_, switches, more) => {
    const { promoted } = await scene(switches, true);
    await promoted('plain');
    await promoted('recorded');
    const plain = await promoted('plain');
    const recorded = await promoted('recorded');
    expect(recorded).toMatchObject({ status: 'unchanged', writes: 0 });
    expect(recorded.requests - plain.requests).toBe(more);
  });

  it.each<[string, Partial<Switches>, number]>([
    // The record tag, the manifest, the statement, its list, the signature and its envelope.
    ['with the API', {}, 6],
    ['without the API', { referrers: '404' }, 6],
  ])('verify: %s', async (_, switches, more) => {
    const { promoted, verified } = await scene(switches, true);
    await promoted('recorded');
    const plain = await verified(false);
    const recorded = await verified(true);
    expect(recorded.requests - plain.requests).toBe(more);
  });
});
