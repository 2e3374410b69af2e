/** Work begun before its result is needed; whoever awaits it hears of its failure, and nobody has to. */
export function early<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {});
  return work;
}
