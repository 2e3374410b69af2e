import { SealiftError } from '../../errors.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import type { TagMover } from './tag-mover.ts';
import type { PromotionOptions } from './target.ts';

const HINT =
  'Run it again: it then finds the tag where it is now, and what --existing-tag and --backup-tag say is done there.';

/**
 * Commits what a store held back. A tag that another run has moved since this one began is noticed only there; `--move-tag
 * always` moves it all the same, where nothing has to be looked at before.
 *
 * @throws SealiftError `tag_moved`, and as the store does.
 */
export async function commitWrites(
  { commit }: Pick<CachedTarget, 'commit'>,
  { moveTag, hasConditions }: Pick<PromotionOptions, 'moveTag'> & Pick<TagMover, 'hasConditions'>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await commit?.(signal);
  } catch (error) {
    if (!(error instanceof SealiftError) || error.code !== 'tag_moved') throw error;
    if (hasConditions) throw new SealiftError(error.code, error.message, { hint: HINT, cause: error });
    if (moveTag !== 'always') throw error;
    await commit?.(signal);
  }
}
