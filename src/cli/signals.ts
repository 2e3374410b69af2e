import { SealiftError } from '../errors.ts';

const SIGNALS = [
  { name: 'SIGINT', code: 'interrupted', exitCode: 130 },
  // SIGHUP: the terminal was closed.
  { name: 'SIGHUP', code: 'terminated', exitCode: 143 },
  { name: 'SIGTERM', code: 'terminated', exitCode: 143 },
] as const;

type SignalName = (typeof SIGNALS)[number]['name'];

/** The part of the process that signals need. Tests give their own. */
export interface SignalSource {
  on(name: SignalName, listener: () => void): unknown;
  off(name: SignalName, listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * Handles the signals that end a run. The first one aborts `signal` with a SealiftError, so that the run stops cleanly; the
 * second one ends the process at once.
 */
export function abortOnSignals(source: SignalSource): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const listeners = SIGNALS.map(({ name, code, exitCode }) => {
    const listener = (): void => {
      if (controller.signal.aborted) source.exit(exitCode);
      else controller.abort(new SealiftError(code, `${code} (${name})`));
    };
    source.on(name, listener);
    return { name, listener };
  });
  return {
    signal: controller.signal,
    dispose: () => {
      for (const { name, listener } of listeners) source.off(name, listener);
    },
  };
}
