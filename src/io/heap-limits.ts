/**
 * Lets V8's heap grow slowly: the young generation stays at its first megabyte, and the old one is collected when it has
 * grown by 30 percent. Data that streams through lives for milliseconds, but V8 frees it only when it runs out of room, and
 * takes more room before that: some hundred megabytes of spent buffers, answers and texts would pile up first.
 * Node 22 to 26 have both flags; V8 writes a line to stderr about a flag that it does not know.
 */
export function limitHeapGrowth(): void {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=30');
}
