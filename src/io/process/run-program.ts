import { Buffer } from 'node:buffer';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProgramOrder {
  /** A path, or a name that is looked up on the PATH of `env`; never a line for a shell. */
  readonly file: string;
  readonly args: readonly string[];
  /** Written to its standard input, which then is closed. */
  readonly input: string | Uint8Array;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds; then the program is killed. */
  readonly timeout: number;
  /** Bytes kept of each of its two outputs; a program that writes more is killed. */
  readonly limit: number;
}

/** How a program ended. `code` is `null` when a signal ended it. */
export type ProgramOutcome =
  | {
      readonly kind: 'ended';
      readonly code: number | null;
      readonly stdout: Uint8Array;
      readonly stderr: Uint8Array;
    }
  | { readonly kind: 'not-found' | 'not-executable' | 'timed-out' | 'too-much-output' };

const START_FAILURES: Readonly<Record<string, 'not-found' | 'not-executable'>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EACCES: 'not-executable',
  ENOEXEC: 'not-executable',
  EPERM: 'not-executable',
};

/** Asked for when a program is run: it brings a good part of node along. */
const spawn = () => process.getBuiltinModule('node:child_process').spawn;

class TooMuchOutput extends Error {}

async function collect(stream: Readable, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += (chunk as Buffer).length;
    if (size > limit) throw new TooMuchOutput();
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/**
 * Runs a program without a shell, with caps on its time and on what it says. Throws the signal's reason after an abort;
 * whatever else happens is an outcome, for the caller to put into words.
 */
export async function runProgram(order: ProgramOrder, signal: AbortSignal): Promise<ProgramOutcome> {
  signal.throwIfAborted();
  const { file, args, input, env, timeout, limit } = order;
  const child = spawn()(file, args, { env: { ...env }, stdio: 'pipe', windowsHide: true, shell: false });
  const timer = new AbortController();
  const kill = (): void => {
    child.kill('SIGKILL');
    // What it started may hold the other ends open.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  signal.addEventListener('abort', kill, { once: true, signal: timer.signal });

  const started = new Promise<'spawned' | Error>((resolve) => {
    child.once('spawn', () => resolve('spawned'));
    child.once('error', resolve);
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  // A program may end without reading what it was given.
  child.stdin.on('error', () => {});
  try {
    const start = await started;
    if (start !== 'spawned') {
      const kind = START_FAILURES[(start as NodeJS.ErrnoException).code ?? ''];
      if (kind) return { kind };
      throw start;
    }
    child.stdin.end(input);
    const { stdout, stderr } = child;
    const ended = Promise.all([collect(stdout, limit), collect(stderr, limit), exited]);
    const late = delay(timeout, undefined, { signal: timer.signal });
    late.catch(() => {});
    const first = await Promise.race([ended, late]);
    signal.throwIfAborted();
    if (!first) return { kind: 'timed-out' };
    const [out, err, code] = first;
    return { kind: 'ended', code, stdout: out, stderr: err };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TooMuchOutput) return { kind: 'too-much-output' };
    throw error;
  } finally {
    timer.abort();
    kill();
  }
}
