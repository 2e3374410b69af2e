import { endProcess } from '../compose/end-process.ts';
import { exitCodeWith } from '../compose/exit-code.ts';
import { ProcessOutput } from '../compose/process-output.ts';
import { asSealiftError } from '../errors.ts';
import { main } from './main.ts';
import { abortOnSignals } from './signals.ts';
import { errorLines } from './text/error.ts';
import { styleFor } from './text/style.ts';

/** Node ends with 1 after an uncaught error, which means "refused" here. A bug has exit code 70. */
function endAsBug(thrown: unknown): void {
  const lines = errorLines(asSealiftError(thrown), styleFor(process.stderr));
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(70);
}

/** Runs the command line of this process and leaves its exit code. */
export async function start(): Promise<void> {
  process.on('uncaughtException', endAsBug);
  const output = new ProcessOutput(process);
  const { stdout, stderr } = output;
  // Until `main` has ended, an empty event loop is a bug, and must not look like a success.
  process.exitCode = 70;
  const signals = abortOnSignals(process);
  try {
    const surroundings = { stdout, stderr, env: process.env, stdin: () => process.stdin };
    const code = await main(process.argv.slice(2), surroundings, signals.signal);
    const { failure } = output;
    process.exitCode = exitCodeWith(code, failure);
    if (failure) process.stderr.write(`${errorLines(failure, styleFor(stderr)).join('\n')}\n`);
  } finally {
    signals.dispose();
    endProcess(process);
  }
}
