/**
 * Runs tasks at the same time; the first failure aborts the signal that the others got, and is thrown when all have
 * come to rest, so that nothing goes on behind the caller's back.
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
        // What fails after an abort fails because of it, whatever it says.
        failure ??= { error: signal.aborted ? signal.reason : error };
        stop.abort(error);
        return undefined;
      }
    }),
  );
  if (failure) throw failure.error;
  return settled as T[];
}
