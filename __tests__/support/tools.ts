import type { ProgressEvent, Tools } from '../../src/operations/ports.ts';

/** A moment at which the test PKI's certificates are valid. */
export const NOW = new Date();

export interface TestTools extends Tools {
  readonly warnings: string[];
  readonly events: ProgressEvent[];
}

/** Tools for a use case: a clock that stands still, a reporter that remembers. */
export function tools(now = NOW): TestTools {
  const warnings: string[] = [];
  const events: ProgressEvent[] = [];
  return {
    warnings,
    events,
    concurrency: 4,
    clock: { now: () => now, sleep: () => Promise.resolve() },
    reporter: { progress: (event) => events.push(event), warning: (message) => warnings.push(message) },
  };
}

export const never = new AbortController().signal;
