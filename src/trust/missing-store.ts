import { basename, dirname, join } from 'node:path';
import { printable } from '../encoding/printable.ts';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { entryKind, folderEntries } from '../io/files/folder-entries.ts';
import { STORE_TYPES } from '../notation/ports.ts';

/** The most stores that a remedy names. */
const NAMED = 10;

/** The folder in which `x509` is, where a user named one inside it. */
function meantFolder(directory: string): string | undefined {
  for (let folder = directory; folder !== dirname(folder); folder = dirname(folder))
    if (basename(folder) === 'x509') return dirname(folder);
  return undefined;
}

/** The error for a folder without `x509`; the remedy names the folder that was meant, where one inside of it was given. */
export function missingFolder(directory: string): SealiftError {
  const meant = meantFolder(directory);
  return new SealiftError('trust_store_not_found', `there is no folder x509 in ${quotable(directory, 600)}`, {
    hint:
      meant === undefined
        ? 'Name the folder that holds x509/ca/NAME with the root certificates.'
        : `Write --trust-store ${quotable(meant, 600)}: the folder in which x509 is.`,
  });
}

async function storesIn(x509: string): Promise<string[]> {
  const found: string[] = [];
  for (const type of STORE_TYPES) {
    const folder = join(x509, type);
    if ((await entryKind(folder, { followLinks: true })) !== 'folder') continue;
    for (const { name, kind } of await folderEntries(folder))
      if (kind === 'folder') found.push(`${type}:${printable(name, 80)}`);
  }
  return found;
}

/** The error for a store that a policy names and that is not there, with the stores that are. */
export async function missingStore(
  directory: string,
  key: string,
  missing: SealiftError,
): Promise<SealiftError> {
  const x509 = join(directory, 'x509');
  try {
    if ((await entryKind(x509, { followLinks: true })) !== 'folder')
      return meantFolder(directory) === undefined ? missing : missingFolder(directory);
    const there = await storesIn(x509);
    if (there.length === 0) return missing;
    const more = there.length > NAMED ? ` and ${there.length - NAMED} more` : '';
    const names = `${there.slice(0, NAMED).join(', ')}${more}`;
    return new SealiftError(missing.code, missing.message, {
      hint: `The trust policy names ${key}, and the folder has ${names}: correct the statement, or put the root certificate there.`,
    });
  } catch {
    // What else is wrong with the folder says less than that the store is not there.
    return missing;
  }
}
