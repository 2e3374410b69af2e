/** Calls `make` at the first call and returns its value at every call. A run then makes only what it needs. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Does `work` at its first call and gives every caller that result; after a failure the next caller tries again. */
export function lazyRetried<T>(
  work: (signal: AbortSignal) => Promise<T>,
): (signal: AbortSignal) => Promise<T> {
  let under: Promise<T> | undefined;
  return (signal) => {
    under ??= work(signal).catch((error: unknown) => {
      under = undefined;
      throw error;
    });
    return under;
  };
}
