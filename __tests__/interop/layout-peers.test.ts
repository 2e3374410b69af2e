import { createHash } from 'node:crypto';
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
  /** Without the Referrers API: olareg loses referrers that are put at the same time. */
  let target: RunningRegistry;
  let regctlEnv: Record<string, string>;
  /** An index with two platforms in the registry; the index and each platform are signed by notation, the index has an SBOM. */
  let source: string;
  /** Its first platform, by a tag of its own. */
  let platform: string;
  let root: string;
  let children: string[];

  const regctl = (...args: string[]) => peer('regctl', args, { env: regctlEnv });
  const skopeo = async (...args: string[]): Promise<string> => {
    const done = await run(SYSTEM_PEERS.skopeo.program, ['--insecure-policy', ...args]);
    expect(done, done.stderr).toMatchObject({ code: 0 });
    return done.stdout;
  };
  /** skopeo 1.9 changes an index when it copies one, so that single images alone keep their digest. */
  const skopeoCopy = (from: string, to: string) => {
    const flags = ['--quiet', '--preserve-digests', '--src-tls-verify=false', '--dest-tls-verify=false'];
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
      const verified = await home.verify(`${repository}@${digest}`);
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
    [base, home, registry, target] = await Promise.all([
      mkdtemp(join(tmpdir(), 'sealift-folders-')),
      NotationHome.create(),
      startRegistry('olareg'),
      startRegistry('distribution'),
    ]);
    const hosts = [registry, target].map(({ host }) => [host, { tls: 'disabled', hostname: host }]);
    const settings = { hosts: Object.fromEntries(hosts) };
    regctlEnv = { REGCTL_CONFIG: join(base, 'regctl.json') };
    await writeFile(regctlEnv.REGCTL_CONFIG!, JSON.stringify(settings));
    await writeFile(join(base, 'net-monitor.txt'), 'net-monitor\n');
    const repository = `${registry.host}/dev/app`;
    const oras = (...args: string[]) => peer('oras', args, { cwd: base });
    for (const one of ['linux/amd64', 'linux/arm64']) {
      await writeFile(join(base, 'config.json'), JSON.stringify({ one }));
      const tag = one.replace('/', '-');
      await oras(
        ...['push', '--plain-http', '--artifact-platform', one, `${repository}:${tag}`],
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
    platform = `${repository}:linux-amd64`;
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
    await Promise.all([registry?.stop(), target?.stop()]);
    await Promise.all([base, home?.folder].map((path) => path && rm(path, { recursive: true, force: true })));
  });

  it('is whole for all of them when Sealift wrote it', async () => {
    const layout = await layoutOfOurs('ours');
    await isWhole(layout);
    const byRegctl = `${target.host}/by-regctl/app`;
    await regctl('image', 'copy', '--referrers', `ocidir://${layout}:latest`, `${byRegctl}:v1`);
    await isWholeAt(byRegctl);
    const byOras = `${target.host}/by-oras/app`;
    const flags = ['--from-oci-layout', '--to-plain-http'];
    await peer('oras', ['cp', '-r', ...flags, `${layout}:v1`, `${byOras}:v1`]);
    await isWholeAt(byOras);
    const raw = await skopeo('inspect', '--raw', `oci:${layout}:v1`);
    expect(`sha256:${createHash('sha256').update(raw).digest('hex')}`).toBe(root);
    await ours('promote', platform, `oci:${layout}:amd64`, ...home.trustFlags);
    const bySkopeo = `${target.host}/by-skopeo/app:v1`;
    await skopeoCopy(`oci:${layout}:amd64`, `docker://${bySkopeo}`);
    expect((await peer('oras', ['resolve', '--plain-http', bySkopeo])).trim()).toBe(children[0]);
  });

  it.each([
    ['skopeo', (layout: string) => skopeoCopy(`docker://${platform}`, `oci:${layout}:v1`)],
    ['regctl', (layout: string) => regctl('image', 'copy', platform, `ocidir://${layout}:v1`)],
    [
      'oras',
      (layout: string) =>
        peer('oras', ['cp', '--from-plain-http', '--to-oci-layout', platform, `${layout}:v1`]),
    ],
  ])('is whole when Sealift signed what %s had put there', async (name, copy) => {
    const layout = join(base, `signed-${name}`);
    await copy(layout);
    const [digest] = children;
    expect((await ours('list', `oci:${layout}:v1`)).attachments).toEqual([]);
    expect(await ours('sign', `oci:${layout}:v1`, ...home.keyFlags)).toMatchObject({ digest });
    await notationVerifies(layout, digest!);
    expect(await regctlTypes(layout, digest!)).toEqual([SIGNATURE]);
    expect(await orasTypes(layout, digest!)).toEqual([SIGNATURE]);
    const promoted = `${target.host}/signed-${name}/app`;
    await ours('promote', `oci:${layout}:v1`, `${promoted}:v1`, ...trusting());
    const verified = await home.verify(`${promoted}@${digest}`);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
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
      const repository = `${target.host}/from-${name.toLowerCase()}/app`;
      await ours('promote', `oci:${layout}:v1`, `${repository}:v1`, ...trusting());
      await isWholeAt(repository);
      // A promotion into the same folder adds what the other one did not write for its neighbours.
      await ours('sign', `oci:${layout}:v1`, '--if-signed', 'add', '-r', ...home.keyFlags);
      await notationVerifies(layout, root, ...children);
      expect(await regctlTypes(layout, root)).toEqual([SIGNATURE, SIGNATURE, 'text/sbom']);
      expect(await orasTypes(layout, root)).toEqual([SIGNATURE, SIGNATURE, 'text/sbom']);
    }
  });

  it('has what notation signs in it for oras and Sealift, and for regctl once Sealift signs again', async () => {
    const layout = await layoutOfOurs('notation');
    const env = { XDG_CONFIG_HOME: home.folder, NOTATION_EXPERIMENTAL: '1' };
    await peer('notation', ['sign', '--oci-layout', `${layout}@${root}`], { env });
    expect((await ours('list', `oci:${layout}:v1`)).attachments).toHaveLength(5);
    expect(await orasTypes(layout, root)).toEqual([SIGNATURE, SIGNATURE, 'text/sbom']);
    await ours('sign', `oci:${layout}:v1`, '--if-signed', 'add', ...home.keyFlags);
    expect(await regctlTypes(layout, root)).toEqual([SIGNATURE, SIGNATURE, SIGNATURE, 'text/sbom']);
    await notationVerifies(layout, root, ...children);
  });

  it('stays whole when each of them writes another image beside ours', async () => {
    const layout = await layoutOfOurs('beside');
    await regctl('image', 'copy', '--referrers', platform, `ocidir://${layout}:regctl`);
    await isWhole(layout);
    await peer('oras', ['cp', '-r', '--from-plain-http', '--to-oci-layout', platform, `${layout}:oras`]);
    await isWhole(layout);
    await skopeoCopy(`docker://${platform}`, `oci:${layout}:skopeo`);
    await isWhole(layout);
    for (const tag of ['regctl', 'oras', 'skopeo'])
      expect(await ours('verify', `oci:${layout}:${tag}`, ...trusting())).toMatchObject({
        digest: children[0],
      });
  });
});
