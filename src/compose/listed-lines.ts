import { Buffer } from 'node:buffer';
import { quotable } from '../encoding/quotable.ts';
import { userText } from '../encoding/user-text.ts';
import { SealiftError } from '../errors.ts';
import { readFile } from '../io/files/read-file.ts';
import type { Problems } from '../options/problems.ts';
import type { Texts } from './run-options.ts';

const FILE_LIMIT = 4 * 1024 * 1024;

/** Where a comment begins: no reference has a space, and none begins with `#`. */
const COMMENT = /(?:^|\s)#.*$/;

/** A reference, and where it was written: the word itself, or a line of a file. */
export interface Listed {
  readonly text: string;
  /** `images.txt, line 3: `; empty for what was typed. */
  readonly place: string;
}

export interface ListKind {
  /** `images`, in the words of errors. */
  readonly of: string;
  /** The most entries. */
  readonly limit: number;
  /** What to do with a list that has more. */
  readonly hint: string;
}

/**
 * One reference a line, whatever ends the lines; comments and blank lines do not count.
 *
 * @param value the path of the file, or its content: no path has a line break.
 */
async function listedLines(value: string, { of, limit, hint }: ListKind): Promise<Listed[]> {
  const isText = /[\r\n]/.test(value);
  const shown = isText ? `the list of ${of}` : quotable(value, 300);
  const bytes = isText ? Buffer.from(value) : await readFile(value, FILE_LIMIT, `list of ${of}`);
  const what = isText ? shown : `the list of ${of} ${shown}`;
  const text = userText(bytes, { code: 'config_invalid', what });
  const found = text.split(/\r\n|[\r\n]/).flatMap((line, at) => {
    const reference = line.replace(COMMENT, '').trim();
    return reference === '' ? [] : [{ text: reference, place: `${shown}, line ${at + 1}: ` }];
  });
  if (found.length > limit)
    throw new SealiftError('usage', `${what} names ${found.length} ${of}, the limit is ${limit}`, { hint });
  return found;
}

/**
 * The references that were typed, and those of a list. None at all is a problem, where `none` says which.
 *
 * @param file the list, as {@link listedLines} takes it.
 */
export async function typedAndListed(
  texts: Texts | undefined,
  file: string | undefined,
  { none, ...kind }: ListKind & { readonly none?: readonly [message: string, hint: string] | undefined },
  problems: Problems,
): Promise<readonly Listed[]> {
  const typed: readonly string[] = typeof texts === 'string' ? [texts] : (texts ?? []);
  const listed = file === undefined ? [] : await problems.try(() => listedLines(file, kind));
  const all = [...typed.map((text) => ({ text: String(text), place: '' })), ...(listed ?? [])];
  if (none && listed && all.length === 0) problems.add('usage', ...none);
  return all;
}

/** Adds file and line to an error. */
export function located<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (place === '' || !(error instanceof SealiftError)) throw error;
    throw new SealiftError(error.code, `${place}${error.message}`, { hint: error.hint, cause: error });
  }
}
