import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
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

/** One file, one meaning: archives of Sealift as oras, skopeo, regctl, crane, notation and tar read them, and the other way round. */
withPeers('skopeo')('an archive that oras, skopeo, regctl, crane and Sealift share', () => {
  let base: string;
  let home: NotationHome;
  let registry: RunningRegistry;
  let target: RunningRegistry;
  let regctlEnv: Record<string, string>;
  /** An image of one platform in the registry, signed by notation. */
  let source: string;
  let digest: string;
  /** The same by Sealift. */
  let ours: string;

  const at = (name: string): string => join(base, name);
  const regctl = (...args: string[]) => peer('regctl', args, { env: regctlEnv });
  const system = async (program: string, ...args: string[]): Promise<string> => {
    const done = await run(program, args);
    expect(done, done.stderr).toMatchObject({ code: 0 });
    return done.stdout;
  };
  const skopeoCopy = (from: string, to: string) => {
    const flags = ['--quiet', '--preserve-digests', '--src-tls-verify=false', '--dest-tls-verify=false'];
    return system(SYSTEM_PEERS.skopeo.program, '--insecure-policy', 'copy', ...flags, from, to);
  };
  const sealed = async (...args: string[]) => {
    const done = await sealift([...args, '--output', 'json']);
    expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
    return JSON.parse(done.stdout).images[0];
  };
  const trusting = () => ['--scope', SCOPE, ...home.trustFlags];
  const unpacked = async (file: string): Promise<string> => {
    const folder = at(`unpacked-${(await readdir(base)).length}`);
    await mkdir(folder);
    await system('tar', '-xf', file, '-C', folder);
    return folder;
  };
  const verifiesAt = async (repository: string): Promise<void> => {
    const verified = await home.verify(`${repository}@${digest}`);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
  };
  const resolved = async (name: string): Promise<string> =>
    (await peer('oras', ['resolve', '--plain-http', name])).trim();

  beforeAll(async () => {
    [base, home, registry, target] = await Promise.all([
      mkdtemp(join(tmpdir(), 'sealift-archives-')),
      NotationHome.create(),
      startRegistry('olareg'),
      startRegistry('distribution'),
    ]);
    const hosts = [registry, target].map(({ host }) => [host, { tls: 'disabled', hostname: host }]);
    regctlEnv = { REGCTL_CONFIG: at('regctl.json') };
    await writeFile(regctlEnv.REGCTL_CONFIG!, JSON.stringify({ hosts: Object.fromEntries(hosts) }));
    await writeFile(at('config.json'), '{"architecture":"amd64","os":"linux"}');
    await writeFile(at('net-monitor.txt'), 'net-monitor\n');
    source = `${registry.host}/dev/app:v1`;
    await peer(
      'oras',
      [
        ...[
          'push',
          '--plain-http',
          '--config',
          'config.json:application/vnd.oci.image.config.v1+json',
          source,
        ],
        'net-monitor.txt:application/vnd.oci.image.layer.v1.tar',
      ],
      { cwd: base },
    );
    digest = await resolved(source);
    await home.sign(`${registry.host}/dev/app@${digest}`);
    ours = at('ours.tar');
    await sealed('promote', source, `oci-archive:${ours}:v1`, ...home.trustFlags);
  });
  afterAll(async () => {
    await Promise.all([registry?.stop(), target?.stop()]);
    await Promise.all([base, home?.folder].map((path) => path && rm(path, { recursive: true, force: true })));
  });

  it('is read by oras with its signatures, without unpacking', async () => {
    const found = JSON.parse(
      await peer('oras', ['discover', '--format', 'json', '--oci-layout', `${ours}:v1`]),
    );
    expect(found.referrers.map(({ artifactType }: { artifactType: string }) => artifactType)).toEqual([
      SIGNATURE,
    ]);
    const repository = `${target.host}/by-oras/app`;
    await peer('oras', [
      'cp',
      '-r',
      '--from-oci-layout',
      '--to-plain-http',
      `${ours}:v1`,
      `${repository}:v1`,
    ]);
    await verifiesAt(repository);
  });

  it('is restored by oras with its signatures', async () => {
    const repository = `${target.host}/restored/app`;
    await peer('oras', ['restore', '--plain-http', '--input', ours, `${repository}:v1`]);
    await verifiesAt(repository);
  });

  it('is read by skopeo and regctl, which keep the digest', async () => {
    await skopeoCopy(`oci-archive:${ours}:v1`, `docker://${target.host}/by-skopeo/app:v1`);
    expect(await resolved(`${target.host}/by-skopeo/app:v1`)).toBe(digest);
    await regctl('image', 'import', `${target.host}/by-regctl/app:v1`, ours);
    expect(await resolved(`${target.host}/by-regctl/app:v1`)).toBe(digest);
  });

  it('is whole for tar, and unpacked for crane and notation', async () => {
    const names = (await system('tar', '-tf', ours)).split('\n').filter(Boolean);
    expect(names).toEqual(names.toSorted());
    expect(names).toContain(`blobs/${digest.replace(':', '/')}`);
    const folder = await unpacked(ours);
    const verified = await home.verifyLayout(`${folder}@${digest}`, SCOPE);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
    // crane takes a layout of one image alone, and a signature is one more.
    const alone = at('alone.tar');
    const unsigned = `${registry.host}/dev/unsigned:v1`;
    await peer('oras', ['cp', '--from-plain-http', '--to-plain-http', source, unsigned]);
    await sealed('promote', unsigned, `oci-archive:${alone}:v1`, '--skip-verification');
    await peer('crane', ['push', '--insecure', await unpacked(alone), `${target.host}/by-crane/app:v1`]);
    expect(await resolved(`${target.host}/by-crane/app:v1`)).toBe(digest);
  });

  it.each<[string, (file: string) => Promise<unknown>]>([
    ['skopeo', (file) => skopeoCopy(`docker://${source}`, `oci-archive:${file}:v1`)],
    ['regctl', (file) => regctl('image', 'export', '--name', 'app:v1', source, file)],
    [
      'crane and tar',
      async (file) => {
        const folder = `${file}.d`;
        await peer('crane', ['pull', '--insecure', '--format', 'oci', '--annotate-ref', source, folder]);
        await system('tar', '-C', folder, '-cf', file, '.');
      },
    ],
    ['oras', (file) => peer('oras', ['backup', '--plain-http', '--output', file, source])],
  ])('of %s is signed, verified, promoted and stays readable', async (name, write) => {
    const file = at(`${name.replaceAll(' ', '-')}.tar`);
    await write(file);
    const archive = `oci-archive:${file}@${digest}`;
    expect(await sealed('list', archive)).toMatchObject({ digest });
    expect(await sealed('sign', archive, ...home.keyFlags)).toMatchObject({ digest, status: 'signed' });
    expect(await sealed('verify', archive, ...trusting())).toMatchObject({ status: 'verified' });
    const repository = `${target.host}/of-${name.replaceAll(' ', '-')}/app`;
    await sealed('promote', archive, `${repository}:v1`, ...trusting());
    await verifiesAt(repository);
    await system('tar', '-tf', file);
    const verified = await home.verifyLayout(`${await unpacked(file)}@${digest}`, SCOPE);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
  });

  it('of oras has its signatures, and is promoted with them', async () => {
    const file = at('backup.tar');
    await peer('oras', ['backup', '--plain-http', '--include-referrers', '--output', file, source]);
    expect((await sealed('list', `oci-archive:${file}:v1`)).attachments).toHaveLength(1);
    await sealed('promote', `oci-archive:${file}:v1`, `${target.host}/backup/app:v1`, ...trusting());
    await verifiesAt(`${target.host}/backup/app`);
  });
});
