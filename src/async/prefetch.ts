/** Marks the rejection of `work` as handled, so that it can be begun early. A caller that awaits it still gets the error. */
export function prefetch<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}
