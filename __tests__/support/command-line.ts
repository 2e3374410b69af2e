import { Writable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Input } from '../../src/io/read-input.ts';
import type { RunResult } from '../../src/operations/results.ts';

export interface Typed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What stdout holds, read as JSON. */
  json(): RunResult;
}

function collector(): Writable & { text: string } {
  const stream = Object.assign(
    new Writable({
      write(chunk, _, done) {
        stream.text += String(chunk);
        done();
      },
    }),
    { text: '' },
  );
  return stream;
}

/** The command line in this process, as if typed; `env` is all that it sees. */
export async function type(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  signal: AbortSignal = new AbortController().signal,
  stdin?: Input,
): Promise<Typed> {
  const [stdout, stderr] = [collector(), collector()];
  const code = await main(argv, { stdout, stderr, env, stdin: stdin && (() => stdin) }, signal);
  return { code, stdout: stdout.text, stderr: stderr.text, json: () => JSON.parse(stdout.text) as RunResult };
}
