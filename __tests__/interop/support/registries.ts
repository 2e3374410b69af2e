import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peerPath } from '../peers/build.ts';
import { SYSTEM_PEERS } from '../peers/programs.ts';
import { type ReferrersProxy, referrersProxy } from './referrers-proxy.ts';

export type RegistryKind = 'olareg' | 'olareg-no-api' | 'distribution' | 'docker-registry';

export interface RegistryOptions {
  /** PEM files: HTTPS instead of HTTP. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** The `auth` section of distribution's settings, as a YAML flow mapping. */
  readonly auth?: string;
  /** distribution alone: whether it takes an index without all that it names. */
  readonly takesSparse?: boolean;
  /** A free one unless given. */
  readonly port?: number;
}

export interface RunningRegistry {
  readonly kind: RegistryKind;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** The same registry for notation and oras, which need a 404 where olareg without its API answers 405. */
  readonly forPeers: string;
  readonly hasReferrersApi: boolean;
  stop(): Promise<void>;
}

interface Kind {
  readonly program: () => string;
  readonly hasReferrersApi: boolean;
  args(port: number, folder: string, options: RegistryOptions): Promise<string[]>;
}

function olareg(hasReferrersApi: boolean): Kind {
  return {
    program: () => peerPath('olareg'),
    hasReferrersApi,
    async args(port, folder, { tls }) {
      const args = ['serve', '--addr', '127.0.0.1', '--port', String(port), '--dir', folder];
      if (tls) args.push('--tls-cert', tls.certificate, '--tls-key', tls.key);
      // No collection of half-written images while a test is still writing them.
      return [...args, '--gc-frequency=-1s', '--api-delete', `--api-referrer=${hasReferrersApi}`];
    },
  };
}

function distribution(program: () => string): Kind {
  return {
    program,
    hasReferrersApi: false,
    async args(port, folder, { tls, auth, takesSparse = false }) {
      const config = join(folder, 'config.yml');
      const quoted = JSON.stringify;
      const secure = tls ? `, tls: { certificate: ${quoted(tls.certificate)}, key: ${quoted(tls.key)} }` : '';
      const lines = [
        'version: 0.1',
        'log: { level: error, accesslog: { disabled: true } }',
        `storage: { filesystem: { rootdirectory: ${quoted(join(folder, 'data'))} }, delete: { enabled: true } }`,
        `http: { addr: "127.0.0.1:${port}"${secure} }`,
        ...(auth ? [`auth: ${auth}`] : []),
        ...(takesSparse ? ['validation: { manifests: { indexes: { platforms: none } } }'] : []),
      ];
      await writeFile(config, `${lines.join('\n')}\n`);
      return ['serve', config];
    },
  };
}

const KINDS: Readonly<Record<RegistryKind, Kind>> = {
  olareg: olareg(true),
  'olareg-no-api': olareg(false),
  distribution: distribution(() => peerPath('distribution')),
  'docker-registry': distribution(() => SYSTEM_PEERS['docker-registry'].program),
};

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => resolve(false));
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function started(kind: string, port: number, child: ChildProcess): Promise<void> {
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = error;
  });
  for (let attempt = 0; attempt < 500; attempt += 1) {
    if (failure) throw failure;
    if (child.exitCode !== null) throw new Error(`${kind} ended with ${child.exitCode}`);
    if (await listens(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${kind} does not listen on port ${port}`);
}

/** Starts a real registry with an empty store on a free loopback port. */
export async function startRegistry(
  kind: RegistryKind,
  options: RegistryOptions = {},
): Promise<RunningRegistry> {
  const folder = await mkdtemp(join(tmpdir(), `sealift-${kind}-`));
  const port = options.port ?? (await freePort());
  const { program, args, hasReferrersApi } = KINDS[kind];
  const child = spawn(program(), await args(port, folder, options), { stdio: 'ignore' });
  await started(kind, port, child);
  const host = `127.0.0.1:${port}`;
  let proxy: ReferrersProxy | undefined;
  if (kind === 'olareg-no-api') proxy = await referrersProxy(host);
  return {
    kind,
    host,
    forPeers: proxy?.host ?? host,
    hasReferrersApi,
    async stop() {
      await proxy?.close();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
