/** Milliseconds that open connections get to end by themselves. */
const GRACE = 200;

/** The part of a process that {@link endProcess} needs; tests give their own. */
export interface EndingProcess {
  readonly stdout: { readonly writableLength: number };
  readonly stderr: { readonly writableLength: number };
  exit(): void;
}

/**
 * Ends a process whose work is done, even if something keeps it alive, such as a connection of a library. Buffered output is
 * written before.
 */
export function endProcess(process: EndingProcess): void {
  const timer = setTimeout(() => {
    if (process.stdout.writableLength + process.stderr.writableLength > 0) endProcess(process);
    else process.exit();
  }, GRACE);
  // The timer must not keep the process alive itself.
  timer.unref();
}
