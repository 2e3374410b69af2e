import type { SelectedImage } from '../../planning/selected-image.ts';
import { refuseBackupTag } from '../refuse-backup-tag.ts';
import type { AnyRun } from '../run.ts';
import type { PreparedEntries } from './prepared-entries.ts';
import { destinationsOf } from './promote-selected.ts';

/** Refuses, before anything is written, templates of backup tags that do not fit the tags that are selected. */
export function refuseBackupTags(
  images: readonly SelectedImage[],
  prepared: PreparedEntries,
  current: Pick<AnyRun, 'problems' | 'plainHttp'>,
): void {
  for (const selected of images) {
    const { backupTag } = prepared.of(selected.entry).run.values;
    if (backupTag === undefined) continue;
    refuseBackupTag(backupTag, destinationsOf(selected, current), current.problems);
  }
}
