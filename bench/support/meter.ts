import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** The costs of one command as a whole process, its children included. */
export interface Measured {
  readonly wallMs: number;
  /** User and system time. */
  readonly cpuMs: number;
  /** Largest resident set of any one process, in MiB. */
  readonly peakMiB: number;
  readonly exitCode: number;
  /** The end of what it printed. */
  readonly output: string;
}

export interface Command {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A helper process that measures one command at a time. */
export class Meter {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: AsyncIterator<string>;

  constructor() {
    const script = join(import.meta.dirname, 'meter.py');
    this.#child = spawn('python3', [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  async measure({ command, env }: Command): Promise<Measured> {
    const { CI: _, NODE_COMPILE_CACHE: __, ...inherited } = process.env;
    const order = { command, env: { ...inherited, NO_COLOR: '1', ...env } };
    this.#child.stdin.write(`${JSON.stringify(order)}\n`);
    const { value, done } = await this.#answers.next();
    if (done) throw new Error('the meter ended; is python3 installed?');
    return JSON.parse(value);
  }

  close(): void {
    this.#child.stdin.end();
  }
}
