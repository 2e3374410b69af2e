import { mapGroup } from '../../async/map-group.ts';
import { SealiftError } from '../../errors.ts';
import type { DigestTag } from '../digest-tags/digest-tag.ts';
import { mergeDigestTag } from '../digest-tags/merge.ts';
import { bottomUp } from '../graph/bottom-up.ts';
import { canMergeTags, type ManifestContent, type MergeTag, type TargetStore } from '../ports.ts';
import type { CopyPlan } from './plan-copy.ts';

/**
 * The manifests of digest tags that are put by digest before: those below an index, and those that something is attached to. All
 * others are put with their tag.
 */
export function nodesOfDigestTags({ digestTags, attachments }: Pick<CopyPlan, 'digestTags' | 'attachments'>) {
  const subjects = new Set(attachments.map(({ subject }) => subject.digest));
  return digestTags.flatMap(({ node }) => {
    const all = bottomUp(node);
    return subjects.has(node.content.descriptor.digest) ? all : all.slice(0, -1);
  });
}

/** Writes a tag into a store to which nobody else writes. */
async function replaceTag(
  target: TargetStore,
  tag: string,
  merge: MergeTag,
  signal: AbortSignal,
): Promise<ManifestContent> {
  const there = await target.resolve({ tag }, signal);
  const held = there && (await target.manifest(there, signal));
  const wanted = merge(held);
  if (wanted === held) return wanted;
  await target.putManifest(wanted, signal);
  await target.tag(wanted, tag, signal);
  return wanted;
}

/** Has the target hold each digest tag with everything that is carried, and what is there already, confirmed by reading. */
export async function putDigestTags(
  target: TargetStore,
  digestTags: readonly DigestTag[],
  concurrency: number,
  signal: AbortSignal,
): Promise<void> {
  await mapGroup(signal, digestTags, concurrency, async ({ tag, suffix, subject, node }, joined) => {
    const place = { name: target.name, tag, suffix };
    const merge: MergeTag = (there) => {
      // GitLab answers with the image itself where there is no tag of this form.
      const held = there?.descriptor.digest === subject.digest ? undefined : there;
      return mergeDigestTag(place, node.content, held);
    };
    try {
      if (canMergeTags(target)) await target.mergeTag(tag, merge, joined);
      else await replaceTag(target, tag, merge, joined);
    } catch (error) {
      // It came while the rest was written, so that what `attachment_conflict` says of nothing being written is not true.
      if (!(error instanceof SealiftError) || error.code !== 'attachment_conflict') throw error;
      throw new SealiftError(error.code, `${error.message}; it came during this run`, {
        hint: 'The tags of the image were not moved. Find out which of the two is right, and delete the tag that is not; or leave this type behind with --include signatures or --artifact-type.',
      });
    }
  });
}
