import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotationHome } from '../../__tests__/interop/support/notation.ts';
import { peer, run } from '../../__tests__/interop/support/run.ts';
import type { Trust } from './tools.ts';

/** Everything a run of the benchmarks shares. */
export interface Inputs {
  readonly home: NotationHome;
  readonly trust: Trust;
  readonly cosignKey: string;
  readonly cosignPublicKey: string;
  readonly regctlConfig: string;
  readonly folder: string;
}

export async function prepare(): Promise<Inputs> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-bench-'));
  const home = await NotationHome.create();
  await peer('cosign', ['generate-key-pair', '--output-key-prefix', join(folder, 'cosign')], {
    env: { COSIGN_PASSWORD: '' },
  });
  return {
    home,
    folder,
    trust: { key: home.key, chain: home.certificate, policy: home.policyFile, store: home.trustStore },
    cosignKey: join(folder, 'cosign.key'),
    cosignPublicKey: join(folder, 'cosign.pub'),
    regctlConfig: join(folder, 'regctl.json'),
  };
}

/** A file of `bytes` that does not compress, the same for the same name. */
async function noiseFile(path: string, bytes: number): Promise<void> {
  const seed = createHash('sha256').update(path).digest('hex');
  const done = await run('sh', [
    '-c',
    `openssl enc -aes-256-ctr -pass pass:${seed} -nosalt -pbkdf2 </dev/zero 2>/dev/null | head -c ${bytes} > '${path}'`,
  ]);
  if (done.code !== 0) throw new Error(done.stderr);
}

/** Pushes an image of `layers` layers of `size` bytes to `reference`, OCI or Docker as crane makes it. */
export async function pushImage(
  folder: string,
  reference: string,
  layers: number,
  size: number,
): Promise<void> {
  const work = join(folder, `${layers}x${size}`);
  await mkdir(work, { recursive: true });
  const files: string[] = [];
  for (let at = 0; at < layers; at += 1) {
    const file = join(work, `file-${at}`);
    await noiseFile(file, size);
    const tar = join(work, `layer-${at}.tar`);
    await run('tar', ['-cf', tar, '-C', work, `file-${at}`]);
    files.push('-f', tar);
  }
  await peer('crane', ['append', ...files, '-t', reference, '--insecure']);
}

export async function regctlPlain(config: string, hosts: readonly string[]): Promise<void> {
  await writeFile(
    config,
    JSON.stringify({
      hosts: Object.fromEntries(hosts.map((host) => [host, { tls: 'disabled', hostname: host }])),
    }),
  );
}
