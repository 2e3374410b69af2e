import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { type Built, content, image, noise, push } from '../support/images.ts';
import { attestationOf, imageFor, indexOf } from '../support/platforms.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';
import { SYSTEM_PEERS } from './peers/programs.ts';
import { NotationHome } from './support/notation.ts';
import { type RegistryKind, type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, run, sealift } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const AMD = imageFor('linux/amd64');
const ARM = imageFor('linux/arm64/v8');
const ROOT = indexOf([AMD, ARM, attestationOf(AMD), attestationOf(ARM)]);
const digest = ({ manifest }: Built): string => manifest.descriptor.digest;

withPeers('olareg', 'distribution')('a mirror of one platform', () => {
  let source: RunningRegistry;
  let mirror: RunningRegistry;
  let home: NotationHome;
  const from = () => `${source.host}/dev/app:1`;
  const place = () => `${mirror.host}/mirror/app`;

  beforeAll(async () => {
    [source, mirror, home] = await Promise.all([
      startRegistry('olareg'),
      startRegistry('distribution', { takesSparse: true }),
      NotationHome.create(),
    ]);
    await push(registryStore(source.host, 'dev/app'), ROOT, '1');
    expect(await sealift(['sign', from(), '-r', ...home.keyFlags])).toMatchObject({ code: 0 });
    const flags = ['--platform', 'linux/amd64', '-r', ...home.trustFlags];
    const promoted = await sealift(['promote', from(), `${place()}:1`, ...flags]);
    expect(promoted, promoted.stderr).toMatchObject({ code: 0 });
    expect(promoted.stdout).toContain('2 manifests of other platforms (linux/arm64/v8)');
    const again = await sealift(['promote', from(), `${place()}:1`, ...flags]);
    expect(again.stdout).toMatch(/^unchanged/m);
  });
  afterAll(() => Promise.all([source?.stop(), mirror?.stop()]));

  it('holds the whole index and the chosen image, and no other', async () => {
    const store = registryStore(mirror.host, 'mirror/app');
    expect(await store.resolve({ tag: '1' }, never)).toEqual(ROOT.manifest.descriptor);
    const there = await Promise.all(
      ROOT.children.map(({ manifest }) => store.resolve({ digest: manifest.descriptor.digest }, never)),
    );
    expect(there.map((one) => one !== undefined)).toEqual([true, false, true, false]);
  });

  it('is verified by Sealift with the platform, and refused without it, naming the flag', async () => {
    const flags = ['-r', ...home.trustFlags];
    const chosen = await sealift(['verify', `${place()}:1`, '--platform', 'linux/amd64', ...flags]);
    expect(chosen, chosen.stderr).toMatchObject({ code: 0 });
    const all = await sealift(['verify', `${place()}:1`, ...flags]);
    expect(all).toMatchObject({ code: 1 });
    expect(all.stdout + all.stderr).toContain('--platform linux/amd64');
  });

  it('is verified by notation, index and image', async () => {
    for (const built of [ROOT, AMD.built])
      expect(await home.verify(`${mirror.host}/mirror/app@${digest(built)}`)).toMatchObject({ code: 0 });
  });

  it('is shown by list and inspect', async () => {
    for (const command of ['list', 'inspect']) {
      const shown = await sealift([command, `${place()}:1`, '--output', 'json']);
      expect(shown, shown.stderr).toMatchObject({ code: 0 });
      const { platforms } = JSON.parse(shown.stdout).images[0];
      expect(platforms.map(({ status }: { status: string }) => status)).toEqual([
        ...['listed', 'absent', 'listed', 'absent'],
      ]);
    }
  });

  it('gives the image to oras and crane', async () => {
    const layout = `${home.folder}/oras-out:1`;
    await peer('oras', [
      ...['copy', '--from-plain-http', '--platform', 'linux/amd64', `${place()}:1`],
      ...['--to-oci-layout', layout],
    ]);
    const index = JSON.parse(await readFile(join(home.folder, 'oras-out', 'index.json'), 'utf8'));
    expect(JSON.stringify(index)).toContain(digest(AMD.built));
    const tar = join(home.folder, 'crane.tar');
    await peer('crane', ['pull', '--insecure', '--platform', 'linux/amd64', `${place()}:1`, tar]);
    expect(existsSync(tar)).toBe(true);
  });

  withPeers('skopeo')('for skopeo', () => {
    it('gives the image to it, as the machine of that platform asks', async () => {
      const folder = join(home.folder, 'skopeo');
      const done = await run(SYSTEM_PEERS.skopeo.program, [
        ...['--override-os', 'linux', '--override-arch', 'amd64', 'copy', '--src-tls-verify=false'],
        ...[`docker://${place()}:1`, `dir:${folder}`],
      ]);
      expect(done, done.stderr).toMatchObject({ code: 0 });
      const { config } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
      expect(config.digest).toBe(AMD.built.blobs[0]!.descriptor.digest);
    });
  });
});

