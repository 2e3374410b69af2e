import { rm } from 'node:fs/promises';
import { fileError } from './file-error.ts';

/** Removes a file; one that is gone is no error. @throws SealiftError of the file system. */
export async function removeFile(path: string, shown?: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    throw fileError(error, 'write', path, shown);
  }
}
