import { SealiftError } from '../../../errors.ts';
import type { ImageResult } from '../../../operations/results.ts';
import { mergeImage, slimImage } from './merge-image.ts';
import type { ShardImage } from './read-shard-result.ts';

/** The characters of images that are kept whole; of what is read behind them, the outcome alone. */
const WHOLE = 8 * 1024 * 1024;

/** The most images of all shards together. */
const MOST = 100_000;

/** The images of all shards, each once, in the order in which they are read. */
export class MergedImages {
  readonly #images = new Map<string, ImageResult>();
  #length = 0;

  /** Whether some are kept without their evidence. */
  get isSlim(): boolean {
    return this.#length > WHOLE;
  }

  get images(): readonly ImageResult[] {
    return [...this.#images.values()];
  }

  /** @throws SealiftError `content_too_large`. */
  add({ image, length }: ShardImage): void {
    this.#length += length;
    const own = this.isSlim ? slimImage(image) : image;
    const key = JSON.stringify([image.reference, image.digest]);
    const known = this.#images.get(key);
    this.#images.set(key, known ? mergeImage(known, own) : own);
    if (this.#images.size <= MOST) return;
    throw new SealiftError('content_too_large', `the results have more than ${MOST} images`, {
      hint: 'Merge the results of fewer shards at a time.',
    });
  }
}
