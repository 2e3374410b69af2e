/** Does `work` at its first call and gives every caller that result; after a failure the next caller tries again. */
export function once<T>(work: (signal: AbortSignal) => Promise<T>): (signal: AbortSignal) => Promise<T> {
  let under: Promise<T> | undefined;
  return (signal) => {
    under ??= work(signal).catch((error: unknown) => {
      under = undefined;
      throw error;
    });
    return under;
  };
}
