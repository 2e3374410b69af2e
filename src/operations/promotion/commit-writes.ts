import { SealiftError } from '../../errors.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import type { PromotionOptions } from './target.ts';

/**
 * Commits what a store held back. A tag that another run has moved since this one began is noticed only there; `--move-tag
 * always` moves it all the same.
 *
 * @throws SealiftError `tag_moved`, and as the store does.
 */
export async function commitWrites(
  { commit }: Pick<CachedTarget, 'commit'>,
  { moveTag }: Pick<PromotionOptions, 'moveTag'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await commit?.(signal);
  } catch (error) {
    const isMoved = error instanceof SealiftError && error.code === 'tag_moved';
    if (!isMoved || moveTag !== 'always') throw error;
    await commit?.(signal);
  }
}
