import { Buffer } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { printable } from '../../../encoding/printable.ts';
import { SealiftError } from '../../../errors.ts';
import { errnoOf } from '../../files/file-error.ts';
import { certificateBlocks } from './certificate-blocks.ts';

/** The most files in one folder; systems have fewer. */
const MOST_FILES = 4_000;
const FILE_LIMIT = 1024 * 1024;
const TOTAL_LIMIT = 16 * 1024 * 1024;

/** A link may lead to a pipe, and to open one would otherwise wait for its writer. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Whether the entry is a link to a file of the same folder, as OpenSSL's names by hash are. */
function isSecondName(folder: string, name: string): boolean {
  try {
    return !/[/\\]/.test(readlinkSync(join(folder, name)));
  } catch {
    return false;
  }
}

/** A small regular file; empty for anything else, and for what this user may not read. */
function textOf(path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, READ);
    const found = fstatSync(file);
    if (!found.isFile() || found.size > FILE_LIMIT) return '';
    const buffer = Buffer.alloc(found.size);
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
  } catch {
    return '';
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/**
 * The certificates in a folder, without those of folders in it. Files that hold none, or that cannot be read, are passed
 * over: such folders hold more than certificates. It is synchronous, since 150 small files take three times as long otherwise.
 *
 * @returns the errno where the folder itself cannot be read.
 * @throws SealiftError `content_too_large`.
 */
export function readCertificateFolder(folder: string): readonly string[] | { readonly errno: string } {
  let names: string[];
  try {
    names = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() || (entry.isSymbolicLink() && !isSecondName(folder, entry.name)))
      .map(({ name }) => name)
      .toSorted();
  } catch (error) {
    return { errno: errnoOf(error) ?? 'EIO' };
  }
  const found: string[] = [];
  let total = 0;
  for (const name of names.slice(0, MOST_FILES + 1)) {
    const text = textOf(join(folder, name));
    total += text.length;
    if (total > TOTAL_LIMIT || names.length > MOST_FILES) {
      throw new SealiftError(
        'content_too_large',
        `the folder of certificates ${printable(folder, 600)} holds over ${MOST_FILES} files or ${TOTAL_LIMIT} bytes`,
      );
    }
    found.push(...certificateBlocks(text));
  }
  return found;
}
