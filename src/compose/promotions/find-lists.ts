import { join } from 'node:path';
import { quotable } from '../../encoding/quotable.ts';
import { entryKind, folderEntries } from '../../io/files/folder-entries.ts';
import { matchesTag } from '../../oci/tag-pattern.ts';
import type { ListEntry } from '../../planning/document/read-document.ts';
import type { Reading } from '../../planning/document/reading.ts';

/** What a folder holds beyond these is not looked at. */
const ENTRIES = 10_000;

const REMEDY = 'Correct the path, or write allow-empty: true beside it where there may be none yet.';

/** Whether every folder on the way is one. A link may lead anywhere. */
async function isFolder(folder: string, names: readonly string[]): Promise<boolean> {
  for (let depth = 1; depth <= names.length; depth += 1)
    if ((await entryKind(join(folder, ...names.slice(0, depth)))) !== 'folder') return false;
  return true;
}

/** The files of a list, each by its parts from `folder` on, sorted and each once. A path that leads to none is a fault. */
export async function findLists(
  folder: string,
  { files, allowEmpty }: ListEntry,
  reading: Reading,
): Promise<readonly (readonly string[])[]> {
  const found = new Set<string>();
  for (const { value: path, offset } of files) {
    const names = path.split('/');
    const [last, inside] = [names.at(-1)!, names.slice(0, -1)];
    if (!/[*?]/.test(last)) {
      found.add(path);
      continue;
    }
    const entries = (await isFolder(folder, inside)) ? await folderEntries(join(folder, ...inside)) : [];
    if (entries.length > ENTRIES)
      reading.fault(
        offset,
        `${quotable(path)} is in a folder of over ${ENTRIES} files`,
        'Put the lists into a folder of their own.',
      );
    // As in a shell, a pattern fits no hidden file.
    const fitting = entries.filter(({ name }) => !name.startsWith('.') && matchesTag(last, name));
    if (fitting.length === 0 && !allowEmpty)
      reading.fault(offset, `no file is called ${quotable(path)}`, REMEDY);
    for (const { name } of fitting) found.add([...inside, name].join('/'));
  }
  return [...found].toSorted().map((path) => path.split('/'));
}
