import { Buffer } from 'node:buffer';
import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { checkFolderWritable } from '../../io/files/check-folder-writable.ts';
import { startOf } from '../../io/files/start-of.ts';

/** More than the first source of relocations has. */
const START = 1024;
/** How relocations begin: none at all, or the first source, which has a registry. */
const RELOCATIONS = /^\{(?:\}|\n {2}"[^"/\n]+\/[^"\n]+": \[\n)/;

/**
 * Checks before anything is contacted that relocations can be written to a file.
 *
 * @throws SealiftError `file_exists` where something else stands there: a mistyped path must not cost a key or the promotions file.
 */
export async function checkRelocations(path: string): Promise<void> {
  const start = await startOf(path, START);
  if (start !== undefined && start.length > 0 && !RELOCATIONS.test(Buffer.from(start).toString('latin1')))
    throw new SealiftError(
      'file_exists',
      `${quotable(path, 600)} is there already, and holds no relocations`,
      {
        hint: 'Name another file: relocations replace older ones, and nothing else.',
      },
    );
  await checkFolderWritable(path);
}
