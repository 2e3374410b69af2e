import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, fileError } from './file-error.ts';

/**
 * Whether a file can be made beside `path`, as far as that can be known before. A folder that is not there is made later.
 *
 * @throws SealiftError `denied`.
 */
export async function checkFolderWritable(path: string): Promise<void> {
  const folder = dirname(path);
  await access(folder, constants.W_OK).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw fileError(error, 'write', folder);
  });
}
