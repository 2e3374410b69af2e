import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestOf } from '../../src/oci/digest.ts';
import { image, index, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';
import { NotationHome } from './support/notation.ts';
import { type RegistryKind, type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

const KINDS: readonly RegistryKind[] = ['distribution', 'docker-registry'];

for (const kind of KINDS)
  withPeers(kind)(`promote to ${kind} after the DELETE of a layer`, () => {
    let source: RunningRegistry;
    let target: RunningRegistry;
    let home: NotationHome;
    let from: string;
    let layer: string;

    beforeAll(async () => {
      [source, target, home] = await Promise.all([
        startRegistry('olareg'),
        startRegistry(kind),
        NotationHome.create(),
      ]);
      from = await pushSmall(`${source.host}/dev/app:1`, '--plain-http');
      await home.sign(from);
      const manifest = await peer('oras', ['manifest', 'fetch', '--plain-http', from]);
      layer = JSON.parse(manifest).layers[0].digest;
    });
    afterAll(() => Promise.all([source?.stop(), target?.stop()]));

    const promote = async (tag: string, ...flags: string[]) => {
      const destination = `${target.host}/prod/app:${tag}`;
      const done = await sealift([
        'promote',
        from,
        destination,
        ...home.trustFlags,
        '--output',
        'json',
        ...flags,
      ]);
      return { ...done, destination: JSON.parse(done.stdout).images[0].destinations[0] };
    };
    const layerThere = async (method: 'HEAD' | 'DELETE') => {
      const { status } = await fetch(`http://${target.host}/v2/prod/app/blobs/${layer}`, { method });
      return status;
    };
    const pulled = (tag: string) =>
      peer('oras', [
        'copy',
        '--from-plain-http',
        `${target.host}/prod/app:${tag}`,
        '--to-oci-layout',
        `${home.folder}/out-${tag}:1`,
      ]);

    it('mends it on the way to a new tag, without a flag', async () => {
      expect(await promote('1')).toMatchObject({ code: 0, destination: { status: 'promoted', deep: false } });
      expect(await layerThere('DELETE')).toBe(202);
      expect(await layerThere('HEAD')).toBe(404);
      const mended = await promote('2');
      expect(mended, mended.stderr).toMatchObject({
        code: 0,
        destination: { status: 'promoted', deep: true, copied: 1 },
      });
      expect(await layerThere('HEAD')).toBe(200);
      await pulled('2');
      expect(await home.verify(`${target.forPeers}/prod/app:2`)).toMatchObject({ code: 0 });
    });

    it('mends that of a child of an index, of which the registry takes the tag all the same', async () => {
      const child = image();
      const { digest } = await push(registryStore(source.host, 'dev/many'), index([child]), '1');
      const many = `${source.host}/dev/many@${digest}`;
      expect(await sealift(['sign', many, ...home.keyFlags])).toMatchObject({ code: 0 });
      const promoteTo = (tag: string) =>
        sealift(['promote', many, `${target.host}/prod/many:${tag}`, ...home.trustFlags]);
      expect(await promoteTo('1')).toMatchObject({ code: 0 });
      const blob = `http://${target.host}/v2/prod/many/blobs/${child.blobs[1]!.descriptor.digest}`;
      expect((await fetch(blob, { method: 'DELETE' })).status).toBe(202);
      expect(await promoteTo('2')).toMatchObject({ code: 0 });
      expect((await fetch(blob, { method: 'HEAD' })).status).toBe(200);
    });

    it('mends it with --deep where the tag stands, and writes nothing the next time', async () => {
      expect(await layerThere('DELETE')).toBe(202);
      expect(await promote('2')).toMatchObject({
        code: 0,
        destination: { status: 'unchanged', deep: false },
      });
      expect(await layerThere('HEAD')).toBe(404);
      expect(await promote('2', '--deep')).toMatchObject({
        code: 0,
        destination: { status: 'promoted', copied: 1 },
      });
      expect(await layerThere('HEAD')).toBe(200);
      expect(await promote('2', '--deep')).toMatchObject({
        code: 0,
        destination: { status: 'unchanged', deep: true },
      });
    });
  });

withPeers('olareg', 'distribution')('a promotion of a sha512 digest to a tag', () => {
  let source: RunningRegistry;
  let others: RunningRegistry[];
  let home: NotationHome;
  let from: string;
  let digest: string;

  beforeAll(async () => {
    [source, home, ...others] = await Promise.all([
      startRegistry('olareg'),
      NotationHome.create(),
      startRegistry('olareg'),
      startRegistry('distribution'),
    ]);
    const built = image();
    const { bytes, descriptor } = built.manifest;
    const manifest = { bytes, descriptor: { ...descriptor, digest: digestOf(bytes, 'sha512') } };
    ({ digest } = await push(registryStore(source.host, 'dev/app'), { ...built, manifest }));
    from = `${source.host}/dev/app@${digest}`;
    const signed = await sealift(['sign', from, ...home.keyFlags]);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
  });
  afterAll(() => Promise.all([source, ...(others ?? [])].map((registry) => registry?.stop())));

  it('points the tag at it where that can be done, and is refused elsewhere without a tag', async () => {
    const [olareg, distribution] = others.map(({ host }) => `${host}/prod/app:1`) as [string, string];
    for (const status of ['promoted', 'unchanged']) {
      const done = await sealift(['promote', from, olareg, ...home.trustFlags, '--output', 'json']);
      expect(done, done.stdout).toMatchObject({ code: 0 });
      expect(JSON.parse(done.stdout).images[0]).toMatchObject({ digest, status });
    }
    const verified = await sealift(['verify', olareg, ...home.trustFlags]);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
    const refused = await sealift(['promote', from, distribution, ...home.trustFlags]);
    expect(refused, refused.stdout).toMatchObject({ code: 1 });
    const { status } = await fetch(
      `http://${distribution.replace('/prod/app:1', '/v2/prod/app/manifests/1')}`,
    );
    expect(status).toBe(404);
  });
});
