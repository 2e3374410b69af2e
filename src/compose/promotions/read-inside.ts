import type { ErrorContext } from '../../encoding/error-context.ts';
import { openInside } from '../../io/files/open-inside.ts';

/** The most bytes of a promotions file or a list. */
const LIMIT = 1024 * 1024;

/**
 * The bytes of a promotions file or a list, by its parts from `folder` on; no part may be a link.
 *
 * @returns in words what is wrong where it cannot be taken.
 * @throws SealiftError with the code of `context` for links; `denied`, `file_unreadable`.
 */
export async function readInside(
  folder: string,
  names: readonly string[],
  context: ErrorContext,
): Promise<Uint8Array | string> {
  const file = await openInside(folder, names, context);
  if (!file) return 'there is no such file';
  return (await file.bytes(LIMIT)) ?? 'it has over 1 MiB';
}
