import { expect, it } from 'vitest';
import type { CachedStore } from '../../src/oci/cache/cached-store.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { ManifestContent, ManifestName } from '../../src/oci/ports.ts';
import { imageSessions } from '../../src/operations/image-sessions.ts';
import { collectGarbage } from '../support/collect-garbage.ts';
import { image, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { never, tools } from '../support/tools.ts';
import { sign, trustIn, verify } from './support.ts';

const IMAGES = 6;
const KIB = 1024;

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
  const sessionFor = imageSessions(tools(), 1, never);
  const trust = trustIn();
  for (const name of names) {
    const result = await verify(store, { ...sessionFor(name), name, trust });
    expect(result.status).toBe('verified');
  }
  expect(store.given).toHaveLength(IMAGES);
  expect(await store.held()).toEqual([]);
});

it('tags of one image share what was read of it', async () => {
  const { store } = await signedImages((at) => ({ tag: `v${at}` }));
  const sessionFor = imageSessions(tools(), 1, never);
  for (const _ of [1, 2, 3]) {
    const name = { tag: 'v0' };
    const result = await verify(store, { ...sessionFor(name), name });
    expect(result.status).toBe('verified');
  }
  expect(store.given).toHaveLength(1);
});

/** A repository that has a manifest of any size. */
class SizedStore extends WeaklyHeldStore {
  override async manifest(descriptor: Descriptor): Promise<ManifestContent> {
    const content = { descriptor, bytes: new Uint8Array(descriptor.size) };
    this.given.push(new WeakRef(content));
    return content;
  }
}

/** Reads `count` manifests of 16 KiB, and resolves to the KiB that are held afterwards. */
async function heldAfter(
  store: SizedStore,
  count: number,
  viewOf: (store: SizedStore) => CachedStore,
): Promise<number> {
  for (let at = 0; at < count; at += 1) {
    const descriptor = {
      ...image().manifest.descriptor,
      digest: digestOf(Buffer.from([at])),
      size: 16 * KIB,
    };
    await viewOf(store).manifest(descriptor, never);
  }
  viewOf(store);
  return (await store.held()).reduce((sum, size) => sum + size / KIB, 0);
}

it('tags leave a quarter of a MiB of their manifests from one to the next', async () => {
  const sessionFor = imageSessions(tools(), 1, never);
  const left = await heldAfter(new SizedStore(), 40, (store) => sessionFor({ tag: '1' }).view(store));
  expect(left).toBeGreaterThan(200);
  expect(left).toBeLessThanOrEqual(256);
});

it('an image beside 63 others keeps a quarter of a MiB of its manifests', async () => {
  const store = new SizedStore();
  const own = imageSessions(tools(), 64, never)({ tag: '1' }).view(store);
  const left = await heldAfter(store, 60, () => own);
  expect(left).toBeGreaterThan(200);
  expect(left).toBeLessThanOrEqual(256);
});

it('tags leave the views of sixteen repositories', async () => {
  const stores = Array.from({ length: 20 }, () => new SizedStore());
  const sessionFor = imageSessions(tools(), 64, never);
  for (const store of stores)
    await sessionFor({ tag: '1' }).view(store).manifest(image().manifest.descriptor, never);
  await collectGarbage();
  expect(stores.filter(({ given }) => given[0]?.deref())).toHaveLength(16);
});
