import { Buffer } from 'node:buffer';
import { quotable } from '../encoding/quotable.ts';
import { SealiftError } from '../errors.ts';
import { checkFolderWritable } from '../io/files/check-folder-writable.ts';
import { startOf } from '../io/files/start-of.ts';

/** How files of one kind are told from others. */
export interface FileKind {
  /** Whether a file that begins so is one. */
  readonly isOne: (start: string) => boolean;
  /** The bytes that `isOne` looks at. */
  readonly length: number;
  /** What it is not, behind "is there already, and": `is no plan`. */
  readonly other: string;
  readonly hint: string;
}

/**
 * Checks before anything is contacted that a file can be written. A mistyped path must not cost a key or the promotions file, so that
 * nothing is replaced but an empty file, or an older one of the same kind.
 *
 * @throws SealiftError `file_exists`; `denied`, `file_unreadable`.
 */
export async function checkReplaceable(
  path: string,
  { isOne, length, other, hint }: FileKind,
): Promise<void> {
  const start = await startOf(path, length);
  if (start !== undefined && start.length > 0 && !isOne(Buffer.from(start).toString('latin1')))
    throw new SealiftError('file_exists', `${quotable(path, 600)} is there already, and ${other}`, { hint });
  await checkFolderWritable(path);
}
