import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestOf } from '../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import type { ManifestContent } from '../../src/oci/ports.ts';
import { attach, attached, content, image, index, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';
import { type RegistryKind, type RunningRegistry, startRegistry } from './support/registries.ts';
import { withPeers } from './support/suite.ts';

const KINDS: readonly RegistryKind[] = ['olareg', 'distribution', 'docker-registry'];

/** Real registries have to give the answers that the fake registry gives in the unit tests. */
for (const kind of KINDS)
  withPeers(kind)(`the answers of ${kind}`, () => {
    let registry: RunningRegistry;
    beforeAll(async () => {
      registry = await startRegistry(kind);
    });
    afterAll(() => registry?.stop());
    const open = (repository = 'team/app') => registryStore(registry.host, repository);
    const takesSha512 = kind === 'olareg';

    const withSha512 = ({ bytes, descriptor }: ManifestContent): ManifestContent => ({
      bytes,
      descriptor: { ...descriptor, digest: digestOf(bytes, 'sha512') },
    });

    it('refuse a manifest over its limit', async () => {
      const annotations = { x: 'x'.repeat(9 * 1024 * 1024) };
      const body = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [], annotations };
      const large = content(MEDIA_TYPES.ociIndex, Buffer.from(JSON.stringify(body)));
      await expect(open().putManifest(large, never)).rejects.toMatchObject({ code: 'content_too_large' });
    });

    it('refuse a manifest without its blobs, and an index without its child', async () => {
      const built = image({ seed: 'nowhere' });
      for (const { manifest } of [built, index([built])]) {
        await expect(open('empty/app').putManifest(manifest, never)).rejects.toMatchObject({
          code: 'upload_unconfirmed',
        });
      }
    });

    it('refuse a layer that is not distributable, unless it is olareg', async () => {
      const store = open('foreign/app');
      const built = image();
      await push(store, built);
      const { layers, ...body } = JSON.parse(Buffer.from(built.manifest.bytes).toString());
      const foreign = {
        mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
        digest: digestOf(Buffer.from('elsewhere')),
        size: 9,
        urls: ['https://layers.example/windows'],
      };
      const bytes = Buffer.from(JSON.stringify({ ...body, layers: [foreign, ...layers] }));
      const put = store.putManifest(content(built.manifest.descriptor.mediaType, bytes), never);
      // olareg accepts the manifest without the blob.
      if (kind === 'olareg') await put;
      else await expect(put).rejects.toMatchObject({ code: 'registry_refused', exitCode: 1 });
    });

    it('refuse a manifest by sha512, unless it is olareg', async () => {
      const store = open('sha512/app');
      const built = image();
      await push(store, built);
      const put = store.putManifest(withSha512(built.manifest), never);
      if (takesSha512) await put;
      else await expect(put).rejects.toMatchObject({ code: 'registry_refused' });
    });

    it('tell an unknown name from a tag of an index', async () => {
      const store = open('new/app');
      expect(await store.isEmpty(never)).toBe(true);
      expect(await store.resolve({ tag: '1' }, never)).toBeUndefined();
      const pushed = await push(store, index([image()]), '1');
      expect(await store.resolve({ tag: '1' }, never)).toEqual(pushed);
      expect(await store.isEmpty(never)).toBe(false);
    });

    it('take a signature to a list of which one manifest was deleted', async () => {
      const store = open('gap/app');
      const subject = await push(store, image(), '1');
      const [kept, gone] = [attached(subject, undefined, 'kept'), attached(subject, undefined, 'gone')];
      for (const built of [kept, gone]) await attach(store, subject, built);
      const url = `http://${registry.host}/v2/gap/app/manifests/${gone.manifest.descriptor.digest}`;
      expect((await fetch(url, { method: 'DELETE' })).status).toBe(202);
      const added = await attach(open('gap/app'), subject, attached(subject, undefined, 'added'));
      const entries = await Array.fromAsync(open('gap/app').referrers(subject, { sources: 'merged' }, never));
      const digests = entries.map(({ descriptor }) => descriptor.digest);
      expect(digests.toSorted()).toEqual([kept.manifest.descriptor.digest, added.digest].toSorted());
    });
  });
