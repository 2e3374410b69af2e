/** Flags that V8 heeds while it runs, as Node 22 to 26 have it. */
const FLAGS = ['--semi-space-growth-factor=1', '--heap-growing-percent=30'];
/** Flags that V8 13 alone has, that is Node 24. */
const V8_13_FLAGS = ['--scavenger-max-new-space-capacity-mb=1'];

/**
 * Lets V8's heap grow slowly: the young generation stays at its first megabyte, and the old one is collected when it has
 * grown by 30 percent. Data that streams through lives for milliseconds, but V8 frees it only when it runs out of room, and
 * takes more room before that: some hundred megabytes of spent buffers, answers and texts would pile up first.
 * V8 writes a line to stderr about a flag that it does not know.
 */
export function limitHeapGrowth(): void {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  const more = process.versions.v8.startsWith('13.') ? V8_13_FLAGS : [];
  for (const flag of [...FLAGS, ...more]) setFlagsFromString(flag);
}
