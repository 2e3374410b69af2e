import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NotationHome } from './support/notation.ts';
import { type RegistryKind, type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift, tryPeer } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

/** cosign without its public log, over plain HTTP. */
const WRITE = ['--use-signing-config=false', '--tlog-upload=false', '--yes', '--allow-http-registry'];
const READ = ['--insecure-ignore-tlog', '--allow-http-registry'];
/** Signatures under tags, as cosign 2 made them; without it cosign 3 attaches bundles. */
const BY_TAG = '--new-bundle-format=false';

const ROUTES: [RegistryKind, RegistryKind][] = [
  ['olareg', 'distribution'],
  ['distribution', 'olareg'],
];

for (const [from, to] of ROUTES)
  withPeers(
    'cosign',
    from,
    to,
  )(`what cosign attached, from ${from} to ${to}`, () => {
    let source: RunningRegistry;
    let target: RunningRegistry;
    let home: NotationHome;
    let folder: string;
    let image: string;

    const keyOf = (who: string, kind: 'key' | 'pub') => join(folder, who, `cosign.${kind}`);
    const cosign = (...args: string[]) => peer('cosign', args, { env: { COSIGN_PASSWORD: '' } });
    const sign = (who: string, reference: string, ...more: string[]) =>
      cosign('sign', ...WRITE, ...more, '--key', keyOf(who, 'key'), reference);
    const verify = (who: string, reference: string, ...more: string[]) =>
      tryPeer('cosign', ['verify', ...READ, ...more, '--key', keyOf(who, 'pub'), reference]);
    const digest = () => image.slice(image.indexOf('@') + 1);
    const there = (repository: string) => `${target.host}/${repository}@${digest()}`;
    const promote = async (repository: string, ...more: string[]) => {
      const destination = `${target.host}/${repository}:1`;
      const flags = [...home.trustFlags, '--output', 'json', ...more];
      const done = await sealift(['promote', image, destination, ...flags]);
      expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
      return JSON.parse(done.stdout).images[0];
    };

    beforeAll(async () => {
      [source, target, home] = await Promise.all([
        startRegistry(from),
        startRegistry(to),
        NotationHome.create(),
      ]);
      folder = await mkdtemp(join(tmpdir(), 'sealift-cosign-'));
      for (const who of ['tagged', 'bundled', 'there', 'later']) {
        await mkdir(join(folder, who));
        const env = { COSIGN_PASSWORD: '' };
        await peer('cosign', ['generate-key-pair'], { cwd: join(folder, who), env });
      }
      image = await pushSmall(`${source.host}/app:1`, '--plain-http');
      const signed = await sealift(['sign', image, ...home.keyFlags]);
      expect(signed, signed.stderr).toMatchObject({ code: 0 });
      await sign('tagged', image, BY_TAG);
      await sign('bundled', image);
      const predicate = join(folder, 'predicate.json');
      await writeFile(predicate, '{"built":"here"}');
      const attest = ['--predicate', predicate, '--type', 'custom', '--key', keyOf('tagged', 'key')];
      await cosign('attest', ...WRITE, BY_TAG, ...attest, image);
    });
    afterAll(async () => {
      await source?.stop();
      await target?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    it('verifies at the destination: the tag of the signature, that of the attestation, and the bundle', async () => {
      const { attachments } = await promote('prod/app');
      expect(attachments.filter((one: { tag?: string }) => one.tag !== undefined)).toMatchObject([
        { judged: 'carried', artifactType: 'application/vnd.dev.cosign.simplesigning.v1+json' },
        { judged: 'carried', artifactType: 'application/vnd.dsse.envelope.v1+json' },
      ]);
      expect(await verify('tagged', there('prod/app'), BY_TAG)).toMatchObject({ code: 0 });
      expect(await verify('bundled', there('prod/app'))).toMatchObject({ code: 0 });
      await cosign(
        'verify-attestation',
        ...READ,
        BY_TAG,
        '--type',
        'custom',
        '--key',
        keyOf('tagged', 'pub'),
        there('prod/app'),
      );
      const tree = await peer('oras', [
        'discover',
        '--plain-http',
        '--format',
        'json',
        there('prod/app').replace(target.host, target.forPeers),
      ]);
      const types = JSON.parse(tree).referrers.map((one: { artifactType: string }) => one.artifactType);
      expect(types).toContain('application/vnd.dev.sigstore.bundle.v0.3+json');
    });

    it('leaves all of it behind with include verified and with exclude-signatures', async () => {
      for (const [name, flags] of [
        ['verified', ['--include', 'verified']],
        ['excluded', ['--exclude-signatures']],
      ] as const) {
        await promote(name, ...flags);
        expect((await verify('tagged', there(name), BY_TAG)).code).not.toBe(0);
        expect((await verify('bundled', there(name))).code).not.toBe(0);
      }
    });

    it('is added to what the destination has, and cosign adds its own to that', async () => {
      await peer('crane', ['copy', image, `${target.host}/united:0`, '--insecure']);
      await sign('there', there('united'), BY_TAG);
      await promote('united');
      await sign('later', there('united'), BY_TAG);
      for (const who of ['there', 'tagged', 'later'])
        expect(await verify(who, there('united'), BY_TAG), who).toMatchObject({ code: 0 });
      expect((await promote('united')).status).toBe('unchanged');
    });
  });
