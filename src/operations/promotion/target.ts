import type { StandingBlobs } from '../../oci/copy/standing-blobs.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
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
  /** Where its tags pointed, as far as they were asked for just now. */
  readonly there?: ReadonlyMap<string, Descriptor | undefined>;
}

/** The signatures of an image, where they are not put beside it. */
export interface Elsewhere {
  /** Called once it is certain that something is to be written at a destination. */
  begin(): void;
  /** Called before anything is written at the destination. Resolves when our own signature was made, if one is asked for. */
  signed(): Promise<void>;
  /** Called when the destination has the image. Resolves when they are stored, so that its tags may be set. */
  stored(): Promise<void>;
}

export interface PromotionOptions extends Tools, TagOptions {
  readonly dryRun: boolean;
  /** Digests of all that is attached at the source, also of what is not copied. */
  readonly atSource: ReadonlySet<string>;
  /** Whether a destination is asked for every manifest and blob, whatever it lists. */
  readonly deep: boolean;
  /** What the tags vouch for as well and is stored once for all destinations. */
  readonly elsewhere?: Elsewhere | undefined;
  /** Whether non-distributable layers are copied. */
  readonly foreignLayers?: boolean;
  /** What the run knows of the destinations, where it writes many images to them. */
  readonly standing?: StandingBlobs | undefined;
}
