import type { Reporter } from '../operations/ports.ts';

/** Passes on what a run tells, notices and warnings once each, and keeps the warnings for the result. */
export function collectingReporter(
  listener: Reporter | undefined,
): Reporter & { readonly warnings: readonly string[] } {
  const warnings = new Set<string>();
  const notices = new Set<string>();
  return {
    progress(event) {
      if (event.type === 'notice') {
        if (notices.has(event.message)) return;
        notices.add(event.message);
      }
      listener?.progress(event);
    },
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
