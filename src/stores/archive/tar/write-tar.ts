import { BLOCK, padded } from './blocks.ts';
import { writeHeader } from './write-header.ts';

/** A file to be written. */
export interface TarFile {
  readonly size: number;
  chunks(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The folders above the files, each once. */
function foldersOf(names: Iterable<string>): string[] {
  const parents = [...names].flatMap((name) => {
    const parts = name.split('/');
    return parts.slice(1).map((_, at) => `${parts.slice(0, at + 1).join('/')}/`);
  });
  return [...new Set(parents)];
}

/**
 * A tar of `files`: the same names and contents give the same bytes. Entries are sorted by name, each folder before what is in
 * it, so that the blobs of a layout come first, then index.json and oci-layout, as BuildKit writes them.
 */
export async function* writeTar(files: ReadonlyMap<string, TarFile>): AsyncGenerator<Uint8Array> {
  const names = [...files.keys(), ...foldersOf(files.keys())];
  for (const name of names.toSorted((a, b) => (a < b ? -1 : 1))) {
    const file = files.get(name);
    yield writeHeader({ name, size: file?.size ?? 0, type: file ? '0' : '5' });
    if (!file) continue;
    let written = 0;
    for await (const chunk of file.chunks()) {
      written += chunk.length;
      yield chunk;
    }
    // A tar with a content of another length would give every entry behind it wrong.
    if (written !== file.size) throw new RangeError(`${written} bytes of ${name}, and not ${file.size}`);
    const filling = padded(file.size) - file.size;
    if (filling > 0) yield new Uint8Array(filling);
  }
  yield new Uint8Array(2 * BLOCK);
}
