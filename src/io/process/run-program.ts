import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { access } from 'node:fs/promises';
import { errnoOf } from '../files/file-error.ts';
import { collect } from './collect.ts';
import { type Env, findProgram, programEnv } from './find-program.ts';
import { endGroup, keepGroup } from './process-group.ts';
import { type ProgramStart, programStart } from './program-start.ts';
import { type Refusal, thisSystem } from './system.ts';

export interface ProgramOrder {
  /** An absolute path, or a name that is looked up on the PATH of `env`; never a line for a shell. */
  readonly file: string;
  readonly args: readonly string[];
  /** Written to its standard input, which then is closed. */
  readonly input: string | Uint8Array;
  readonly env: Env;
  /** Milliseconds; then the program is killed. */
  readonly timeout: number;
  /** Bytes kept of each of its two outputs; a program that writes more is killed. */
  readonly limit: number;
  /** On Windows: the arguments are written as they are, without quotes of ours. */
  readonly verbatim?: boolean;
}

/**
 * How a program ended. `code` is `null` when a signal ended it. Of what was not run, `reason` is the end of a sentence
 * (`is not on the PATH`), and `file` what was found and is not run.
 */
export type ProgramOutcome =
  | {
      readonly kind: 'ended';
      readonly code: number | null;
      readonly stdout: Uint8Array;
      readonly stderr: Uint8Array;
    }
  /** The program, or its interpreter, does not exist. */
  | ({ readonly kind: 'not-found' } & Refusal)
  /** The file is no program for this system, or may not be run. */
  | ({ readonly kind: 'refused'; readonly file: string } & Refusal)
  /** The system could not start the program now. */
  | { readonly kind: 'not-started'; readonly reason: string }
  | { readonly kind: 'timed-out' | 'too-much-output' };

/** Errors of the system that a later try would meet again. */
const FINAL = new Set(['EACCES', 'EPERM', 'ENOEXEC', 'ELIBBAD', 'ENOENT', 'ENOTDIR', 'ELOOP', 'EINVAL']);

/** The longest time of a timer in Node. */
const LONGEST = 2 ** 31 - 1;

function notStarted(error: Error, { file }: ProgramStart): ProgramOutcome {
  const errno = errnoOf(error);
  if (errno === undefined) throw error;
  const reason = `is not started by the system (${errno})`;
  if (!FINAL.has(errno)) return { kind: 'not-started', reason };
  return {
    kind: 'refused',
    file,
    reason,
    remedy: 'Check its rights and its file system, or install it anew.',
  };
}

/** The name of the open file in `/proc`, so that the judged file is the one that runs; its path on systems without that. */
async function executableOf({ file, handle, byHandle }: ProgramStart): Promise<string> {
  if (!byHandle) return file;
  const path = `/proc/self/fd/${handle.fd}`;
  return access(path).then(
    () => path,
    () => file,
  );
}

/** Starts the program in a process group of its own, which can be ended as a whole. Ctrl-C in the terminal does not reach it. */
function start(
  executable: string,
  { argv0, words }: ProgramStart,
  { args, env, verbatim = false }: ProgramOrder,
) {
  // The module is loaded when a program is run, since loading it takes milliseconds that most commands do not need.
  const { spawn } = process.getBuiltinModule('node:child_process');
  return spawn(executable, [...words, ...args], {
    argv0,
    env: programEnv(env),
    stdio: 'pipe',
    windowsHide: true,
    shell: false,
    windowsVerbatimArguments: verbatim,
    detached: process.platform !== 'win32',
  });
}

/** Waits for a started program to end, or for `over` to abort. */
function outcomeOf(
  child: ChildProcessWithoutNullStreams,
  { input, timeout, limit }: ProgramOrder,
  signal: AbortSignal,
  over: AbortSignal,
): Promise<ProgramOutcome> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: over });
    // An error after the start only says that a signal could not be sent, and changes nothing.
    child.on('error', reject);
    const late = setTimeout(() => resolve({ kind: 'timed-out' }), Math.min(timeout, LONGEST));
    over.addEventListener('abort', () => clearTimeout(late), { once: true });
    collect(child, limit).then(
      (said) => resolve(said === 'too-much' ? { kind: 'too-much-output' } : { kind: 'ended', ...said }),
      reject,
    );
    // A program may end without reading what it was given.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

async function run(program: ProgramStart, order: ProgramOrder, signal: AbortSignal): Promise<ProgramOutcome> {
  const executable = await executableOf(program);
  signal.throwIfAborted();
  const over = new AbortController();
  const child = start(executable, program, order);
  const group = keepGroup(child);
  try {
    return await outcomeOf(child, order, signal, over.signal);
  } finally {
    over.abort();
    if (child.exitCode === null && child.signalCode === null) endGroup(child);
    group.release();
    // A process that has left the group may keep the pipes open. They are closed here without a wait for it.
    for (const stream of child.stdio) stream?.destroy();
    child.unref();
  }
}

/**
 * Runs a program without a shell, with caps on its time and its output. Processes that it started are ended with it. Its output
 * counts only after it has ended by itself. After an abort this throws the reason of the signal; everything else is an outcome
 * that the caller reports.
 */
export async function runProgram(order: ProgramOrder, signal: AbortSignal): Promise<ProgramOutcome> {
  signal.throwIfAborted();
  const found = await findProgram(order.file, order.env);
  if ('reason' in found) return { kind: 'not-found', ...found };
  const program = await programStart(found.path, order.env, thisSystem());
  if ('reason' in program) {
    const { missing, ...refusal } = program;
    return missing ? { kind: 'not-found', ...refusal } : { kind: 'refused', file: found.path, ...refusal };
  }
  try {
    return await run(program, order, signal);
  } catch (error) {
    signal.throwIfAborted();
    return notStarted(error as Error, program);
  } finally {
    await program.handle.close();
  }
}
