import { taskGroup } from './task-group.ts';

/**
 * Runs `work` for each item, at most `width` at the same time, and otherwise like {@link taskGroup}: thousands of items that wait
 * for their turn take no memory beyond the list of them. The results are in the order of the items.
 */
export async function mapGroup<T, R>(
  signal: AbortSignal,
  items: Iterable<T>,
  width: number,
  work: (item: T, signal: AbortSignal) => Promise<R>,
): Promise<R[]> {
  const waiting = items[Symbol.iterator]();
  const results: R[] = [];
  let count = 0;
  const worker = async (joined: AbortSignal): Promise<void> => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      joined.throwIfAborted();
      const at = count;
      count += 1;
      results[at] = await work(next.value, joined);
    }
  };
  await taskGroup(
    signal,
    Array.from({ length: width }, () => worker),
  );
  return results;
}
