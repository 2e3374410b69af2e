import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peerPath } from '../peers/build.ts';

export type RegistryKind = 'olareg' | 'olareg-no-api' | 'distribution';

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

/** Starts a real registry with an empty store on a free loopback port. */
export async function startRegistry(kind: RegistryKind): Promise<RunningRegistry> {
  const folder = await mkdtemp(join(tmpdir(), `sealift-${kind}-`));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const [program, args] =
    kind === 'distribution'
      ? ([peerPath('distribution'), await distributionArgs(port, folder)] as const)
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
