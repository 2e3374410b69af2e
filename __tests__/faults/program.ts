import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type } from '../support/command-line.ts';

const CLI = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
/** Writes the peak memory of the process when it ends, where a limit lets it. */
const PEAK = `data:text/javascript,import{readFileSync as r,writeFileSync as w}from'node:fs';process.on('exit',()=>{try{w(process.env.SEALIFT_TEST_PEAK,r('/proc/self/status','utf8'))}catch{}})`;
/** Whatever hangs ends here, and is a violation. */
const LONGEST = 90_000;

export interface Ended {
  /** Of the process; `null` where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
  /** The most that was in memory at a time; `undefined` where nobody could look any more. */
  readonly peakMiB: number | undefined;
  /** It did not end by itself in the time that a run has. */
  readonly hung: boolean;
}

function peakIn(file: string): number | undefined {
  try {
    const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(file, 'utf8')) ?? [];
    return kib === undefined ? undefined : Number(kib) / 1024;
  } catch {
    return undefined;
  }
}

/** A run of the program. */
export interface Program {
  /** Sends a signal to the process, and notes what memory it had used until then. */
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<Ended>;
}

export interface Surroundings {
  /** All that the program sees of the environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Words before those of the program, such as a shell that sets a limit. */
  readonly under?: readonly string[];
}

let count = 0;

/** Starts `dist/cli.js` in an environment of its own. */
export function start(args: readonly string[], folder: string, { env, under = [] }: Surroundings): Program {
  count += 1;
  const peakFile = join(folder, `peak-${count}`);
  const [file, ...words] = [...under, process.execPath, '--import', PEAK, CLI, ...args];
  const began = performance.now();
  const child: ChildProcess = spawn(file!, words, {
    cwd: folder,
    env: { ...env, SEALIFT_TEST_PEAK: peakFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout!.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr!.on('data', (chunk: Buffer) => err.push(chunk));
  let [peakMiB, hung]: [number | undefined, boolean] = [undefined, false];
  const watch = setTimeout(() => {
    hung = true;
    child.kill('SIGKILL');
  }, LONGEST);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(watch);
      resolve({
        code,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
        milliseconds: performance.now() - began,
        peakMiB: peakIn(peakFile) ?? peakMiB,
        hung,
      });
    });
  });
  const kill = (signal: NodeJS.Signals): void => {
    peakMiB = peakIn(`/proc/${child.pid}/status`);
    child.kill(signal);
  };
  return { kill, ended };
}

/** Runs the same sources in this process, which takes a fifth of the time. There is nothing to send a signal to. */
export function startHere(args: readonly string[], { env }: Surroundings): Program {
  const began = performance.now();
  const over = new AbortController();
  const watch = setTimeout(() => over.abort(), LONGEST);
  const ended = type(args, env, over.signal).then(({ code, stdout, stderr }) => {
    clearTimeout(watch);
    const milliseconds = performance.now() - began;
    return { code, stdout, stderr, milliseconds, peakMiB: undefined, hung: over.signal.aborted };
  });
  const kill = (): void => {
    throw new Error('there is no process to end');
  };
  return { kill, ended };
}
