import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UNFINISHED } from './store-file.ts';

/** Milliseconds without a write after which an unfinished file counts as abandoned. */
const ABANDONED = 60 * 60 * 1000;

/** Removes the files that killed writers left in `folder`. It never fails, because the run can go on without it. */
export async function removeUnfinished(folder: string, now = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => UNFINISHED.test(one))) {
    const path = join(folder, name);
    const found = await lstat(path).catch(() => undefined);
    if (found && now - found.mtimeMs > ABANDONED) await rm(path, { force: true }).catch(() => {});
  }
}
