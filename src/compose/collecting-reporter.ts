import type { Reporter } from '../operations/ports.ts';

/** Warnings and notices that are kept: a run has thousands of images, and registries decide what is told of each. */
const MOST = 5000;

/** Passes on what a run tells, without secrets, notices and warnings once each, and keeps the warnings for the result. */
export function collectingReporter(
  listener: Reporter | undefined,
  hide: (text: string) => string,
): Reporter & { readonly warnings: readonly string[] } {
  const warnings = new Set<string>();
  const notices = new Set<string>();
  let more = 0;
  return {
    progress(event) {
      if (event.type === 'notice') {
        if (notices.has(event.message)) return;
        if (notices.size < MOST) notices.add(event.message);
        listener?.progress({ ...event, message: hide(event.message) });
      } else if (event.type === 'identity') listener?.progress({ ...event, who: hide(event.who) });
      // A redirect of a registry may name any host, and put a secret into the name.
      else if (event.type === 'silence') listener?.progress({ ...event, host: hide(event.host) });
      else listener?.progress(event);
    },
    warning(said) {
      const message = hide(said);
      if (warnings.has(message)) return;
      if (warnings.size < MOST) warnings.add(message);
      else more += 1;
      listener?.warning(message);
    },
    get warnings() {
      const others = more === 1 ? 'one more warning was' : `${more} more warnings were`;
      return [...warnings, ...(more > 0 ? [`${others} told while it ran, and not kept`] : [])];
    },
  };
}
