import { join } from 'node:path';
import { quotable } from '../../encoding/quotable.ts';
import { entryKind } from '../../io/files/folder-entries.ts';
import type { Reading } from '../../planning/document/reading.ts';

/** Notes the paths of a file that lead to nothing, and those with a link in them. */
export async function checkPaths(folder: string, reading: Reading): Promise<void> {
  for (const { kind, names, offset } of reading.paths) {
    for (let depth = 1; depth <= names.length; depth += 1) {
      const wanted = depth === names.length ? kind : 'folder';
      const found = await entryKind(join(folder, ...names.slice(0, depth)));
      if (found === wanted) continue;
      const shown = quotable(names.slice(0, depth).join('/'));
      reading.fault(
        offset,
        found === undefined ? `there is no ${wanted} ${shown}` : `${shown} is a ${found}, not a ${wanted}`,
        'Paths begin at the folder of the promotions file, and have no links in them.',
      );
      break;
    }
  }
}
