import { taskGroup } from '../../async/task-group.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import type { CopyPlan } from '../../oci/copy/plan-copy.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { isNamedAfterDigest } from '../../oci/referrers-index.ts';

/**
 * Refuses a promotion, before anything is written, that would overwrite what somebody keeps under a referrers tag, or hide a
 * list of referrers behind the image (docs/architecture.md, "The referrers tag").
 *
 * @param tags those that are to be moved to `image`.
 * @throws SealiftError `referrers_tag_taken` or `content_too_large`.
 */
export async function refuseReferrersTags(
  store: CachedTarget,
  { attachments, targetIsEmpty }: Pick<CopyPlan, 'attachments' | 'targetIsEmpty'>,
  tags: readonly string[],
  image: Descriptor,
  signal: AbortSignal,
): Promise<void> {
  for (const tag of tags) await store.refuseHiding(tag, image, signal);
  // A repository without tags has no referrers tag either.
  if (targetIsEmpty) return;
  const bySubject = Map.groupBy(attachments, ({ subject }) => subject.digest);
  const checks = [...bySubject.values()].map((own) => (joined: AbortSignal) => {
    const contents = own.map(({ node }) => node.content);
    return store.refuseUnlistable(own[0]!.subject, contents, undefined, joined);
  });
  // The first one finds out whether the registry has the Referrers API, for all the others.
  const [first, ...others] = checks;
  await first?.(signal);
  await taskGroup(signal, others);
}

/** The remedy for a tag that may not be moved, where moving it could lose signatures that are found by it. */
export function keepingHint(tag: string): { readonly hint: string } | undefined {
  if (!isNamedAfterDigest(tag)) return undefined;
  return {
    hint: 'Signatures may be found by this tag, so leave it where it is, and promote to another one.',
  };
}
