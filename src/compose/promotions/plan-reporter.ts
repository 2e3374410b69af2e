import type { Reporter } from '../../operations/ports.ts';

/** Warnings that a plan repeats. Each image may have some, and there may be tens of thousands. */
const MOST = 200;

/** The reporter of a plan, and what it says when all images were looked at. */
export interface PlanReporter extends Reporter {
  end(): void;
}

/** Leaves out the notices of single images, which are in the plan, and counts the warnings beyond the first. */
export function planReporter(listener: Reporter): PlanReporter {
  const seen = new Set<string>();
  let more = 0;
  return {
    progress(event) {
      if (event.type !== 'notice') listener.progress(event);
    },
    warning(message) {
      if (seen.has(message)) return;
      if (seen.size >= MOST) more += 1;
      else {
        seen.add(message);
        listener.warning(message);
      }
    },
    end() {
      if (more > 0) listener.warning(`${more} more warnings of this kind are not shown`);
    },
  };
}
