import type { ProgressOutput } from './progress.ts';

/** A live area on a terminal, plain lines elsewhere (files, CI, a dumb terminal), and where nothing moves (--quiet). */
export async function terminalOutput(
  stderr: NodeJS.WritableStream & {
    readonly isTTY?: boolean;
    readonly columns?: number;
    readonly rows?: number;
  },
  env: Readonly<Record<string, string | undefined>>,
  quiet: boolean,
): Promise<ProgressOutput> {
  const line = (text: string): void => {
    stderr.write(`${text}\n`);
  };
  if (quiet || !stderr.isTTY || !stderr.columns || env.TERM === 'dumb' || env.CI) return { line };
  const { createLogUpdate } = await import('log-update');
  const update = createLogUpdate(stderr as NodeJS.WriteStream, { showCursor: true });
  return {
    line,
    live: {
      show: (text) => update(text),
      clear: () => update.clear(),
      columns: () => stderr.columns ?? 80,
      rows: () => stderr.rows ?? 24,
    },
  };
}
