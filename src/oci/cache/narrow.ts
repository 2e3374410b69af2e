import { SealiftError } from '../../errors.ts';

/**
 * Bytes of memory of the graph of an image, as `graph-reader.ts` counts them. An index of ten platforms, each with two attestations and
 * a signature, takes a quarter of it.
 */
const GRAPH = 1024 * 1024;
/** Bytes of memory of one list: some 250 entries. */
const LIST = 64 * 1024;

/**
 * Narrow limits for what is read of one image while many others are read. What is larger is refused, and has to be read again alone:
 * a registry may attach ten thousand artifacts to each of its images.
 */
export class Narrow {
  readonly graph = GRAPH;
  readonly list = LIST;
  #isExceeded = false;

  /** Whether the image was refused as too large to be read beside others. */
  get isExceeded(): boolean {
    return this.#isExceeded;
  }

  /** The error that ends the reading. */
  exceeded(): SealiftError {
    this.#isExceeded = true;
    return new SealiftError('content_too_large', 'the image is too large to be read beside others');
  }
}
