import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift, tryPeer } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const SCOPE = 'registry.example.com/team/app';

withPeers()('image layouts', () => {
  let base: string;
  let home: NotationHome;
  let registry: RunningRegistry;

  beforeAll(async () => {
    [base, home, registry] = await Promise.all([
      mkdtemp(join(tmpdir(), 'sealift-layouts-')),
      NotationHome.create(),
      startRegistry('olareg'),
    ]);
  });
  afterAll(async () => {
    await registry?.stop();
    await rm(base, { recursive: true, force: true });
  });

  const notation = (...args: string[]) =>
    tryPeer('notation', args, { env: { XDG_CONFIG_HOME: home.folder, NOTATION_EXPERIMENTAL: '1' } });
  const notationVerifies = async (layout: string, digest: string): Promise<void> => {
    const verified = await notation('verify', '--oci-layout', `${layout}@${digest}`, '--scope', SCOPE);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
  };
  const ours = async (...args: string[]) => {
    const done = await sealift([...args, '--output', 'json']);
    expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
    return JSON.parse(done.stdout).images[0];
  };
  const trusting = () => ['--scope', SCOPE, ...home.trustFlags];
  const discover = async (...args: string[]): Promise<string[]> => {
    const tree = JSON.parse(await peer('oras', ['discover', '--format', 'json', ...args]));
    return tree.referrers.map(({ artifactType }: { artifactType: string }) => artifactType).toSorted();
  };

  /** A layout as oras writes it, with an artifact and an attachment of real files. */
  const layoutOfOras = async (name: string): Promise<{ layout: string; digest: string }> => {
    const layout = join(base, name);
    await writeFile(join(base, 'net-monitor.txt'), `net-monitor ${name}\n`);
    await peer('oras', ['push', '--oci-layout', `${layout}:v1`, 'net-monitor.txt'], { cwd: base });
    const attachment = ['--artifact-type', 'text/sbom', 'net-monitor.txt:text/plain'];
    await peer('oras', ['attach', '--oci-layout', `${layout}:v1`, ...attachment], { cwd: base });
    const digest = (await peer('oras', ['resolve', '--oci-layout', `${layout}:v1`])).trim();
    return { layout, digest };
  };

  it('of oras are signed so that notation and oras find the signature', async () => {
    const { layout, digest } = await layoutOfOras('ours');
    const signed = await ours('sign', `oci:${layout}@${digest}`, ...home.keyFlags);
    expect(signed).toMatchObject({ status: 'signed', digest });
    expect(signed.signatures[0].foundIn).toBe('index');
    await notationVerifies(layout, digest);
    const types = ['application/vnd.cncf.notary.signature', 'text/sbom'];
    expect(await discover('--oci-layout', `${layout}:v1`)).toEqual(types);
    expect(await ours('sign', `oci:${layout}@${digest}`, ...home.keyFlags)).toMatchObject({
      status: 'skipped',
    });
  });

  it('that notation signed are verified and promoted, to a registry and back', async () => {
    const { layout, digest } = await layoutOfOras('theirs');
    const signed = await notation('sign', '--oci-layout', `${layout}@${digest}`);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    expect(await ours('verify', `oci:${layout}:v1`, ...trusting())).toMatchObject({
      status: 'verified',
      digest,
    });

    const pushed = `${registry.host}/prod/app:v1`;
    await ours('promote', `oci:${layout}:v1`, pushed, ...trusting());
    const types = ['application/vnd.cncf.notary.signature', 'text/sbom'];
    expect(await discover('--plain-http', pushed)).toEqual(types);
    expect(await home.verify(`${registry.host}/prod/app@${digest}`)).toMatchObject({ code: 0 });

    const back = join(base, 'back');
    await ours('promote', pushed, `oci:${back}:v1,latest`, ...home.trustFlags);
    await notationVerifies(back, digest);
    expect(await discover('--oci-layout', `${back}:latest`)).toEqual(types);
    const tags = await peer('oras', ['repo', 'tags', '--oci-layout', '--exclude-digest-tags', back]);
    expect(tags.trim().split('\n')).toEqual(['latest', 'v1']);

    const before = await readFile(join(back, 'index.json'), 'utf8');
    const repeat = await ours('promote', pushed, `oci:${back}:v1,latest`, ...home.trustFlags);
    expect(repeat).toMatchObject({ status: 'unchanged' });
    expect(await readFile(join(back, 'index.json'), 'utf8')).toBe(before);
  });

  it('of the demo are read by notation and oras, index and platforms', async () => {
    const story = join(base, 'story');
    const told = await sealift(['demo', story]);
    expect(told, told.stderr).toMatchObject({ code: 0 });
    const layout = join(story, 'acme-rockets', 'net-monitor');
    const key = join(story, 'acme-rockets');
    const root = (await peer('oras', ['resolve', '--oci-layout', `${layout}:v1`])).trim();
    const index = JSON.parse(await peer('oras', ['manifest', 'fetch', '--oci-layout', `${layout}:v1`]));
    const children: string[] = index.manifests.map(({ digest }: { digest: string }) => digest);
    expect(children).toHaveLength(2);
    const other = await NotationHome.create();
    await other.trust('acme-rockets', join(key, 'chain.pem'));
    await other.policy({
      stores: ['ca:acme-rockets'],
      identities: ['x509.subject: C=US, ST=WA, O=acme-rockets'],
    });
    for (const digest of [root, ...children]) {
      const env = { XDG_CONFIG_HOME: other.folder, NOTATION_EXPERIMENTAL: '1' };
      const args = ['verify', '--oci-layout', `${layout}@${digest}`, '--scope', SCOPE];
      const verified = await tryPeer('notation', args, { env });
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
    }
    expect(await discover('--oci-layout', `${layout}:v1`)).toHaveLength(2);
  });
});
