import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UNFINISHED } from './store-file.ts';

/** Nobody leaves a file that is being written untouched for so long, in milliseconds. */
const ABANDONED = 60 * 60 * 1000;

/** Removes what killed writers left in `folder`. Never fails: tidiness is not worth a failed run. */
export async function removeUnfinished(folder: string, now = Date.now()): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => UNFINISHED.test(one))) {
    const path = join(folder, name);
    const found = await lstat(path).catch(() => undefined);
    if (found && now - found.mtimeMs > ABANDONED) await rm(path, { force: true }).catch(() => {});
  }
}
