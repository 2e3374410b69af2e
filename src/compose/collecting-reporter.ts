import type { Reporter } from '../operations/ports.ts';

/** Passes on what a run tells, without secrets, notices and warnings once each, and keeps the warnings for the result. */
export function collectingReporter(
  listener: Reporter | undefined,
  hide: (text: string) => string,
): Reporter & { readonly warnings: readonly string[] } {
  const warnings = new Set<string>();
  const notices = new Set<string>();
  return {
    progress(event) {
      if (event.type === 'notice') {
        if (notices.has(event.message)) return;
        notices.add(event.message);
        listener?.progress({ ...event, message: hide(event.message) });
      } else listener?.progress(event.type === 'identity' ? { ...event, who: hide(event.who) } : event);
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
