import { type ErrorCode, SealiftError } from '../errors.ts';
import { readFile } from '../io/files/read-file.ts';

/**
 * Reads a file of the trust configuration. A file over `limit` bytes gets `code`, an error of the configuration, and not
 * `content_too_large`, which refuses an image.
 *
 * @throws SealiftError `file_not_found`, `file_unreadable` or `code`.
 */
export async function readConfig(
  path: string,
  limit: number,
  what: string,
  code: ErrorCode,
): Promise<Uint8Array> {
  try {
    return await readFile(path, limit, what);
  } catch (error) {
    if (!(error instanceof SealiftError && error.code === 'content_too_large')) throw error;
    throw new SealiftError(code, error.message, { hint: error.hint, cause: error });
  }
}
