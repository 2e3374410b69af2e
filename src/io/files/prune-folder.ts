import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

interface Bounds {
  readonly bytes: number;
  readonly files: number;
  /** The names of files that may be removed. Others are left alone, and do not count. */
  readonly names: RegExp;
}

/** Removes the files that were written longest ago until the rest is within bounds. */
export async function pruneFolder(folder: string, { bytes, files, names }: Bounds): Promise<void> {
  const own = (await readdir(folder)).filter((name) => names.test(name)).map((name) => join(folder, name));
  const found = await Promise.all(
    own.map(async (path) => {
      // Another process may have removed the file meanwhile.
      const entry = await lstat(path).catch(() => undefined);
      return entry?.isDirectory() === false ? [{ path, size: entry.size, written: entry.mtimeMs }] : [];
    }),
  );
  let [left, count] = [bytes, files];
  for (const { path, size } of found.flat().toSorted((a, b) => b.written - a.written)) {
    left -= size;
    count -= 1;
    if (left < 0 || count < 0) await rm(path, { force: true });
  }
}
