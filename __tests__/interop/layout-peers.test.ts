import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SYSTEM_PEERS } from './peers/programs.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, run, sealift } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const SCOPE = 'registry.example.com/team/app';
const SIGNATURE = 'application/vnd.cncf.notary.signature';

/**
 * One folder, one meaning: image layouts of Sealift as regctl, oras, notation and skopeo read them, and the other way round.
 * skopeo copies no referrers, to nowhere and from nowhere, so of it the images alone are compared.
 */
withPeers('skopeo')('a folder that regctl, skopeo, oras, notation and Sealift share', () => {
  let base: string;
  let home: NotationHome;
  let registry: RunningRegistry;
  let regctlEnv: Record<string, string>;
  /** An index with two platforms in the registry; the index and each platform are signed by notation, the index has an SBOM. */
  let source: string;
  let root: string;
  let children: string[];

  const regctl = (...args: string[]) => peer('regctl', args, { env: regctlEnv });
  const skopeo = async (...args: string[]): Promise<string> => {
    const done = await run(SYSTEM_PEERS.skopeo.program, ['--insecure-policy', ...args]);
    expect(done, done.stderr).toMatchObject({ code: 0 });
    return done.stdout;
  };
  const skopeoCopy = (from: string, to: string) => {
    const flags = ['--all', '--quiet', '--src-tls-verify=false', '--dest-tls-verify=false'];
    return skopeo('copy', ...flags, from, to);
  };
  const ours = async (...args: string[]) => {
    const done = await sealift([...args, '--output', 'json']);
    expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
    return JSON.parse(done.stdout).images[0];
  };
  const trusting = () => ['--scope', SCOPE, ...home.trustFlags];
  const notationVerifies = async (layout: string, ...digests: string[]): Promise<void> => {
    for (const digest of digests) {
      const verified = await home.verifyLayout(`${layout}@${digest}`, SCOPE);
      expect(verified, `${layout}@${digest}: ${verified.stderr}`).toMatchObject({ code: 0 });
    }
  };
  const typesIn = (text: string): string[] => text.split('\n').filter(Boolean).toSorted();
  const regctlTypes = async (layout: string, digest: string): Promise<string[]> => {
    const format = '{{range .Descriptors}}{{println .ArtifactType}}{{end}}';
    return typesIn(await regctl('artifact', 'list', '--format', format, `ocidir://${layout}@${digest}`));
  };
  const orasTypes = async (layout: string, digest: string): Promise<string[]> => {
    const args = ['discover', '--format', 'json', '--oci-layout', `${layout}@${digest}`];
    const { referrers } = JSON.parse(await peer('oras', args));
    return referrers.map(({ artifactType }: { artifactType: string }) => artifactType).toSorted();
  };
  /** That everybody finds in the folder what the source has. */
  const isWhole = async (layout: string): Promise<void> => {
    await notationVerifies(layout, root, ...children);
    expect(await regctlTypes(layout, root)).toEqual([SIGNATURE, 'text/sbom']);
    expect(await orasTypes(layout, root)).toEqual([SIGNATURE, 'text/sbom']);
    for (const digest of children) {
      expect(await regctlTypes(layout, digest)).toEqual([SIGNATURE]);
      expect(await orasTypes(layout, digest)).toEqual([SIGNATURE]);
    }
    expect(await ours('verify', `oci:${layout}:v1`, '-r', ...trusting())).toMatchObject({
      status: 'verified',
      digest: root,
    });
    expect((await ours('list', `oci:${layout}:v1`)).attachments).toHaveLength(4);
  };
  const isWholeAt = async (repository: string): Promise<void> => {
    for (const digest of [root, ...children]) {
      const verified = await home.verify(`${registry.host}/${repository}@${digest}`);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
    }
  };
  /** A layout that Sealift wrote, with several tags. */
  const layoutOfOurs = async (name: string): Promise<string> => {
    const layout = join(base, name);
    await ours('promote', source, `oci:${layout}:v1,latest`, ...home.trustFlags);
    return layout;
  };

  beforeAll(async () => {
    [base, home, registry] = await Promise.all([
      mkdtemp(join(tmpdir(), 'sealift-folders-')),
      NotationHome.create(),
      startRegistry('olareg'),
    ]);
    const settings = { hosts: { [registry.host]: { tls: 'disabled', hostname: registry.host } } };
    regctlEnv = { REGCTL_CONFIG: join(base, 'regctl.json') };
    await writeFile(regctlEnv.REGCTL_CONFIG!, JSON.stringify(settings));
    await writeFile(join(base, 'net-monitor.txt'), 'net-monitor\n');
    const repository = `${registry.host}/dev/app`;
    const oras = (...args: string[]) => peer('oras', args, { cwd: base });
    for (const platform of ['linux/amd64', 'linux/arm64']) {
      await writeFile(join(base, 'config.json'), JSON.stringify({ platform }));
      const tag = platform.replace('/', '-');
      await oras(
        ...['push', '--plain-http', '--artifact-platform', platform, `${repository}:${tag}`],
        'net-monitor.txt:application/vnd.oci.image.layer.v1.tar',
      );
    }
    await oras(
      'manifest',
      'index',
      'create',
      '--plain-http',
      `${repository}:v1`,
      'linux-amd64',
      'linux-arm64',
    );
    source = `${repository}:v1`;
    root = (await oras('resolve', '--plain-http', source)).trim();
    const index = JSON.parse(await oras('manifest', 'fetch', '--plain-http', source));
    children = index.manifests.map(({ digest }: { digest: string }) => digest);
    expect(children).toHaveLength(2);
    for (const digest of [root, ...children]) await home.sign(`${repository}@${digest}`);
    await oras(
      'attach',
      '--plain-http',
      '--artifact-type',
      'text/sbom',
      source,
      'net-monitor.txt:text/plain',
    );
  });
  afterAll(async () => {
    await registry?.stop();
    await Promise.all([base, home?.folder].map((path) => path && rm(path, { recursive: true, force: true })));
  });

  it('is whole for all of them when Sealift wrote it', async () => {
    const layout = await layoutOfOurs('ours');
    await isWhole(layout);
    await regctl(
      'image',
      'copy',
      '--referrers',
      `ocidir://${layout}:latest`,
      `${registry.host}/by-regctl/app:v1`,
    );
    await isWholeAt('by-regctl/app');
    await peer('oras', [
      'cp',
      '-r',
      '--from-oci-layout',
      '--to-plain-http',
      `${layout}:v1`,
      `${registry.host}/by-oras/app:v1`,
    ]);
    await isWholeAt('by-oras/app');
    await skopeoCopy(`oci:${layout}:v1`, `docker://${registry.host}/by-skopeo/app:v1`);
    const copied = await peer('oras', ['resolve', '--plain-http', `${registry.host}/by-skopeo/app:v1`]);
    expect(copied.trim()).toBe(root);
  });

  it('is whole when Sealift signed what another one had put there', async () => {
    for (const [name, copy] of [
      ['skopeo', (layout: string) => skopeoCopy(`docker://${source}`, `oci:${layout}:v1`)],
      ['regctl', (layout: string) => regctl('image', 'copy', source, `ocidir://${layout}:v1`)],
      [
        'oras',
        (layout: string) =>
          peer('oras', ['cp', '--from-plain-http', '--to-oci-layout', source, `${layout}:v1`]),
      ],
    ] as const) {
      const layout = join(base, `signed-${name}`);
      await copy(layout);
      expect((await ours('list', `oci:${layout}:v1`)).attachments).toEqual([]);
      expect(await ours('sign', `oci:${layout}:v1`, '-r', ...home.keyFlags)).toMatchObject({ digest: root });
      await notationVerifies(layout, root, ...children);
      for (const digest of [root, ...children]) {
        expect(await regctlTypes(layout, digest)).toEqual([SIGNATURE]);
        expect(await orasTypes(layout, digest)).toEqual([SIGNATURE]);
      }
    }
  });

  it('is whole when regctl or oras wrote it, and is promoted from there', async () => {
    const [byRegctl, byOras] = [join(base, 'regctl'), join(base, 'oras')];
    await regctl('image', 'copy', '--referrers', source, `ocidir://${byRegctl}:v1`);
    await peer('oras', ['cp', '-r', '--from-plain-http', '--to-oci-layout', source, `${byOras}:v1`]);
    for (const [name, layout] of Object.entries({ byRegctl, byOras })) {
      expect(await ours('verify', `oci:${layout}:v1`, '-r', ...trusting())).toMatchObject({
        status: 'verified',
      });
      expect((await ours('list', `oci:${layout}:v1`)).attachments).toHaveLength(4);
      const repository = `from-${name.toLowerCase()}/app`;
      await ours('promote', `oci:${layout}:v1`, `${registry.host}/${repository}:v1`, ...trusting());
      await isWholeAt(repository);
      // A promotion into the same folder adds what the other one did not write for its neighbours.
      await ours('sign', `oci:${layout}:v1`, '--if-signed', 'add', '-r', ...home.keyFlags);
      await notationVerifies(layout, root, ...children);
      expect(await regctlTypes(layout, root)).toEqual([SIGNATURE, SIGNATURE, 'text/sbom']);
      expect(await orasTypes(layout, root)).toEqual([SIGNATURE, SIGNATURE, 'text/sbom']);
    }
  });

  it('stays whole when each of them writes another image beside ours', async () => {
    const layout = await layoutOfOurs('beside');
    const other = `${registry.host}/dev/app:linux-amd64`;
    await regctl('image', 'copy', '--referrers', other, `ocidir://${layout}:regctl`);
    await isWhole(layout);
    await peer('oras', ['cp', '-r', '--from-plain-http', '--to-oci-layout', other, `${layout}:oras`]);
    await isWhole(layout);
    await skopeoCopy(`docker://${other}`, `oci:${layout}:skopeo`);
    await isWhole(layout);
    for (const tag of ['regctl', 'oras', 'skopeo'])
      expect(await ours('verify', `oci:${layout}:${tag}`, ...trusting())).toMatchObject({
        digest: children[0],
      });
  });
});
