import { Buffer } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { EMPTY_CONFIG, EMPTY_CONFIG_BYTES } from '../../../src/notation/signature-manifest.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { shareBlobs } from '../../../src/oci/fanout/share-blobs.ts';
import { withOwnBlobs } from '../../../src/operations/promotion/with-own-blobs.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { never } from '../../support/tools.ts';

const bytes = Buffer.from('an envelope');
const envelope = { mediaType: 'application/jose+json', digest: digestOf(bytes), size: bytes.length };

async function prepared(hasConfig = false) {
  const store = new MemoryStore();
  const built = image();
  await push(store, built, '1');
  const [alone] = shareBlobs(store, 1, { now: () => 0, sleep: async () => {} });
  const source = withOwnBlobs(alone!, new Map([[envelope.digest, bytes]]), hasConfig);
  return { store, source, layer: built.blobs[0]!.descriptor };
}

it('own blobs are read from memory, from anywhere on, and the others from the source', async () => {
  const { store, source, layer } = await prepared();
  expect(await buffer(await source.blob(envelope, {}, never))).toEqual(bytes);
  expect(await buffer(await source.blob(envelope, { offset: 3 }, never))).toEqual(bytes.subarray(3));
  expect(await buffer(await source.blob(EMPTY_CONFIG, {}, never))).toEqual(Buffer.from(EMPTY_CONFIG_BYTES));
  expect(store.reads.filter((read) => read.startsWith('blob'))).toEqual([]);
  await buffer(await source.blob(layer, {}, never));
  expect(store.reads.filter((read) => read.startsWith('blob'))).toEqual([`blob ${layer.digest}`]);
});

it('own blobs are mounted from nowhere, but for a config that the source has', async () => {
  for (const hasConfig of [false, true]) {
    const { source, layer } = await prepared(hasConfig);
    expect(source.mayMount?.(envelope)).toBe(false);
    expect(source.mayMount?.(EMPTY_CONFIG)).toBe(hasConfig);
    expect(source.mayMount?.(layer)).toBe(true);
  }
});

it('a manifest that gives an own blob another size is refused', async () => {
  const { source } = await prepared();
  await expect(async () =>
    source.blob({ ...EMPTY_CONFIG, size: EMPTY_CONFIG.size + 1 }, {}, never),
  ).rejects.toMatchObject({ code: 'digest_mismatch' });
});
