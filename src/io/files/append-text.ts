import { appendFile } from 'node:fs/promises';
import { checkRegular } from './check-regular.ts';
import { fileError } from './file-error.ts';

/** Appends to a file that another program reads later, such as one of the runner. @throws SealiftError of the file system. */
export async function appendText(path: string, text: string): Promise<void> {
  await checkRegular(path, 'file to write');
  try {
    await appendFile(path, text, 'utf8');
  } catch (error) {
    throw fileError(error, 'write', path);
  }
}
