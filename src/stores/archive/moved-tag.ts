import { isReferrersTag } from '../../oci/referrers-index.ts';
import type { IndexDocument } from '../layout/index-document.ts';

/** A tag, and the digests that it named. */
export interface MovedTag {
  readonly tag: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function tagsOf(document: IndexDocument | undefined): Map<string, string> {
  const tagged = (document?.entries ?? []).filter(({ refName }) => refName !== undefined);
  return new Map(tagged.map(({ refName, raw }) => [refName!, String(raw.digest)]));
}

/**
 * A tag that `ours` moves away from where it was `before`, and that is somewhere else `now`. Lists of referrers are merged, so
 * they are never in the way.
 *
 * @param merged other tags that keep what was put there meanwhile.
 */
export function movedTag(
  documents: {
    readonly before: IndexDocument | undefined;
    readonly ours: IndexDocument | undefined;
    readonly now: IndexDocument | undefined;
  },
  merged: ReadonlySet<string>,
): MovedTag | undefined {
  const [before, ours, now] = [documents.before, documents.ours, documents.now].map(tagsOf) as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ];
  for (const [tag, wanted] of ours) {
    const [from, to] = [before.get(tag), now.get(tag)];
    if (isReferrersTag(tag) || merged.has(tag)) continue;
    if (wanted !== from && to !== from && to !== wanted) return { tag, from, to };
  }
  return undefined;
}
