import { quotable } from '../../encoding/quotable.ts';
import { type ErrorCode, SealiftError } from '../../errors.ts';

type Doing = 'read' | 'write';

/** Errors of the operating system: their text, and the code of the error when a file is read and when it is written. */
const REFUSALS: Readonly<Record<string, readonly [reason: string, codes: Record<Doing, ErrorCode>]>> = {
  ENOSPC: ['no space is left on the device', { read: 'disk_full', write: 'disk_full' }],
  EDQUOT: ['the disk quota is used up', { read: 'disk_full', write: 'disk_full' }],
  EFBIG: ['the file may not become that large', { read: 'disk_full', write: 'disk_full' }],
  EACCES: ['the file system denies access', { read: 'file_unreadable', write: 'denied' }],
  EPERM: ['the file system denies access', { read: 'file_unreadable', write: 'denied' }],
  EROFS: ['the file system is read-only', { read: 'file_unreadable', write: 'denied' }],
  ENOENT: ['it is not there', { read: 'file_not_found', write: 'file_not_found' }],
  EISDIR: ['it is a folder', { read: 'file_unreadable', write: 'file_unreadable' }],
  ENOTDIR: ['a part of the path is not a folder', { read: 'file_not_found', write: 'file_not_found' }],
};

/** The errno of a failed call (`ENOENT`), or `undefined` for errors that are not the operating system's. */
export function errnoOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

/** The failed call on `path` as a SealiftError; an error without an errno is returned unchanged. */
export function fileError(
  error: unknown,
  doing: Doing,
  path: string,
  shown: string = quotable(path, 600),
): unknown {
  const errno = errnoOf(error);
  if (errno === undefined) return error;
  const [reason, codes] = REFUSALS[errno] ?? [errno, { read: 'file_unreadable', write: 'denied' }];
  const code = codes[doing];
  const hint = code === 'denied' ? { hint: 'Check the rights of the folder and of the file.' } : {};
  return new SealiftError(code, `cannot ${doing} ${shown}: ${reason}`, {
    cause: error,
    ...hint,
  });
}
