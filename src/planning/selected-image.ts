import type { Digest } from '../oci/digest.ts';
import type { PromotionEntry } from './promotions.ts';

/** One repository that a selected image goes to. */
export interface SelectedDestination {
  /** `REGISTRY/REPOSITORY`. */
  readonly repository: string;
  /** Without any, the image is promoted by digest. */
  readonly tags: readonly string[];
}

/** One image that an entry selects, and where it goes. */
export interface SelectedImage {
  readonly entry: PromotionEntry;
  /** The tag at the source; absent where the entry names digests. */
  readonly tag?: string;
  /** The digest that the entry or a plan names; absent where the tag is not resolved yet. */
  readonly digest?: Digest;
  readonly destinations: readonly SelectedDestination[];
}
