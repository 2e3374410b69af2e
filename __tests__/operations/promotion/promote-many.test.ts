import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { TargetStore } from '../../../src/oci/ports.ts';
import { openLayoutStore } from '../../../src/stores/layout/open.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { attach, attached, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { registryStore } from '../../support/registry-store.ts';
import { tools } from '../../support/tools.ts';
import { promote, sign, verify } from '../support.ts';

const CLEAN_UP: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const undo of CLEAN_UP.splice(0).toReversed()) await undo();
});

const to = (stores: readonly TargetStore[], tags: readonly string[] = ['1']) =>
  stores.map((store) => ({ reference: `${store.name}:${tags.join(',')}`, store, tags }));

async function fill(source: TargetStore, layerSize = 64) {
  const children = ['a', 'b'].map((seed) => image({ seed, layers: 3, layerSize }));
  const root = await push(source, index(children), '1');
  expect(await sign(source, { recursive: true })).toMatchObject({ error: null });
  await attach(source, root, attached(root));
  return root;
}

async function registry(): Promise<FakeRegistry> {
  const started = await FakeRegistry.start();
  CLEAN_UP.push(() => started.stop());
  return started;
}

async function layout(): Promise<{ folder: string; store: TargetStore }> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-many-'));
  CLEAN_UP.push(() => rm(folder, { recursive: true, force: true }));
  const store = await openLayoutStore({ path: join(folder, 'layout'), create: true });
  return { folder: join(folder, 'layout'), store };
}

const stores = (...names: string[]) => names.map((name) => new MemoryStore(`${name}.test/team/app`));

/** Each blob and how often it was asked for at the source. */
function blobReads(requests: readonly string[]): number[] {
  const reads = requests.filter((request) => /^(GET \S*\/blobs\/|blob )sha256/.test(request));
  return [...Map.groupBy(reads, (read) => read).values()].map(({ length }) => length);
}

