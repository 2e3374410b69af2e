import { cp } from 'node:fs/promises';
import { fileError } from './file-error.ts';

/** Copies a folder with everything in it; `to` must not be there yet. */
export async function copyFolder(from: string, to: string): Promise<void> {
  try {
    await cp(from, to, { recursive: true, force: false, errorOnExist: true });
  } catch (error) {
    throw fileError(error, 'write', to);
  }
}
