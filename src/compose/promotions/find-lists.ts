import { join } from 'node:path';
import { quotable } from '../../encoding/quotable.ts';
import { folderEntries } from '../../io/files/folder-entries.ts';
import { matchesTag } from '../../oci/tag-pattern.ts';
import type { ListEntry } from '../../planning/document/read-document.ts';
import type { Reading } from '../../planning/document/reading.ts';
import { wrongPart } from './wrong-part.ts';

/** What a folder holds beyond these is not looked at. */
const ENTRIES = 10_000;

const REMEDY = 'Correct the path, or write allow-empty: true beside it where there may be none yet.';

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
    const wrong = await wrongPart(folder, inside, 'folder');
    const entries = wrong ? [] : await folderEntries(join(folder, ...inside));
    if (entries.length > ENTRIES)
      reading.fault(
        offset,
        `${quotable(path)} is in a folder of over ${ENTRIES} files`,
        'Put the lists into a folder of their own.',
      );
    // As in a shell, a pattern fits no hidden file.
    const fitting = entries.filter(({ name }) => !name.startsWith('.') && matchesTag(last, name));
    // There may be no folder yet, but nothing else in its place.
    if (wrong && !wrong.isMissing) reading.fault(offset, wrong.message, wrong.hint);
    else if (fitting.length === 0 && !allowEmpty)
      reading.fault(offset, `no file is called ${quotable(path)}`, REMEDY);
    for (const { name } of fitting) found.add([...inside, name].join('/'));
  }
  return [...found].toSorted().map((path) => path.split('/'));
}
