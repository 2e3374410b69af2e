import type { Reading } from '../../planning/document/reading.ts';
import { wrongPart } from './wrong-part.ts';

/** Notes the paths of a file that lead to nothing, and those with a link in them. */
export async function checkPaths(folder: string, reading: Reading): Promise<void> {
  for (const { kind, names, offset } of reading.paths) {
    const wrong = await wrongPart(folder, names, kind);
    if (wrong) reading.fault(offset, wrong.message, wrong.hint);
  }
}
