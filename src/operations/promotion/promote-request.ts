import type { TrustMaterial } from '../../notation/ports.ts';
import type { RevocationChecker } from '../../notation/revocation/checker.ts';
import type { ListedTags } from '../../oci/cache/listed-tags.ts';
import type { StandingBlobs } from '../../oci/copy/standing-blobs.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { BufferPool } from '../../oci/fanout/buffer-pool.ts';
import type { ManifestName, SourceStore, TargetStore } from '../../oci/ports.ts';
import type { Demands } from '../judging/demands.ts';
import type { Recording } from '../record/recording.ts';
import type { Session } from '../session.ts';
import type { PromotionDestination } from './destinations.ts';
import type { OwnSigning } from './own-signing.ts';
import type { Selecting } from './selection.ts';
import type { TagOptions } from './target.ts';

/** What a promotion of one image is asked for. */
export interface PromoteRequest extends Session, Demands, TagOptions, Selecting {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly source: SourceStore;
  readonly destinations: readonly PromotionDestination[];
  /** Where signatures are stored, once for all destinations; without it each destination gets them. */
  readonly signatures?: TargetStore;
  /** The trust policy and its certificates; absent when the image is not verified. */
  readonly trust?: TrustMaterial;
  /** Asks whether certificates are revoked, each once a run. */
  readonly revocation: RevocationChecker;
  readonly scope?: string;
  /** Whether an image without any signature is promoted. When it has signatures, one of them has to pass. */
  readonly allowUnsigned: boolean;
  /** Whether every child that is copied has to pass for itself. */
  readonly recursive?: boolean;
  /** The platforms (`oci/platforms/platform-key.ts`) whose children are copied; without any, all children are. */
  readonly platforms?: ReadonlySet<string>;
  /** Whether non-distributable layers are copied. */
  readonly foreignLayers?: boolean;
  readonly dryRun: boolean;
  readonly deep: boolean;
  readonly maxSignatures: number;
  /**
   * The list of tags of the source, where it is believed: an image that its destinations have already is then told by tags and lists
   * alone, and its graph is not read.
   */
  readonly listedTags?: ListedTags;
  /** What the run knows of the destinations, where it writes many images to them. */
  readonly standing?: StandingBlobs;
  /** The memory of reads that several destinations share; of one image alone it is its own. */
  readonly buffers?: BufferPool;
  /** The descriptor of the image, where it was asked for just now. */
  readonly root?: Descriptor;
  /** Waits until there is room for the graph of one more image, and runs the work that needs it. */
  readonly withRoom?: <T>(work: () => Promise<T>) => Promise<T>;
  /** The signature of our own that every destination is to have; absent when none is asked for. */
  readonly sign?: OwnSigning;
  /** The record that every destination is to have of each of its tags; absent when none is asked for. */
  readonly record?: Recording;
}
