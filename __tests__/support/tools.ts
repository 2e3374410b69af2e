import { CachedStore } from '../../src/oci/cache/cached-store.ts';
import type { SourceStore } from '../../src/oci/ports.ts';
import type { ProgressEvent } from '../../src/operations/ports.ts';
import { createSession, type Session } from '../../src/operations/session.ts';

export const never = new AbortController().signal;

/** A moment at which the test PKI's certificates are valid. */
export const NOW = new Date();

export interface TestTools extends Session {
  readonly warnings: string[];
  readonly events: ProgressEvent[];
}

/** The session of a run of one image: a clock that stands still, a reporter that remembers. */
export function tools(now = NOW): TestTools {
  const warnings: string[] = [];
  const events: ProgressEvent[] = [];
  const session = createSession(
    {
      concurrency: 4,
      clock: { now: () => now, sleep: () => Promise.resolve() },
      reporter: { progress: (event) => events.push(event), warning: (message) => warnings.push(message) },
    },
    never,
  );
  return { ...session, warnings, events };
}

/** A view of a store for one test. */
export function viewOf(store: SourceStore): CachedStore {
  return new CachedStore(store, { signal: never });
}
