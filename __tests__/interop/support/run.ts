import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { peerPath } from '../peers/build.ts';
import type { PeerName } from '../peers/programs.ts';

export const CLI = join(import.meta.dirname, '..', '..', '..', 'dist', 'cli.js');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Called with the process right after its start. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs one program to its end; never rejects on an exit code. `CI` is cleared unless given. */
export function run(file: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', ...options.env };
    if (options.env?.CI === undefined) delete env.CI;
    const child = spawn(file, args, { cwd: options.cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    options.onStart?.(child);
  });
}

/** The built command line, as it is shipped. */
export function sealift(args: readonly string[], options?: RunOptions): Promise<Finished> {
  return run(process.execPath, [CLI, ...args], options);
}

/** Runs a peer, and throws with its output when it fails. */
export async function peer(name: PeerName, args: readonly string[], options?: RunOptions): Promise<string> {
  const done = await run(peerPath(name), args, options);
  if (done.code !== 0)
    throw new Error(`${name} ${args.join(' ')} ended with ${done.code}:\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

/** Runs a peer that may fail. */
export function tryPeer(name: PeerName, args: readonly string[], options?: RunOptions): Promise<Finished> {
  return run(peerPath(name), args, options);
}
