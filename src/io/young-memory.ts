/**
 * Keeps V8's young generation at one megabyte for this process. A blob streams through as buffers that live for
 * milliseconds, but V8 frees them only when it runs out of room for young objects, of which streaming makes few: by
 * default some hundred megabytes of spent buffers pile up first. Lists of many images are alike: what is done with is young.
 */
export function boundYoungMemory(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--scavenger-max-new-space-capacity-mb=1');
}
