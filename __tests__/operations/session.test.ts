import { expect, it } from 'vitest';
import type { ManifestContent, ManifestName } from '../../src/oci/ports.ts';
import { imageSession } from '../../src/operations/session.ts';
import { collectGarbage } from '../support/collect-garbage.ts';
import { image, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { never, tools } from '../support/tools.ts';
import { sign, trustIn, verify } from './support.ts';

const IMAGES = 6;

/** A repository that reads each manifest anew, and remembers who still holds what it gave. */
class WeaklyHeldStore extends MemoryStore {
  readonly given: WeakRef<ManifestContent>[] = [];

  override async manifest(...args: Parameters<MemoryStore['manifest']>): Promise<ManifestContent> {
    const content = { ...(await super.manifest(...args)) };
    this.given.push(new WeakRef(content));
    return content;
  }

  /** Bytes of each manifest that somebody holds. */
  async held(): Promise<number[]> {
    await collectGarbage();
    return this.given.flatMap((one) => one.deref()?.bytes.length ?? []);
  }
}

/** Signed images of one repository, under `named`. */
async function signedImages(named: (at: number, digest: string) => ManifestName) {
  const store = new WeaklyHeldStore();
  const names: ManifestName[] = [];
  for (let at = 0; at < IMAGES; at += 1) {
    const { digest } = await push(store, image({ seed: `image ${at}` }), `v${at}`);
    await sign(store, { name: { tag: `v${at}` } });
    names.push(named(at, digest));
  }
  store.given.length = 0;
  return { store, names };
}

it('images that are named by digest leave none of their manifests in the memory of a run', async () => {
  const { store, names } = await signedImages((_, digest) => ({ digest }) as ManifestName);
  const session = tools();
  const trust = trustIn();
  for (const name of names) {
    const result = await verify(store, { ...imageSession(session, name, never), name, trust });
    expect(result.status).toBe('verified');
  }
  expect(store.given).toHaveLength(IMAGES);
  expect(await store.held()).toEqual([]);
});

it('tags of one image share what was read of it', async () => {
  const { store } = await signedImages((at) => ({ tag: `v${at}` }));
  const session = tools();
  for (const _ of [1, 2, 3]) {
    const name = { tag: 'v0' };
    const result = await verify(store, { ...imageSession(session, name, never), name });
    expect(result.status).toBe('verified');
  }
  expect(store.given).toHaveLength(1);
});

it('tags leave a quarter of a MiB of their manifests from one to the next', async () => {
  const store = new WeaklyHeldStore();
  const session = tools();
  let all = 0;
  for (let at = 0; at < 60; at += 1) {
    const descriptor = await push(store, image({ seed: `${at}`, layers: 60 }));
    const { view } = imageSession(session, { tag: '1' }, never);
    all += (await view(store).manifest(descriptor, never)).bytes.length;
  }
  imageSession(session, { tag: '1' }, never).view(store);
  const left = (await store.held()).reduce((sum, size) => sum + size, 0);
  expect(all).toBeGreaterThan(400 * 1024);
  expect(left).toBeGreaterThan(128 * 1024);
  expect(left).toBeLessThanOrEqual(256 * 1024);
});