const REFUSING: readonly RegistryKind[] = ['distribution', 'docker-registry', 'olareg'];
for (const kind of REFUSING)
  withPeers('olareg', kind)(`${kind} as it is set up without more`, () => {
    it('refuses the index of a mirror of some platforms, and no tag is set', async () => {
      const [source, target] = await Promise.all([startRegistry('olareg'), startRegistry(kind)]);
      try {
        await push(registryStore(source.host, 'dev/app'), ROOT, '1');
        const to = `${target.host}/mirror/app`;
        const flags = ['--platform', 'linux/amd64', '--skip-verification', '--output', 'json'];
        const done = await sealift(['promote', `${source.host}/dev/app:1`, `${to}:1`, ...flags]);
        expect(done, done.stderr).toMatchObject({ code: 1 });
        expect(JSON.parse(done.stdout).images[0].error).toMatchObject({ code: 'sparse_index_refused' });
        const store = registryStore(target.host, 'mirror/app');
        expect(await store.resolve({ tag: '1' }, never)).toBeUndefined();
        const whole = await sealift([
          'promote',
          `${source.host}/dev/app:1`,
          `${to}:1`,
          '--skip-verification',
        ]);
        expect(whole, whole.stderr).toMatchObject({ code: 0 });
      } finally {
        await Promise.all([source.stop(), target.stop()]);
      }
    });
  });

const BYTES = noise('foreign', 300);
const LAYER: Descriptor = {
  mediaType: 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
  digest: digestOf(BYTES),
  size: BYTES.length,
};

for (const kind of ['olareg', 'distribution', 'docker-registry'] as const)
  withPeers('olareg', kind)(`a non-distributable layer on the way to ${kind}`, () => {
    const promoted = async (layer: Descriptor) => {
      const [source, target] = await Promise.all([startRegistry('olareg'), startRegistry(kind)]);
      try {
        const plain = image();
        const { layers, ...body } = JSON.parse(Buffer.from(plain.manifest.bytes).toString());
        const bytes = Buffer.from(JSON.stringify({ ...body, layers: [layer, ...layers] }));
        const manifest = content(plain.manifest.descriptor.mediaType, bytes);
        const built = { ...plain, manifest, blobs: [{ descriptor: layer, bytes: BYTES }, ...plain.blobs] };
        await push(registryStore(source.host, 'dev/app'), built, '1');
        const command = ['promote', `${source.host}/dev/app:1`, `${target.host}/prod/app:1`];
        const done = await sealift([...command, '--skip-verification', '--foreign-layers']);
        return { ...done, isThere: await registryStore(target.host, 'prod/app').has(layer, never) };
      } finally {
        await Promise.all([source.stop(), target.stop()]);
      }
    };

    it('is copied from the source on demand', async () => {
      const done = await promoted(LAYER);
      expect(done, done.stderr).toMatchObject({ code: 0, isThere: true });
    });

    it('that has addresses too is copied, unless they have to be allowed there', async () => {
      const done = await promoted({ ...LAYER, urls: ['https://layers.example/windows'] });
      const isCareful = kind !== 'olareg';
      expect(done, done.stderr).toMatchObject({ code: isCareful ? 1 : 0, isThere: true });
      if (isCareful) expect(done.stderr).toContain('validation.manifests.urls.allow');
    });
  });
