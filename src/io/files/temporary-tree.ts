import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileError } from './file-error.ts';

/** A folder that nobody else may look into, for as long as it is used. */
export interface TemporaryTree {
  readonly folder: string;
  /** @param names path components that the caller checked. */
  writeFile(names: readonly string[], bytes: Uint8Array): Promise<void>;
  makeFolder(names: readonly string[]): Promise<void>;
  /** Removes it with all that is in it. */
  remove(): Promise<void>;
}

export async function temporaryTree(): Promise<TemporaryTree> {
  const parent = tmpdir();
  const folder = await realpath(parent)
    .then((path) => mkdtemp(join(path, 'sealift-')))
    .catch((error: unknown) => {
      throw fileError(error, 'write', parent);
    });
  const written = async (names: readonly string[], write: (path: string) => Promise<unknown>) => {
    const path = join(folder, ...names);
    await write(path).catch((error: unknown) => {
      throw fileError(error, 'write', path);
    });
  };
  const makeFolder = (names: readonly string[]) =>
    written(names, (path) => mkdir(path, { recursive: true, mode: 0o700 }));
  return {
    folder,
    makeFolder,
    async writeFile(names, bytes) {
      await makeFolder(names.slice(0, -1));
      await written(names, (path) => writeFile(path, bytes, { mode: 0o600 }));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
