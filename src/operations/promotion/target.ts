import type { Digest } from '../../oci/digest.ts';
import type { TargetStore } from '../../oci/ports.ts';
import type { Tools } from '../ports.ts';

/**
 * When a tag that exists is moved. `if-unchanged`: unless it moved since the run began. `never`: only when it already points at
 * the image.
 */
export type TagMove = 'if-unchanged' | 'always' | 'never';

export interface PromotionTarget {
  /** As the user wrote it, with its tags, or with the digest. */
  readonly reference: string;
  readonly store: TargetStore;
  /** None: the image is promoted by digest. */
  readonly tags: readonly string[];
  /** What the user says that the digest is. */
  readonly digest?: Digest;
}

export interface PromotionOptions extends Tools {
  readonly moveTag: TagMove;
  readonly dryRun: boolean;
  /** Digests of all that is attached at the source, also of what is not copied. */
  readonly atSource: ReadonlySet<string>;
  /** Whether a destination is asked for every manifest and blob, whatever it lists. */
  readonly deep: boolean;
}
