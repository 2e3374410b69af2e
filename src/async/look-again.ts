/** The most looks at what a service has to show. Its replicas and caches may be late. */
const LOOKS = 5;
const FIRST_PAUSE = 200;

/**
 * Looks until there is something to see, at most five times, with pauses that double from 0.2 seconds on. It resolves to
 * `undefined` when the last look saw nothing.
 *
 * @param look is told how often it was called before.
 * @param sleep gets milliseconds.
 */
export async function lookAgain<T>(
  look: (before: number) => Promise<T | undefined>,
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<T | undefined> {
  for (let before = 0; ; before += 1) {
    const seen = await look(before);
    if (seen !== undefined || before === LOOKS - 1) return seen;
    await sleep(FIRST_PAUSE * 2 ** before, signal);
    signal.throwIfAborted();
  }
}
