import { spawn } from 'node:child_process';

export interface Measured {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Largest resident set of the process, in MiB. */
  readonly peakMiB: number;
  readonly exitCode: number;
  readonly output: string;
}

/** Runs the command and asks the kernel what it cost; node itself tells nothing about a child. */
const WRAPPER = `
import json, os, sys, time
start = time.monotonic()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, used = os.wait4(pid, 0)
wall = time.monotonic() - start
os.write(3, json.dumps({"wallMs": wall * 1000, "cpuMs": (used.ru_utime + used.ru_stime) * 1000,
  "peakMiB": used.ru_maxrss / 1024, "exitCode": os.waitstatus_to_exitcode(status)}).encode())
`;

/** Wall, CPU and peak memory of one command as a whole process. */
export function measure(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', ['-c', WRAPPER, ...command], {
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    let output = '';
    let figures = '';
    child.stdout!.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr!.on('data', (chunk) => {
      output += chunk;
    });
    child.stdio[3]!.on('data', (chunk) => {
      figures += chunk;
    });
    child.on('error', reject);
    child.on('close', () => {
      try {
        resolve({ ...JSON.parse(figures), output });
      } catch {
        reject(new Error(`could not measure ${command.join(' ')}:\n${output}`));
      }
    });
  });
}
