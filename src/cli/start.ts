import { asSealiftError } from '../errors.ts';
import { main } from './main.ts';
import { abortOnSignals } from './signals.ts';
import { errorLines } from './text/error.ts';
import { styleFor } from './text/style.ts';

/** A reader that went away (`sealift list … | head`) is no error: the run goes on and writes to nobody. */
function ignoreBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Node ends with 1 here, which means "refused" with us: a bug is 70. */
function endAsBug(thrown: unknown): void {
  const lines = errorLines(asSealiftError(thrown), styleFor(process.stderr));
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(70);
}

/** Runs the command line of this process and leaves its exit code. */
export async function start(): Promise<void> {
  process.on('uncaughtException', endAsBug);
  process.stdout.on('error', ignoreBrokenPipe);
  process.stderr.on('error', ignoreBrokenPipe);
  // Until main answers, an end of the event loop is a bug, not a success.
  process.exitCode = 70;
  const signals = abortOnSignals(process);
  try {
    process.exitCode = await main(process.argv.slice(2), process, signals.signal);
  } finally {
    signals.dispose();
  }
}
