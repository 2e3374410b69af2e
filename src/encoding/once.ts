/** What `make` returns, made at the first call: the start of a run pays for nothing that the run may not need. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
