import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { readBlob } from '../../../src/oci/blob/read-blob.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { digestsOf, image, noise, push } from '../../support/images.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

const HTML = { 'content-type': 'text/html' };

describe('a registry as a store', () => {
  const registries: FakeRegistry[] = [];
  const start = async (switches: Partial<Switches> = {}) => {
    const registry = await FakeRegistry.start(switches);
    registries.push(registry);
    return registry;
  };
  afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.stop())));

  it('returns the manifests and blobs that were put', async () => {
    const registry = await start();
    const store = registryStore(registry.host);
    const built = image();
    const pushed = await push(store, built, '1.4');
    expect(await store.resolve({ tag: '1.4' }, never)).toEqual(pushed);
    expect(await store.resolve({ digest: pushed.digest }, never)).toEqual(pushed);
    expect((await store.manifest(pushed, never)).bytes).toEqual(Buffer.from(built.manifest.bytes));
    for (const { descriptor, bytes } of built.blobs) {
      expect(await store.has(descriptor, never)).toBe(true);
      expect(await readBlob(store, descriptor, 1000, never)).toEqual(Buffer.from(bytes));
    }
  });

  it('tells a missing manifest from a failed request', async () => {
    const registry = await start();
    const store = registryStore(registry.host);
    const { manifest, blobs } = image();
    expect(await store.resolve({ tag: 'nope' }, never)).toBeUndefined();
    expect(await store.has(blobs[0]!.descriptor, never)).toBe(false);
    await expect(store.manifest(manifest.descriptor, never)).rejects.toMatchObject({
      code: 'artifact_not_found',
    });
    registry.failures.push({ match: /manifests/, times: 99, status: 503 });
    await expect(store.resolve({ tag: 'nope' }, never)).rejects.toMatchObject({
      code: 'registry_unavailable',
      exitCode: 3,
    });
  });

  it('computes the digest when the registry sends none', async () => {
    const registry = await start({ noDigestHeader: true });
    const store = registryStore(registry.host);
    const pushed = await push(store, image(), '1');
    expect(await store.resolve({ tag: '1' }, never)).toEqual(pushed);
  });

  it.each<[string, Partial<Switches>, string]>([
    ['HTML instead of a manifest', { htmlManifests: true }, 'unexpected_answer'],
    ['other bytes than were pushed', { corruptManifests: true }, 'digest_mismatch'],
  ])('refuses %s', async (_, switches, code) => {
    const registry = await start();
    const store = registryStore(registry.host);
    const pushed = await push(store, image(), '1');
    Object.assign(registry.switches, switches);
    await expect(store.manifest(pushed, never)).rejects.toMatchObject({ code, exitCode: 1 });
  });

  it('refuses a manifest over 4 MiB by its length, and while it is read', async () => {
    const registry = await start();
    const store = registryStore(registry.host);
    const { descriptor } = image().manifest;
    const body = 'x'.repeat(4 * 1024 * 1024 + 1);
    registry.failures.push({
      match: /^(HEAD|GET) .*manifests/,
      times: 9,
      status: 200,
      headers: { 'content-type': descriptor.mediaType },
      body,
    });
    await expect(store.manifest(descriptor, never)).rejects.toMatchObject({ code: 'content_too_large' });
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject({ code: 'content_too_large' });
  });

  it('refuses a blob that was changed under way', async () => {
    const registry = await start({ corruptBlobs: true });
    const store = registryStore(registry.host);
    const { blobs } = image();
    await push(store, image());
    await expect(readBlob(store, blobs[0]!.descriptor, 1000, never)).rejects.toMatchObject({
      code: 'digest_mismatch',
    });
  });

  it.each([false, true])('reads from the middle (registry ignores ranges: %s)', async (ignoresRange) => {
    const registry = await start({ ignoresRange });
    const store = registryStore(registry.host);
    const [first] = image({ layerSize: 5000 }).blobs;
    await push(store, image({ layerSize: 5000 }));
    const stream = await store.blob(first!.descriptor, { offset: 10 }, never);
    expect(Buffer.concat(await stream.toArray())).toEqual(Buffer.from(first!.bytes.subarray(10)));
  });

  it.each<Switches['uploadLocation']>(['path', 'url', 'query'])(
    'uploads to a location given as %s',
    async (uploadLocation) => {
      const registry = await start({ uploadLocation });
      await push(registryStore(registry.host), image(), '1');
      expect([...registry.repository('team/app').blobs.keys()].toSorted()).toEqual(
        digestsOf(image()).slice(1).toSorted(),
      );
    },
  );

  it.each<[string, number | 'cut']>([
    ['cuts the connection', 'cut'],
    ['stumbles', 502],
  ])('starts an upload over when the registry %s', async (_, status) => {
    const registry = await start();
    registry.failures.push({ match: /^PUT .*uploads/, times: 2, status });
    const clock = new JumpingClock();
    await push(registryStore(registry.host, 'team/app', { clock }), image({ layerSize: 200_000 }), '1');
    expect(registry.repository('team/app').tags.has('1')).toBe(true);
    expect(registry.requests.filter((request) => request.startsWith('POST'))).toHaveLength(3 + 2);
  });

  it('fails an upload whose source changed under way', async () => {
    const registry = await start();
    const store = registryStore(registry.host);
    const [first] = image().blobs;
    const wrong = async () => Readable.from([noise('other', first!.descriptor.size)]);
    await expect(store.putBlob(first!.descriptor, wrong, never)).rejects.toMatchObject({
      code: 'digest_mismatch',
    });
  });

  it.each<[string, number, Record<string, string>, string, string]>([
    ['a full manifest', 413, {}, '', 'content_too_large'],
    ['too many requests', 429, { 'retry-after': '900' }, '', 'too_many_requests'],
    ['missing rights', 403, {}, '{"errors":[{"code":"DENIED","message":"no"}]}', 'credentials_missing'],
    ['an immutable tag', 409, {}, '{"errors":[{"code":"TAG_IMMUTABLE"}]}', 'tag_immutable'],
    ['a wrong digest', 400, {}, '{"errors":[{"code":"DIGEST_INVALID"}]}', 'digest_mismatch'],
    ['something else', 418, HTML, '<html>', 'registry_refused'],
  ])('says what is wrong: %s', async (_, status, headers, body, code) => {
    const registry = await start();
    const store = registryStore(registry.host);
    const built = image();
    registry.failures.push({ match: /^PUT .*manifests/, times: 99, status, headers, body });
    await expect(push(store, built)).rejects.toMatchObject({ code });
  });

  it('makes texts of a registry safe to print', async () => {
    const registry = await start();
    const body = JSON.stringify({ errors: [{ code: 'X', message: 'a\n::error::forged\u001b[31m\u202e' }] });
    registry.failures.push({ match: /manifests/, times: 9, status: 418, headers: {}, body });
    const error = await registryStore(registry.host)
      .manifest(image().manifest.descriptor, never)
      .catch((thrown) => thrown);
    expect(error.message).toContain('forged');
    expect(error.message).not.toMatch(/[\n\u001b\u202e]/);
  });

  it('calls an unknown repository, and one without tags, empty', async () => {
    const registry = await start();
    const store = registryStore(registry.host);
    expect(await store.isEmpty(never)).toBe(true);
    await push(store, image());
    expect(await store.isEmpty(never)).toBe(true);
    await push(store, image(), '1');
    expect(await store.isEmpty(never)).toBe(false);
  });
});
