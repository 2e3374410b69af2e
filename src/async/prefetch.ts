/** Marks the rejection of work that was begun before its result is needed as handled; whoever awaits it still gets it. */
export function prefetch<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}
