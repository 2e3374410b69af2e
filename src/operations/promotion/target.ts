import type { Digest } from '../../oci/digest.ts';
import type { TargetStore } from '../../oci/ports.ts';
import type { Tools } from '../ports.ts';
import type { TagRule } from './existing-tags.ts';

/** Whether a tag moves that somebody else moved since the run began. */
export type TagMove = 'if-unchanged' | 'always';

/** What becomes of the tags of a destination. */
export interface TagOptions {
  readonly moveTag: TagMove;
  /** What becomes of a tag at another digest; of several rules for it, the last one counts. */
  readonly existingTag: readonly TagRule[];
  /** The template of the tag that keeps what a tag pointed at before it moved, such as `{tag}-previous`. */
  readonly backupTag?: string;
}

export interface PromotionTarget {
  /** As the user wrote it, with its tags, or with the digest. */
  readonly reference: string;
  readonly store: TargetStore;
  /** None: the image is promoted by digest. */
  readonly tags: readonly string[];
  /** What the user says that the digest is. */
  readonly digest?: Digest;
}

export interface PromotionOptions extends Tools, TagOptions {
  readonly dryRun: boolean;
  /** Digests of all that is attached at the source, also of what is not copied. */
  readonly atSource: ReadonlySet<string>;
  /** Whether a destination is asked for every manifest and blob, whatever it lists. */
  readonly deep: boolean;
  /** Whether non-distributable layers are copied. */
  readonly foreignLayers?: boolean;
}
