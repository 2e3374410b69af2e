import type { Reporter } from '../operations/ports.ts';

/** Passes on what a run tells, and keeps its warnings for the result, each once. */
export function collectingReporter(
  listener: Reporter | undefined,
): Reporter & { readonly warnings: readonly string[] } {
  const warnings = new Set<string>();
  return {
    progress: (event) => listener?.progress(event),
    warning(message) {
      if (warnings.has(message)) return;
      warnings.add(message);
      listener?.warning(message);
    },
    get warnings() {
      return [...warnings];
    },
  };
}
