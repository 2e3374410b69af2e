import type { Buffer } from 'node:buffer';

/**
 * Gives the memory of a chunk back at once; the chunk is empty afterwards. Left to the garbage collector, a blob would go
 * through memory that is new to caches and page tables again and again. What is a part of something larger stays.
 */
export function giveBack({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
