declare module 'ci-parallel-vars' {
  /** What the CI that runs this process tells of its parallel jobs; `index` is counted from 0. */
  const found: { readonly index: number; readonly total: number } | null;
  export default found;
}
