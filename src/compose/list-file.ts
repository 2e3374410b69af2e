import { checkRegular } from '../io/files/check-regular.ts';
import { readFile } from '../io/files/read-file.ts';

/** The most bytes of a list that another program wrote. */
const LIMIT = 4 * 1024 * 1024;

/** The bytes of a list that an earlier step of a job wrote to a file. @throws SealiftError as `readFile` does. */
export async function listFile(path: string, what: string): Promise<Uint8Array> {
  await checkRegular(path, what);
  return readFile(path, LIMIT, what);
}
