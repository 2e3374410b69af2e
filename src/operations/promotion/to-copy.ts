import { blobsOf } from '../../oci/copy/copy-graph.ts';
import type { CopyPlan } from '../../oci/copy/plan-copy.ts';
import { attachedOf } from './attachment-tally.ts';

/** What a promotion would write to a destination. */
export interface ToCopy {
  /** At most: blobs that were not asked for may be there. */
  readonly blobs: number;
  /** Bytes of these blobs. */
  readonly bytes: number;
  /** Those of attached artifacts among them. */
  readonly manifests: number;
  /** Whether the manifest of the image itself is one of them. */
  readonly image: boolean;
}

/** The blobs that a plan writes at most. */
export function amountOf(plan: CopyPlan): Pick<ToCopy, 'blobs' | 'bytes'> {
  const sizes = blobsOf(plan).map(({ descriptor }) => descriptor.size);
  return { blobs: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** All that a plan writes at most. */
export function toCopyOf(plan: CopyPlan): ToCopy {
  const image = plan.nodes.some(({ content }) => content.descriptor.digest === plan.root);
  return { ...amountOf(plan), manifests: plan.nodes.length + attachedOf(plan).length, image };
}
