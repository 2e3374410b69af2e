import type { Descriptor } from '../descriptor.ts';
import type { DigestTag } from '../digest-tags/digest-tag.ts';
import type { FoundIn, ReferrerEntry } from '../ports.ts';
import type { Referrer } from '../referrers.ts';
import type { DigestTagOptions } from './digest-tag-reader.ts';
import type { GraphNode } from './graph-node.ts';

/** An attached artifact and the subject that it is attached to. */
export interface Attachment {
  readonly node: GraphNode;
  readonly subject: Descriptor;
  readonly foundIn: FoundIn;
  /** As in {@link ReferrerEntry}. */
  readonly elsewhere?: string;
}

export interface ArtifactGraph {
  readonly root: GraphNode;
  /** The root and everything below it; children precede their index. */
  readonly nodes: readonly GraphNode[];
  /** The artifacts attached to the root, to a child, or to another attachment; a subject precedes its referrers. */
  readonly attachments: readonly Attachment[];
  /** What cosign attached by tags to the root, to a child, or to an SBOM that it attached so. */
  readonly digestTags: readonly DigestTag[];
  /** Children of other platforms than the chosen ones: they do not belong to the graph. */
  readonly left: readonly Descriptor[];
  /** Children that belong to the graph, and that the store does not have. */
  readonly absent: readonly Descriptor[];
  /** Layers that no registry may hold (image-spec, "Non-distributable Layers"). */
  readonly foreignLayers: readonly Descriptor[];
  /** Referrers that a list names and that the store does not have any more. */
  readonly dangling: readonly { readonly subject: Descriptor; readonly descriptor: Descriptor }[];
}

export interface GraphOptions {
  /** The most requests that are under way at the same time. */
  readonly concurrency: number;
  /**
   * Whether a listed referrer will probably be kept. If so, its own referrers are asked for at the same time as its manifest.
   * Without this function they are asked for later.
   */
  readonly likely?: (descriptor: Descriptor) => boolean;
  /** Whether an attachment belongs to the graph. Without this function none does. */
  readonly keep?: (referrer: Referrer, subject: Descriptor) => boolean | Promise<boolean>;
  /** Which digest tags are looked for, and belong to the graph. Without this member none do. */
  readonly digestTags?: DigestTagOptions;
  /**
   * The platforms (`platforms/platform-key.ts`) whose children belong to the graph; without any, all children do. An attachment
   * always belongs to it with all of its own children.
   */
  readonly platforms?: ReadonlySet<string>;
  /** Whether a child that is not there is an error (`child_missing`), or is told of in `absent`. */
  readonly absent?: 'refused' | 'told';
  /** Whether non-distributable layers are copied like others. */
  readonly foreignLayers?: boolean;
}