describe('a promotion to several destinations', () => {
  it('reads each blob once at the source, whatever the destinations are', async () => {
    const [from, one, two] = [await registry(), await registry(), await registry()];
    const root = await fill(registryStore(from.host), 20_000);
    const { store: folder } = await layout();
    from.log.length = 0;
    const destinations = to([registryStore(one.host), registryStore(two.host), folder]);
    const source = registryStore(from.host);
    const result = await promote(source, destinations[0]!.store, { destinations, ...tools() });
    expect(result).toMatchObject({ error: null, status: 'promoted' });
    for (const { store } of destinations)
      expect(await verify(store, { recursive: true })).toMatchObject({
        status: 'verified',
        digest: root.digest,
      });
    // The envelope of the root was read for its judgement before.
    expect(blobReads(from.requests).toSorted()).toEqual([...Array(12).fill(1), 2]);
    const manifests = from.requests.filter((request) => /^GET \S*\/manifests\//.test(request));
    expect(new Set(manifests).size).toBe(manifests.length);
  });

  it('reads each blob once from a layout, too', async () => {
    const { store: source } = await layout();
    await fill(source);
    const asked: string[] = [];
    const blob = source.blob.bind(source);
    source.blob = (descriptor, ...rest) => {
      asked.push(`blob ${descriptor.digest}`);
      return blob(descriptor, ...rest);
    };
    const targets = stores('a', 'b', 'c');
    const destinations = to(targets);
    expect(await promote(source, targets[0]!, { destinations })).toMatchObject({ status: 'promoted' });
    expect(blobReads(asked).toSorted()).toEqual([...Array(12).fill(1), 2]);
  });

  it('reads a blob only for the destinations that lack it', async () => {
    const source = new MemoryStore('dev.test/team/app');
    await fill(source);
    const [full, empty] = stores('full', 'empty');
    await promote(source, full!);
    for (const tag of full!.tags.keys()) full!.tags.delete(tag);
    source.reads.length = 0;
    const destinations = to([full!, empty!]);
    const result = await promote(source, full!, { destinations });
    expect(result.destinations.map(({ copied }) => copied)).toEqual([0, 13]);
    expect(Math.max(...blobReads(source.reads))).toBeLessThanOrEqual(2);
  });

  it('completes a slow destination without a wait of the others', async () => {
    const source = new MemoryStore('dev.test/team/app');
    await fill(source, 90_000);
    const [fast, slow, other] = stores('fast', 'slow', 'other');
    const put = slow!.putBlob.bind(slow);
    let isFree: () => void = () => {};
    const free = new Promise<void>((resolve) => {
      isFree = resolve;
    });
    slow!.putBlob = async (descriptor, open, signal) => {
      const opened = await open(0);
      await free;
      return put(descriptor, () => Promise.resolve(opened), signal);
    };
    const tag = fast!.tag.bind(fast);
    fast!.tag = async (...given) => {
      await tag(...given);
      isFree();
    };
    const targets = [fast!, slow!, other!];
    const result = await promote(source, fast!, { destinations: to(targets) });
    expect(result.destinations.map(({ status }) => status)).toEqual(Array(3).fill('promoted'));
    for (const store of targets)
      expect(await verify(store, { recursive: true })).toMatchObject({ status: 'verified' });
  });

  it.each([1, 3, 8, 14, 20, 24])(
    'completes the other destinations when one fails at write %i',
    async (write) => {
      const source = new MemoryStore('dev.test/team/app');
      const root = await fill(source);
      const [first, broken, last] = stores('first', 'broken', 'last');
      await push(broken!, image({ seed: 'old' }), '1');
      const old = broken!.tags.get('1');
      broken!.failAt = { write };
      const targets = [first!, broken!, last!];
      const result = await promote(source, first!, { destinations: to(targets, ['1', 'latest']) });
      expect(result.destinations.map(({ status }) => status)).toEqual(['promoted', 'failed', 'promoted']);
      expect(result.error).toMatchObject({
        code: 'registry_unavailable',
        message: expect.stringMatching(/^1 of 3 destinations failed, first broken\.test/),
      });
      for (const store of [first!, last!]) {
        expect([...store.tags.values()]).toEqual([root.digest, root.digest]);
        expect(await verify(store, { recursive: true })).toMatchObject({ status: 'verified' });
      }
      if (broken!.tags.get('1') !== root.digest) expect(broken!.tags.get('1')).toBe(old);
      broken!.failAt = undefined;
      const again = await promote(source, first!, { destinations: to(targets, ['1', 'latest']) });
      expect(again.destinations.map(({ status }) => status)).toEqual(['unchanged', 'promoted', 'unchanged']);
    },
  );

  it('completes all destinations after the source was cut off', async () => {
    const [from, one, two] = [await registry(), await registry(), await registry()];
    await fill(registryStore(from.host), 20_000);
    from.failures.push({ match: /GET \S*\/blobs\//, times: 3, status: 'cut' });
    const destinations = to([registryStore(one.host), registryStore(two.host)]);
    const result = await promote(registryStore(from.host), destinations[0]!.store, { destinations });
    expect(result).toMatchObject({ error: null, status: 'promoted' });
  });

  it('judges the source once', async () => {
    const source = new MemoryStore('dev.test/team/app');
    await fill(source);
    const read = async (targets: readonly MemoryStore[]): Promise<string[]> => {
      source.reads.length = 0;
      expect(await promote(source, targets[0]!, { destinations: to(targets) })).toMatchObject({
        error: null,
      });
      return source.reads.toSorted();
    };
    expect(await read(stores('a', 'b', 'c'))).toEqual(await read(stores('d')));
  });

  it('fails for all destinations when the gate refuses the source', async () => {
    const source = new MemoryStore('dev.test/team/app');
    await push(source, image(), '1');
    const targets = stores('a', 'b', 'c');
    const refused = await promote(source, targets[0]!, { destinations: to(targets) });
    expect(refused).toMatchObject({ error: { code: 'artifact_unsigned' }, destinations: [] });
    for (const { writes } of targets) expect(writes).toEqual([]);
  });

  it('leaves a tag alone that somebody moved, and moves the tags of the other destinations', async () => {
    const source = new MemoryStore('dev.test/team/app');
    const root = await fill(source);
    const [moved, calm] = stores('moved', 'calm');
    const before = await push(moved!, image({ seed: 'before' }), '1');
    const other = await push(moved!, image({ seed: 'other' }));
    const link = moved!.linkReferrers.bind(moved);
    moved!.linkReferrers = (...given) => {
      moved!.tags.set('1', other.digest);
      return link(...given);
    };
    const result = await promote(source, moved!, { destinations: to([moved!, calm!]) });
    expect(result.destinations).toMatchObject([
      { status: 'failed', previousDigest: before.digest, error: { code: 'tag_moved' } },
      { status: 'promoted', error: null },
    ]);
    expect([moved!.tags.get('1'), calm!.tags.get('1')]).toEqual([other.digest, root.digest]);
  });
});

describe('an abort of a promotion', () => {
  const reason = new SealiftError('interrupted', 'interrupted (SIGINT)');

  it('reports the state of each destination and leaves no tag on an incomplete image', async () => {
    const source = new MemoryStore('dev.test/team/app');
    const root = await fill(source);
    const [done, open] = stores('done', 'open');
    const { folder, store } = await layout();
    const stop = new AbortController();
    const resolve = done!.resolve.bind(done);
    done!.resolve = async (...given) => {
      const found = await resolve(...given);
      // The reading after the tag was set is the last that is done there.
      if (done!.tags.has('1')) stop.abort(reason);
      return found;
    };
    // The second stands still until the first has its tag.
    const aborted = new Promise<never>((_, reject) =>
      stop.signal.addEventListener('abort', () => reject(reason)),
    );
    open!.putManifest = () => aborted;
    store.putBlob = () => aborted;
    const request = { destinations: to([done!, open!, store]), ...tools() };
    const result = await promote(source, done!, request, stop.signal);
    expect(result).toMatchObject({ status: 'partial', error: { code: 'interrupted' } });
    expect(result.destinations).toMatchObject([
      { status: 'promoted', error: null },
      { status: 'failed', error: { code: 'interrupted' } },
      { status: 'failed', error: { code: 'interrupted' } },
    ]);
    expect(done!.tags.get('1')).toBe(root.digest);
    expect(open!.tags.size).toBe(0);
    await store.close();
    expect((await readdir(folder).catch(() => [])).filter((name) => name.includes('tmp'))).toEqual([]);
    const ends = request.events.filter(({ type }) => type === 'end');
    expect(ends.map((event) => 'status' in event && event.status)).toEqual(['promoted', 'failed', 'failed']);
  });

  it('ends the reads at the source', async () => {
    const from = await registry();
    await fill(registryStore(from.host), 90_000);
    const stop = new AbortController();
    const targets = stores('a', 'b');
    for (const store of targets) {
      store.putBlob = async (_, openBlob, signal) => {
        await openBlob(0);
        stop.abort(reason);
        signal.throwIfAborted();
      };
    }
    const result = await promote(
      registryStore(from.host),
      targets[0]!,
      { destinations: to(targets) },
      stop.signal,
    );
    expect(result.destinations.map(({ error }) => error?.code)).toEqual(['interrupted', 'interrupted']);
  });
});
