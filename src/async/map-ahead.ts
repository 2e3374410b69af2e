import { prefetch } from './prefetch.ts';

/**
 * Maps items lazily and in their order, while the work on the next ones is under way already. What begun work rejects with is
 * thrown when its turn comes, and not at all when the caller leaves before.
 *
 * @param ahead how many items beyond the next one may be begun; asked again after each item.
 */
export async function* mapAhead<T, R>(
  items: AsyncIterable<T>,
  ahead: () => number,
  signal: AbortSignal,
  work: (item: T, joined: AbortSignal) => Promise<R>,
): AsyncGenerator<R> {
  const ending = new AbortController();
  const joined = AbortSignal.any([signal, ending.signal]);
  const iterator = items[Symbol.asyncIterator]();
  const begun: Promise<R>[] = [];
  let isDone = false;
  let filling: Promise<void> | undefined;
  const fill = async (): Promise<void> => {
    while (!isDone && !ending.signal.aborted && begun.length <= ahead()) {
      const next = await iterator.next();
      if (next.done) isDone = true;
      else begun.push(prefetch(work(next.value, joined)));
    }
  };
  try {
    for (;;) {
      filling ??= prefetch(
        fill().then(() => {
          filling = undefined;
        }),
      );
      // Reading on in the list may take a request, for which what is begun does not wait.
      if (begun.length === 0) await filling.catch(() => {});
      const first = begun.shift();
      if (first === undefined) return await filling;
      yield await first;
    }
  } finally {
    ending.abort();
    await Promise.allSettled([...begun, filling]);
    await iterator.return?.();
  }
}
