import type { Buffer } from 'node:buffer';

interface Kept {
  readonly from: number;
  readonly bytes: Buffer;
}

/** The bytes of one blob that are in memory: from the first one that a reader still needs to the last one read. */
export class Window {
  readonly #chunks: Kept[] = [];
  #to: number;

  constructor(offset: number) {
    this.#to = offset;
  }

  /** Position in the blob of the first kept byte; equal to {@link to} when none is kept. */
  get from(): number {
    return this.#chunks[0]?.from ?? this.#to;
  }

  /** Position behind the last byte read. */
  get to(): number {
    return this.#to;
  }

  get length(): number {
    return this.#to - this.from;
  }

  add(bytes: Buffer): void {
    this.#chunks.push({ from: this.#to, bytes });
    this.#to += bytes.length;
  }

  /** The kept bytes from `position` to the end of their chunk; `undefined` when no more were read. */
  at(position: number): Buffer | undefined {
    let [low, high] = [0, this.#chunks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const { from, bytes } = this.#chunks[middle]!;
      if (position < from) high = middle;
      else if (position >= from + bytes.length) low = middle + 1;
      else return bytes.subarray(position - from);
    }
    return undefined;
  }

  /** Frees the chunks that lie wholly before `position`. */
  dropBefore(position: number): void {
    let count = 0;
    for (const { from, bytes } of this.#chunks) {
      if (from + bytes.length > position) break;
      count += 1;
    }
    if (count > 0) this.#chunks.splice(0, count);
  }
}
