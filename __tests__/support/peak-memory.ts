import { execFile } from 'node:child_process';

/** Writes the peak memory of the process, in KiB, when it ends. `maxRSS` would count the process that it was forked from. */
const PEAK = `data:text/javascript,import{readFileSync as r}from'node:fs';process.on('exit',()=>process.stderr.write(r('/proc/self/status','utf8').match(/VmHWM.*/)[0]))`;

export interface Measured {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** MiB of memory that the process had at most. */
  readonly peak: number;
}

/** Runs a program of Node as a process of its own. Only Linux tells its peak. */
export function measured(entry: string, args: readonly string[], cwd?: string): Promise<Measured> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', PEAK, entry, ...args],
      { maxBuffer: 2 ** 28, ...(cwd === undefined ? {} : { cwd }) },
      (_, stdout, stderr) => {
        const peak = Number(/VmHWM:\s+(\d+) kB$/.exec(stderr)?.[1]) / 1024;
        resolve({ code: child.exitCode ?? -1, stdout, stderr, peak });
      },
    );
  });
}
