import type { Reporter } from '../operations/ports.ts';

/** Passes on what a run tells, without secrets, and keeps its warnings for the result, each once. */
export function collectingReporter(
  listener: Reporter | undefined,
  hide: (text: string) => string,
): Reporter & { readonly warnings: readonly string[] } {
  const warnings = new Set<string>();
  return {
    progress(event) {
      listener?.progress(event.type === 'identity' ? { ...event, who: hide(event.who) } : event);
    },
    warning(said) {
      const message = hide(said);
      if (warnings.has(message)) return;
      warnings.add(message);
      listener?.warning(message);
    },
    get warnings() {
      return [...warnings];
    },
  };
}
