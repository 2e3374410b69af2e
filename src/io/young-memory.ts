/**
 * Keeps V8's young generation at one megabyte for this process. A blob streams through as buffers that live for
 * milliseconds, but V8 frees them only when it runs out of room for young objects, of which streaming makes few. By default
 * some hundred megabytes of unused buffers pile up first. The same happens with the lists of many images.
 */
export function boundYoungMemory(): void {
  process.getBuiltinModule('node:v8').setFlagsFromString('--scavenger-max-new-space-capacity-mb=1');
}
