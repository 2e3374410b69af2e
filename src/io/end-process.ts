/** Milliseconds for what ends by itself. */
const GRACE = 200;

/** What of a process this needs; a test gives its own. */
export interface EndingProcess {
  readonly stdout: { readonly writableLength: number };
  readonly stderr: { readonly writableLength: number };
  exit(): void;
}

/**
 * Ends a process whose work is done although something still holds it, such as a connection that a library keeps. What
 * waits to be written is written first.
 */
export function endProcess(process: EndingProcess): void {
  const timer = setTimeout(() => {
    if (process.stdout.writableLength + process.stderr.writableLength > 0) endProcess(process);
    else process.exit();
  }, GRACE);
  // Does not hold the process itself.
  timer.unref();
}
