import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peer, run } from './run.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Layers made of real files: the running Node (over 50 MB), the sources, the built program. */
async function layerFiles(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-layers-'));
  const layers: [string, string, string][] = [
    ['node.tar', join(process.execPath, '..'), process.execPath.split(/[\\/]/).at(-1)!],
    ['src.tar', ROOT, 'src'],
    ['dist.tar', ROOT, 'dist'],
  ];
  return Promise.all(
    layers.map(async ([name, from, what]) => {
      const target = join(folder, name);
      const done = await run('tar', ['-cf', target, '-C', from, what]);
      if (done.code !== 0) throw new Error(`tar: ${done.stderr}`);
      return target;
    }),
  );
}

export interface Inputs {
  /** `HOST/app:1`: three layers, Docker v2 manifest, one layer over 50 MB. */
  readonly image: string;
  /** `HOST/multi:1`: an index of two platforms. */
  readonly index: string;
  /** `HOST/chart:1`: a Helm-like artifact. */
  readonly artifact: string;
}

/** Pushes the real inputs into the registry at `host`. */
export async function pushInputs(host: string): Promise<Inputs> {
  const layers = await layerFiles();
  const image = `${host}/app:1`;
  await peer('crane', ['append', ...layers.flatMap((layer) => ['-f', layer]), '-t', image, '--insecure']);

  const small = layers.slice(1).flatMap((layer) => ['-f', layer]);
  const platforms = ['linux/amd64', 'linux/arm64'].map((platform) => ({
    platform,
    reference: `${host}/multi:${platform.replace('/', '-')}`,
  }));
  for (const { platform, reference } of platforms) {
    await peer('crane', ['append', ...small, '-t', reference, '--insecure']);
    await peer('crane', ['mutate', reference, '--set-platform', platform, '-t', reference, '--insecure']);
  }
  const index = `${host}/multi:1`;
  const members = platforms.flatMap(({ reference }) => ['-m', reference]);
  await peer('crane', ['index', 'append', ...members, '-t', index, '--insecure']);

  const folder = await mkdtemp(join(tmpdir(), 'sealift-chart-'));
  await writeFile(
    join(folder, 'config.json'),
    JSON.stringify({ name: 'net-monitor', version: '1.0.0', apiVersion: 'v2' }),
  );
  await run('tar', ['-czf', join(folder, 'chart.tgz'), '-C', ROOT, 'docs']);
  const artifact = `${host}/chart:1`;
  const chartFiles = [
    ...['--config', 'config.json:application/vnd.cncf.helm.config.v1+json'],
    'chart.tgz:application/vnd.cncf.helm.chart.content.v1.tar+gzip',
  ];
  await peer('oras', ['push', '--plain-http', artifact, ...chartFiles], { cwd: folder });
  return { image, index, artifact };
}

/** The digest a tag points at, asked of the registry by crane. */
export async function digestOfTag(reference: string): Promise<string> {
  return (await peer('crane', ['digest', reference, '--insecure'])).trim();
}

/** `REPOSITORY@DIGEST` of a tag. */
export async function pinned(reference: string): Promise<string> {
  return `${reference.slice(0, reference.lastIndexOf(':'))}@${await digestOfTag(reference)}`;
}

/** The bytes of a manifest as the registry serves them, hashed. */
export async function manifestDigest(reference: string): Promise<string> {
  const text = await peer('crane', ['manifest', reference, '--insecure']);
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
