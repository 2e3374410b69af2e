import { SealiftError } from '../../../errors.ts';
import type { ImageResult } from '../../../operations/results.ts';
import { hasFailed } from '../../run-result.ts';
import { mergeImage, slimImage } from './merge-image.ts';
import type { ShardImage } from './read-shard-result.ts';

/**
 * The characters of images that are kept whole. What is read behind them is counted where it is done and was judged, else its outcome
 * is kept.
 */
const WHOLE = 8 * 1024 * 1024;

/** The most images of all shards together. */
const MOST = 50_000;

/** The images of all shards, each once, in the order in which they are read. */
export class MergedImages {
  readonly #images = new Map<string, ImageResult>();
  #length = 0;
  #counted = 0;

  /** How many images are done and not kept. */
  get counted(): number {
    return this.#counted;
  }

  get images(): readonly ImageResult[] {
    return [...this.#images.values()];
  }

  /** @throws SealiftError `content_too_large`. */
  add({ image, length }: ShardImage): void {
    this.#length += length;
    const key = JSON.stringify([image.reference, image.digest]);
    const known = this.#images.get(key);
    const isLate = this.#length > WHOLE;
    if (isLate && !known && !hasFailed(image) && image.status !== 'unverified') {
      this.#counted += 1;
      return;
    }
    const own = isLate ? slimImage(image) : image;
    this.#images.set(key, known ? mergeImage(known, own) : own);
    if (this.#images.size <= MOST) return;
    throw new SealiftError('content_too_large', `the results have more than ${MOST} images`, {
      hint: 'Split the promotions file, and merge the shards of each part for themselves.',
    });
  }
}
