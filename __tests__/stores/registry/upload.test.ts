import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { image, noise, push } from '../../support/images.ts';
import { ALICE, JumpingClock, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

async function prepared() {
  const registry = await FakeRegistry.start();
  onTestFinished(() => registry.stop());
  const clock = new JumpingClock();
  const store = registryStore(registry.host, 'team/app', { clock });
  const [blob] = image({ layers: 0 }).blobs;
  let opened = 0;
  const open = async () => {
    opened += 1;
    return Readable.from([blob!.bytes]);
  };
  const upload = (signal = never) => store.putBlob(blob!.descriptor, open, signal);
  const count = (method: string) => registry.log.filter((entry) => entry.method === method).length;
  return { registry, clock, store, blob: blob!, upload, count, opened: () => opened };
}

describe('an upload', () => {
  it('is one POST and one PUT', async () => {
    const { registry, upload } = await prepared();
    await upload();
    expect(registry.requests.map((request) => request.split(' ')[0])).toEqual(['POST', 'PUT']);
  });

  it('opens its source again for every try', async () => {
    const { registry, upload, opened } = await prepared();
    registry.failures.push({ match: /^PUT/, times: 2, status: 500 });
    await upload();
    expect(opened()).toBe(3);
  });

  it('begins a new session when its session is gone', async () => {
    const { registry, upload, count } = await prepared();
    const body = '{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN"}]}';
    registry.failures.push({ match: /^PUT/, times: 1, status: 404, body });
    await upload();
    expect(count('POST')).toBe(2);
  });

  it('waits as long as Retry-After says', async () => {
    const { registry, upload, clock } = await prepared();
    registry.failures.push({ match: /^PUT/, times: 1, status: 429, headers: { 'retry-after': '40' } });
    await upload();
    expect(clock.slept.some((slept) => slept >= 40_000)).toBe(true);
  });

  it('fails when Retry-After is an hour', async () => {
    const { registry, upload, clock } = await prepared();
    registry.failures.push({ match: /^PUT/, times: 1, status: 429, headers: { 'retry-after': '3600' } });
    await expect(upload()).rejects.toMatchObject({ code: 'too_many_requests' });
    expect(clock.slept).toEqual([]);
  });

  it('fails after bounded requests when no session begins', async () => {
    const { registry, upload, count } = await prepared();
    registry.failures.push({ match: /^POST/, times: 99, status: 503 });
    await expect(upload()).rejects.toMatchObject({ code: 'registry_unavailable' });
    expect(count('POST')).toBeLessThanOrEqual(5);
  });

  it('fails after bounded tries when every PUT fails', async () => {
    const { registry, upload, count } = await prepared();
    registry.failures.push({ match: /^PUT/, times: 99, status: 'cut' });
    await expect(upload()).rejects.toMatchObject({ code: 'connection_failed' });
    expect(count('PUT')).toBe(4);
  });

  it.each([400, 403, 413])('is not repeated after %s', async (status) => {
    const { registry, upload, count } = await prepared();
    registry.failures.push({ match: /^PUT/, times: 99, status });
    await expect(upload()).rejects.toThrow();
    expect(count('PUT')).toBe(1);
  });

  it('fails with the error of its source, without a retry when that is final', async () => {
    const { store, blob, registry } = await prepared();
    const open = () => Promise.reject(new SealiftError('artifact_not_found', 'gone'));
    await expect(store.putBlob(blob.descriptor, open, never)).rejects.toMatchObject({ message: 'gone' });
    expect(registry.log.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const { registry, upload } = await prepared();
    registry.failures.push({ match: /^PUT/, times: 99, status: 'hold' });
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped')), 50);
    await expect(upload(stop.signal)).rejects.toThrow('stopped');
  });
});

describe('an upload that is answered before its body is sent', () => {
  const BIG = Buffer.alloc(6 * 1024 * 1024, noise('big', 7_919));
  const big = { mediaType: 'a/b', digest: digestOf(BIG), size: BIG.length };

  const upload = (registry: FakeRegistry) => {
    const pieces = function* () {
      for (let at = 0; at < BIG.length; at += 65_536) yield BIG.subarray(at, at + 65_536);
    };
    const store = registryStore(registry.host, 'team/app', { credential: ALICE });
    const open = async () => Readable.from(pieces(), { objectMode: false });
    return store.putBlob(big, open, never);
  };

  it('is sent again with a new token when the first one has ended', async () => {
    const accounts = [{ username: 'alice', password: 'wonderland' }];
    const registry = await FakeRegistry.start({}, { kind: 'bearer', accounts, tokenUses: 1 });
    onTestFinished(() => registry.stop());
    await upload(registry);
    expect(registry.log.map(({ method, status }) => `${method} ${status}`)).toEqual([
      'POST 401',
      'GET 200',
      'POST 202',
      'PUT 401',
      'GET 200',
      'PUT 201',
    ]);
    expect(registry.repository('team/app').blobs.get(big.digest)).toHaveLength(BIG.length);
  });

  it.each<[number, string, string]>([
    [404, '{"errors":[{"code":"NAME_UNKNOWN"}]}', 'repository_missing'],
    [413, '', 'content_too_large'],
    [403, '', 'denied'],
  ])('with %s ends with that answer', async (status, body, code) => {
    const registry = await FakeRegistry.start();
    onTestFinished(() => registry.stop());
    registry.failures.push({
      match: /^POST/,
      times: 1,
      status: 202,
      headers: { location: '/v2/team/app/blobs/uploads/1' },
    });
    registry.failures.push({ match: /^PUT/, times: 99, status, body, headers: { connection: 'close' } });
    await expect(upload(registry)).rejects.toMatchObject({ code });
  });
});

describe('a tag', () => {
  it('is one PUT of the same bytes', async () => {
    const { registry, store } = await prepared();
    const { manifest } = image();
    await push(store, image());
    registry.log.length = 0;
    await store.tag(manifest, '1', never);
    expect(registry.requests).toEqual(['PUT /v2/team/app/manifests/1']);
    expect(registry.repository('team/app').find('1')!.bytes).toEqual(Buffer.from(manifest.bytes));
  });
});

describe('a blob that is asked for', () => {
  it.each([
    ['its size', '10', true],
    ['no size', undefined, true],
    ['a length of 0', '0', true],
  ])('is there when HEAD answers with %s', async (_, length, expected) => {
    const { registry, store, blob } = await prepared();
    const headers: Record<string, string> = length === undefined ? {} : { 'content-length': length };
    registry.failures.push({ match: /^HEAD/, times: 1, status: 200, headers });
    expect(await store.has({ ...blob.descriptor, size: 10 }, never)).toBe(expected);
  });

  it('is not the blob when it has another size', async () => {
    const { registry, store, blob } = await prepared();
    registry.failures.push({ match: /^HEAD/, times: 1, status: 200, headers: { 'content-length': '11' } });
    await expect(store.has({ ...blob.descriptor, size: 10 }, never)).rejects.toMatchObject({
      code: 'digest_mismatch',
    });
  });
});
