import { prefetch } from '../../async/prefetch.ts';
import type { ReferrerEntry, ReferrerList } from '../ports.ts';

/**
 * A list whose first entry is asked for at once, before anybody reads the list. What that fails with is told to the reader, and to
 * nobody when nobody reads.
 */
export function begunList(list: ReferrerList): AsyncGenerator<ReferrerEntry> {
  const entries = list[Symbol.asyncIterator]();
  const first = prefetch(entries.next());
  return (async function* read() {
    try {
      for (let next = await first; !next.done; next = await entries.next()) yield next.value;
    } finally {
      await entries.return?.();
    }
  })();
}
