import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import { parseManifest } from '../../src/oci/manifest.ts';
import type { TargetStore } from '../../src/oci/ports.ts';
import type { ImageResult } from '../../src/operations/results.ts';
import { attachByTag, cosignImage } from '../support/cosign-images.ts';
import { attach, attached, image, index, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { tools } from '../support/tools.ts';
import { promote, sign, signerOf, strangerChain, trustIn, verify } from './support.ts';
import { watched } from './watched-store.ts';

const WRITES = /^(put|link|tag)/;

/** Runs `work` once for every call it makes of a store, that call failing, and once without a failure. */
async function atEveryCall(
  work: (wrap: <T extends TargetStore>(store: T) => T, call: number) => Promise<void>,
  failure = () => new SealiftError('connection_failed', 'cut'),
): Promise<number> {
  for (let call = 1; ; call += 1) {
    let made = 0;
    const before = () => {
      made += 1;
      if (made === call) throw failure();
    };
    await work((store) => watched(store, before), call);
    if (made < call) return call - 1;
  }
}

async function signedSource() {
  const source = new MemoryStore('dev.test/team/app');
  const root = await push(source, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
  await sign(source, { signer: await signerOf(strangerChain()) });
  await sign(source, { recursive: true });
  await attach(source, root, attached(root));
  return { source, root };
}

describe('a failed request', () => {
  it('never makes verify pass, or report unsigned or untrusted', async () => {
    const { source } = await signedSource();
    const calls = await atEveryCall(async (wrap, call) => {
      const result = await verify(wrap(source), { recursive: true });
      const whole = result.status === 'verified';
      if (!whole) expect(result, `call ${call}`).toMatchObject({ error: { code: 'connection_failed' } });
    });
    expect(calls).toBeGreaterThan(15);
  });

  it('leaves the old tag or the whole image after a promotion', async () => {
    const { source, root } = await signedSource();
    const { tag } = await attachByTag(source, root, 'sig', cosignImage('sig', [{ payload: 'ours' }]));
    const theirs = cosignImage('sig', [{ payload: 'theirs' }]);
    const trust = trustIn([{ scopes: ['dev.test/team/app'] }, { scopes: ['prod.test/team/app'] }]);
    const calls = await atEveryCall(async (wrap, call) => {
      const target = new MemoryStore('prod.test/team/app');
      const old = await push(target, image({ seed: 'old' }), '1');
      await push(target, theirs, tag);
      const result = await promote(wrap(source), wrap(target), { trust });
      const tagged = target.tags.get('1');
      if (result.error === null) expect(tagged).toBe(root.digest);
      else expect(result, `call ${call}`).toMatchObject({ error: { code: 'connection_failed' } });
      const { layers } = parseManifest(target.manifests.get(target.tags.get(tag)!)!);
      const [own] = parseManifest(theirs.manifest).layers;
      expect(layers[0]).toEqual(own);
      if (tagged === root.digest) {
        expect(await verify(target, { recursive: true })).toMatchObject({ status: 'verified' });
        expect(layers).toHaveLength(2);
      } else expect(tagged).toBe(old.digest);
    });
    expect(calls).toBeGreaterThan(60);
  });

  it('never lets promote take a badly signed image for an unsigned one', async () => {
    const { source } = await signedSource();
    const trust = trustIn([{}], strangerChain());
    await atEveryCall(async (wrap, call) => {
      const target = new MemoryStore('prod.test/team/app');
      const result = await promote(wrap(source), target, { allowUnsigned: true, trust });
      expect(['connection_failed', 'verification_failed'], `call ${call}`).toContain(result.error?.code);
      expect(target.writes).toEqual([]);
    });
  });

  it('never makes sign report a missing signature', async () => {
    await atEveryCall(async (wrap, call) => {
      const store = new MemoryStore();
      await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
      const result = await sign(wrap(store), { recursive: true });
      for (const { digest } of result.signatures) expect(store.manifests.has(digest)).toBe(true);
      if (result.error === null) {
        expect(await verify(store, { recursive: true })).toMatchObject({ status: 'verified' });
        return;
      }
      expect(result, `call ${call}`).toMatchObject({ error: { code: 'connection_failed' } });
      expect(await sign(store, { recursive: true })).toMatchObject({ error: null });
      expect(await verify(store, { recursive: true })).toMatchObject({ status: 'verified' });
      expect(await sign(store, { recursive: true })).toMatchObject({ status: 'skipped' });
    });
  });
});

describe('a bug in a store', () => {
  it('is reported as internal and fails no other image', async () => {
    const { source } = await signedSource();
    await atEveryCall(
      async (wrap, call) => {
        const result = await verify(wrap(source));
        if (result.error) expect(result.error.code, `call ${call}`).toBe('internal');
      },
      () => new TypeError('undefined is not a function') as never,
    );
  });
});

describe('an abort', () => {
  const reason = new SealiftError('interrupted', 'stopped by the user');

  /** Aborts at the n-th call, for each n; `late` is every write that is asked for from then on. */
  async function atEveryAbort(
    work: (wrap: <T extends TargetStore>(store: T) => T, signal: AbortSignal) => Promise<ImageResult>,
    check: (late: readonly string[], result: ImageResult) => void,
  ): Promise<void> {
    for (let call = 1; ; call += 1) {
      const stop = new AbortController();
      const late: string[] = [];
      let made = 0;
      const before = (method: string) => {
        made += 1;
        if (made === call) stop.abort(reason);
        if (made > call && WRITES.test(method)) late.push(method);
      };
      const result = await work((store) => watched(store, before), stop.signal);
      if (made < call) return;
      if (result.error) expect(result, `call ${call}`).toMatchObject({ error: { code: 'interrupted' } });
      check(late, result);
    }
  }

  it('ends a promotion with its own reason, and no tag is set afterwards', async () => {
    const { source } = await signedSource();
    await atEveryAbort(
      (wrap, signal) => {
        const target = new MemoryStore('prod.test/team/app');
        return promote(wrap(source), wrap(target), { tags: ['1', '2'] }, signal);
      },
      (late, { status }) => {
        expect(late).not.toContain('tag');
        expect(['failed', 'promoted']).toContain(status);
      },
    );
  });

  it('ends sign with its own reason, and no further signature is listed', async () => {
    await atEveryAbort(
      async (wrap, signal) => {
        const store = new MemoryStore();
        await push(store, index([image({ seed: 'a' }), image({ seed: 'b' })]), '1');
        return sign(wrap(store), { recursive: true, ...tools(), concurrency: 1 }, signal);
      },
      (late) => expect(late).not.toContain('linkReferrers'),
    );
  });

  it('ends verify with its own reason', async () => {
    const { source } = await signedSource();
    await atEveryAbort(
      (wrap, signal) => verify(wrap(source), { recursive: true }, signal),
      (late) => expect(late).toEqual([]),
    );
  });
});
