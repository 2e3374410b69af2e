import { backupTagOf } from '../../operations/promotion/backup-tag.ts';
import { ruleFor } from '../../operations/promotion/existing-tags.ts';
import { refuseBackups } from '../../planning/refuse-backups.ts';
import type { SelectedImage } from '../../planning/selected-image.ts';
import { refuseBackupTag } from '../refuse-backup-tag.ts';
import type { AnyRun } from '../run.ts';
import type { PreparedEntries } from './prepared-entries.ts';
import { destinationsOf } from './promote-selected.ts';

/** Refuses, before anything is written, templates of backup tags that do not fit the tags that are selected, of one image and of all. */
export async function refuseBackupTags(
  images: readonly SelectedImage[],
  prepared: Pick<PreparedEntries, 'of'>,
  current: Pick<AnyRun, 'problems' | 'plainHttp'>,
): Promise<void> {
  const { problems } = current;
  const backedUp = images.filter(({ entry }) => prepared.of(entry).run.values.backupTag !== undefined);
  for (const selected of backedUp)
    refuseBackupTag(
      prepared.of(selected.entry).run.values.backupTag,
      destinationsOf(selected, current),
      problems,
    );
  if (problems.any || backedUp.length === 0) return;
  await problems.try(() =>
    refuseBackups(images, ({ entry }, tag) => {
      const { existingTag, run } = prepared.of(entry);
      const { backupTag } = run.values;
      const moves = ruleFor(existingTag, tag).rule === 'move';
      return backupTag !== undefined && moves ? backupTagOf(backupTag, tag) : undefined;
    }),
  );
}
