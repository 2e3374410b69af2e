import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readBlob } from '../../../src/oci/blob/read-blob.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import type { TargetStore } from '../../../src/oci/ports.ts';
import { type Drip, drippingHost, headOf } from '../../support/dripping-host.ts';
import { image } from '../../support/images.ts';
import { registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

const bytes = new TextEncoder().encode('{}');
const digest = digestOf(bytes);
const blob = { mediaType: 'a/b', digest, size: 2 };
const content = { descriptor: { mediaType: MEDIA_TYPES.ociImage, digest, size: 2 }, bytes };

const TASKS: readonly (readonly [what: string, (store: TargetStore) => Promise<unknown>])[] = [
  ['resolves a tag', (store) => store.resolve({ tag: '1' }, never)],
  ['reads a manifest', (store) => store.manifest(content.descriptor, never)],
  ['lists referrers', (store) => Array.fromAsync(store.referrers(blob, { sources: 'merged' }, never))],
  ['reads an envelope', (store) => readBlob(store, blob, 100, never)],
  ['asks for a blob', (store) => store.has(blob, never)],
  ['pushes a blob', (store) => store.putBlob(blob, async () => Readable.from([bytes]), never)],
  ['pushes a manifest', (store) => store.putManifest(image({ layers: 0 }).manifest, never)],
];

const OIL: readonly (readonly [how: string, Drip])[] = [
  ['headers', { first: 'HTTP/1.1 200 OK\r\n', again: 'a: b\r\n' }],
  ['100 Continue', { again: 'HTTP/1.1 100 Continue\r\n\r\n' }],
  ['the words of a refusal', { first: headOf(500, '403 Forbidden'), again: ' ' }],
];

/** Silence is never what ends a test here. */
const http = { timeouts: { connect: 5_000, idle: 5_000, total: 25, pace: 200 } };

describe('a registry that trickles', () => {
  it.each(TASKS.flatMap(([what, task]) => OIL.map(([how, drip]) => [what, how, task, drip] as const)))(
    'ends who %s, by %s',
    async (what, how, task, drip) => {
      const { host } = await drippingHost(() => drip);
      const said = expect(task(registryStore(host, 'team/app', { http }))).rejects;
      // HEAD has no words: the refusal is one.
      const isRefused = how === 'the words of a refusal' && /resolves|asks/.test(what);
      await said.toMatchObject({ code: isRefused ? 'credentials_missing' : 'deadline_exceeded' });
    },
  );

  it.each<[string, Drip]>([
    ['a manifest', { first: headOf(3_000_000, '200 OK', MEDIA_TYPES.ociImage), again: ' ' }],
    ['a list', { first: headOf(3_000_000, '200 OK', MEDIA_TYPES.ociIndex), again: ' ' }],
    ['an envelope', { first: headOf(2), again: '' }],
  ])('ends who reads %s', async (what, drip) => {
    const { host } = await drippingHost(() => drip);
    const store = registryStore(host, 'team/app', { http: { timeouts: { ...http.timeouts, idle: 4_000 } } });
    const reading = {
      'a manifest': () => store.manifest(content.descriptor, never),
      'a list': () => Array.fromAsync(store.referrers(blob, { sources: 'merged' }, never)),
      'an envelope': () => readBlob(store, blob, 100, never),
    }[what]!;
    await expect(reading()).rejects.toMatchObject({ code: 'deadline_exceeded', exitCode: 3 });
  });

  it('is given up when its token service trickles', async () => {
    const asked: string[] = [];
    const registry = await drippingHost((_, head) => {
      asked.push(head);
      if (head.includes('/token')) return { first: headOf(60_000), again: ' ' };
      const challenge = `Bearer realm="http://${registry.host}/token",service="test"`;
      return { first: `HTTP/1.1 401 No\r\nwww-authenticate: ${challenge}\r\ncontent-length: 0\r\n\r\n` };
    });
    const store = registryStore(registry.host, 'team/app', { http });
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({
      code: 'deadline_exceeded',
      message: expect.stringContaining('/token'),
    });
    expect(asked).toHaveLength(6);
  });

  it('is read when a later try brings the manifest', async () => {
    const { host, requests } = await drippingHost((count) =>
      count < 3
        ? { first: headOf(2, '200 OK', MEDIA_TYPES.ociImage), bytes: '' }
        : { first: `${headOf(2, '200 OK', MEDIA_TYPES.ociImage)}{}` },
    );
    const store = registryStore(host, 'team/app', { http });
    expect((await store.manifest(content.descriptor, never)).bytes).toEqual(Buffer.from('{}'));
    expect(requests).toHaveLength(3);
  });
});
