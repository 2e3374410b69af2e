/**
 * Runs tasks at the same time. The first failure aborts the signal of the other tasks, and is thrown when all of them have
 * ended, so that no task outlives the call.
 */
export async function taskGroup<T>(
  signal: AbortSignal,
  tasks: Iterable<(signal: AbortSignal) => Promise<T>>,
): Promise<T[]> {
  const stop = new AbortController();
  const joined = AbortSignal.any([signal, stop.signal]);
  let failure: { readonly error: unknown } | undefined;
  const settled = await Promise.all(
    Array.from(tasks, async (task) => {
      try {
        return await task(joined);
      } catch (error) {
        // After an abort tasks fail because of it, with whatever error, so the reason of the abort is thrown.
        failure ??= { error: signal.aborted ? signal.reason : error };
        stop.abort(error);
        return undefined;
      }
    }),
  );
  if (failure) throw failure.error;
  return settled as T[];
}
