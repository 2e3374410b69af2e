import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { peerPath } from '../peers/build.ts';

/** `docker-registry` is distribution 2.8.2 as Debian packs it; its source does not build from the Go module proxy. */
export type RegistryKind = 'olareg' | 'olareg-no-api' | 'distribution' | 'docker-registry';

export interface RunningRegistry {
  readonly kind: RegistryKind;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  readonly hasReferrersApi: boolean;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function olaregArgs(port: number, folder: string, api: boolean): string[] {
  const args = ['serve', '--addr', '127.0.0.1', '--port', String(port), '--dir', folder];
  // No collection of half-written images while a test is still writing them.
  return [...args, '--gc-frequency=-1s', '--api-delete', `--api-referrer=${api}`];
}

async function distributionArgs(port: number, folder: string): Promise<string[]> {
  const config = join(folder, 'config.yml');
  const lines = [
    'version: 0.1',
    'log: { level: error, accesslog: { disabled: true } }',
    `storage: { filesystem: { rootdirectory: ${JSON.stringify(join(folder, 'data'))} }, delete: { enabled: true } }`,
    `http: { addr: "127.0.0.1:${port}" }`,
  ];
  await writeFile(config, `${lines.join('\n')}\n`);
  return ['serve', config];
}

async function answers(host: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`the registry at ${host} ended with ${child.exitCode}`);
    const answered = await fetch(`http://${host}/v2/`).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the registry at ${host} does not answer`);
}

/** The kinds that can be started here: says so where `docker-registry` is not installed. */
export function startable(...kinds: readonly RegistryKind[]): RegistryKind[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const isInstalled = folders.some((folder) => existsSync(join(folder, 'docker-registry')));
  if (!isInstalled)
    console.warn('interop: docker-registry (distribution 2.8) is not installed and not tested');
  return kinds.filter((kind) => kind !== 'docker-registry' || isInstalled);
}

/** Starts a real registry with an empty store on a free loopback port. */
export async function startRegistry(kind: RegistryKind): Promise<RunningRegistry> {
  const folder = await mkdtemp(join(tmpdir(), `sealift-${kind}-`));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const isDistribution = kind === 'distribution' || kind === 'docker-registry';
  const [program, args] = isDistribution
    ? ([kind === 'distribution' ? peerPath(kind) : kind, await distributionArgs(port, folder)] as const)
    : ([peerPath('olareg'), olaregArgs(port, folder, kind === 'olareg')] as const);
  const child = spawn(program, args, { stdio: 'ignore' });
  await answers(host, child);
  return {
    kind,
    host,
    hasReferrersApi: kind === 'olareg',
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
