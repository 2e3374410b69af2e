import { afterEach, describe, expect, it } from 'vitest';
import type { OwnSigning } from '../../../src/operations/promotion/own-signing.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { ALICE, registryStore } from '../../support/registry-store.ts';
import { promote, sign, signerOf, strangerChain, trustIn, verify } from '../support.ts';

const BEARER = { kind: 'bearer', accounts: [{ username: 'alice', password: 'wonderland' }] } as const;
const OURS = strangerChain();

async function own(): Promise<OwnSigning & { readonly count: { sign: number } }> {
  const count = { sign: 0 };
  const signer = await signerOf(OURS, (key) => ({
    sign(bytes, signal) {
      count.sign += 1;
      return key.sign(bytes, signal);
    },
  }));
  return { signer, metadata: {}, ifSigned: 'skip', recursive: false, count };
}

describe('our own signature on a promotion', () => {
  const registries: FakeRegistry[] = [];
  const start = async (switches: Partial<Switches>, auth: Parameters<typeof FakeRegistry.start>[1] = {}) => {
    const registry = await FakeRegistry.start(switches, auth);
    registries.push(registry);
    return registry;
  };
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));

  const signed = async (layers = 9) => {
    const source = new MemoryStore('dev.test/app');
    await push(source, image({ layers }), '1');
    await sign(source);
    await sign(source, { ifSigned: 'add', metadata: { second: 'yes' } });
    return source;
  };

  it.each<[string, Partial<Switches>, number, number]>([
    ['API', {}, 39, 5],
    ['no API', { referrers: '404', subjectHeader: false }, 42, 5],
  ])(
    'costs what any signature costs, and on a repeat its manifest and envelope: %s',
    async (_, switches, alone, again) => {
      const source = await signed();
      const to = await start(switches, BEARER);
      const run = async () =>
        promote(source, registryStore(to.host, 'team/app', { credential: ALICE }), { sign: await own() });
      expect(await run()).toMatchObject({ status: 'promoted', error: null });
      // Two for its envelope, one that reads the envelope back, one for its manifest.
      expect(to.requests).toHaveLength(alone + 2 + 1 + 1);
      to.log.length = 0;
      expect(await run()).toMatchObject({ status: 'unchanged' });
      expect(to.requests).toHaveLength(again + 2);
      expect(to.writes).toEqual([]);
    },
  );

  it('is not asked for by a mount from a repository that does not have it', async () => {
    const registry = await start({}, BEARER);
    const store = registryStore(registry.host, 'dev/app', { credential: ALICE });
    await push(store, image(), '1');
    await sign(store);
    registry.log.length = 0;
    const to = registryStore(registry.host, 'prod/app', { credential: ALICE, alsoPull: ['dev/app'] });
    const result = await promote(registryStore(registry.host, 'dev/app', { credential: ALICE }), to, {
      sign: await own(),
    });
    expect(result).toMatchObject({ status: 'promoted', error: null });
    // The envelope alone is written; the config of all signatures is mounted like the rest.
    expect(result.destinations[0]).toMatchObject({ copied: 1 });
    expect(registry.openUploads).toBe(0);
    const mounts = registry.requests.filter((request) => /^POST .*mount=/.test(request));
    expect(mounts).toHaveLength(result.destinations[0]!.mounted);
  });

  it.each<[string, Partial<Switches>, boolean]>([
    ['API, after its work', {}, true],
    ['no API, before its work', { referrers: '404' }, false],
  ])(
    'stands with a tag that is set, wherever the run is killed, and a repeat completes it: %s',
    async (_, switches, isDone) => {
      const source = new MemoryStore('dev.test/app');
      const { digest } = await push(source, image({ layers: 0 }), '1');
      const registry = await start(switches);
      registry.cutIsDone = isDone;
      const signing = await own();
      let at = 1;
      for (let killed = true; killed; at += 1) {
        const name = `team/app-${at}`;
        const open = () => registryStore(registry.host, name, { singleWriter: true });
        const run = () => promote(source, open(), { sign: signing, allowUnsigned: true });
        const stands = () => verify(open(), { trust: trustIn([{}], OURS) });
        const { tags } = registry.repository(name);
        registry.log.length = 0;
        registry.cutFrom = at;
        killed = (await run()).error !== null;
        registry.cutFrom = Number.POSITIVE_INFINITY;
        if (tags.has('1')) expect(await stands(), `killed at ${at}`).toMatchObject({ status: 'verified' });
        if (killed) expect(await run(), `repeated after ${at}`).toMatchObject({ error: null });
        expect(tags.get('1')).toBe(digest);
        expect(await stands(), `repeated after ${at}`).toMatchObject({ status: 'verified' });
      }
      expect(at).toBeGreaterThan(12);
    },
  );
});
