import { beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { sharedChain } from '../../support/pki.ts';
import { tools } from '../../support/tools.ts';
import { sign, signerOf, verify } from '../support.ts';

/** The shared signer, counting; `refuse` makes the n-th signature fail. */
async function countingSigner(refuse?: number) {
  const count = { describe: 0, sign: 0 };
  const signer = await signerOf(sharedChain(), (key) => ({
    describe(signal) {
      count.describe += 1;
      return key.describe(signal);
    },
    async sign(bytes, signal) {
      count.sign += 1;
      if (count.sign === refuse) throw new SealiftError('denied', 'the key service says no');
      return key.sign(bytes, signal);
    },
  }));
  count.describe = 0;
  return { count, signer };
}

describe('sign --recursive', () => {
  let store: MemoryStore;

  beforeEach(() => {
    store = new MemoryStore();
  });

  it('signs an index of indexes down to every child, each once', async () => {
    const shared = image({ seed: 'shared' });
    const inner = index([shared, image({ seed: 'inner' })]);
    const root = await push(store, index([inner, shared]), '1');
    const { count, signer } = await countingSigner();
    const result = await sign(store, { recursive: true, signer });
    expect(result).toMatchObject({ status: 'signed', digest: root.digest });
    expect(result.signatures).toHaveLength(4);
    expect(result.platforms).toHaveLength(3);
    // The key was asked what it is before, for all images of the run.
    expect(count).toEqual({ describe: 0, sign: 4 });
    expect(await verify(store, { recursive: true })).toMatchObject({ status: 'verified' });
  });

  it('signs only the manifests without a signature, and reports which', async () => {
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    await push(store, built, '1');
    await sign(store, { name: { digest: built.children[0]!.manifest.descriptor.digest } });
    const { count, signer } = await countingSigner();
    const result = await sign(store, { recursive: true, signer });
    expect(count.sign).toBe(2);
    expect(result.status).toBe('signed');
    expect(result.platforms.map(({ status }) => status)).toEqual(
      result.platforms.map(({ digest }) =>
        digest === built.children[0]!.manifest.descriptor.digest ? 'skipped' : 'signed',
      ),
    );
    const [root, ...children] = [built, ...built.children].map(({ manifest }) => manifest.descriptor.digest);
    expect(result.platforms.map(({ digest }) => digest)).toEqual(children);
    expect(result.signatures.map(({ subject, made }) => [subject, made])).toEqual([
      [root, true],
      [children[0], false],
      [children[1], true],
    ]);
    expect(await sign(store, { recursive: true })).toMatchObject({ status: 'skipped' });
  });

  it('reports the signatures that were made before one failed', async () => {
    await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    const { signer } = await countingSigner(3);
    const result = await sign(store, { recursive: true, signer, ...tools(), concurrency: 1 });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'denied' } });
    expect(result.signatures.length).toBeGreaterThanOrEqual(1);
    for (const { digest } of result.signatures) expect(store.manifests.has(digest)).toBe(true);
  });

  it('overlaps the waits for the referrers tag at any concurrency', async () => {
    await push(store, index(['a', 'b', 'c', 'd', 'e'].map((seed) => image({ seed }))), '1');
    const link = store.linkReferrers.bind(store);
    // Nobody goes on before all six wait: were they let in one at a time, this would never end.
    let arrive: () => void;
    const allWait = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let waiting = 0;
    store.linkReferrers = async (...given) => {
      waiting += 1;
      if (waiting === 6) arrive();
      await allWait;
      return link(...given);
    };
    expect(await sign(store, { recursive: true, ...tools(), concurrency: 1 })).toMatchObject({
      status: 'signed',
    });
  });

  it('does not use the key after an abort', async () => {
    await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
    const { count, signer } = await countingSigner();
    const stop = new AbortController();
    const put = store.putManifest.bind(store);
    store.putManifest = async (content) => {
      await put(content);
      stop.abort(new SealiftError('interrupted', 'stopped'));
    };
    const request = { recursive: true, signer, ...tools(), concurrency: 1 };
    expect(await sign(store, request, stop.signal)).toMatchObject({ error: { code: 'interrupted' } });
    expect(count.sign).toBe(1);
  });

  it('refuses a full list before anything is pushed', async () => {
    await push(store, image(), '1');
    store.writes.length = 0;
    const full = Object.assign(store, {
      async refuseUnlistable() {
        throw new SealiftError('content_too_large', 'full');
      },
      refuseHiding: async () => {},
    });
    for (const ifSigned of ['skip', 'add'] as const) {
      expect(await sign(full, { ifSigned })).toMatchObject({ error: { code: 'content_too_large' } });
      expect(store.writes).toEqual([]);
      // Reading the list is what tells the store how full it is.
      expect(store.reads.some((read) => read.startsWith('referrers'))).toBe(true);
      store.reads.length = 0;
    }
  });
});
