import { join, posix } from 'node:path';
import { quotable } from '../../encoding/quotable.ts';
import type { NamedPath, Reading } from './reading.ts';
import { type Fail, text } from './scalars.ts';

/** What is content and no path: of a key it would be a secret in a file that many people read. */
const CONTENT = /[\r\n\0]|-----BEGIN|^\s*\{/;

/**
 * A path inside the folder of the file, in its one spelling: whoever may change the file must not make a run read, or tell of, any
 * other file of the machine.
 *
 * @param elsewhere the remedy for a path that leads out.
 */
export function insidePath(
  written: string,
  fail: Fail,
  elsewhere = 'Put the file under the folder of this file, and write its path from there.',
): string | undefined {
  if (CONTENT.test(written))
    return fail('the content of a file stands where its path belongs', 'Write the path of a file.');
  const shown = quotable(written);
  if (/^[a-z][a-z0-9+.-]*:/i.test(written))
    return fail(`${shown} is no path`, 'Write a path inside the folder of this file.');
  if (written.includes('\\')) return fail(`${shown} has a backslash`, 'Write paths with /, on Windows too.');
  const path = posix.normalize(written);
  if (posix.isAbsolute(path) || path === '..' || path.startsWith('../'))
    return fail(`${shown} leads out of the folder of this file`, elsewhere);
  return path.replace(/\/$/, '');
}

/** Notes a path inside the folder. @returns it as an absolute one. */
export function namedPath(path: string, kind: NamedPath['kind'], reading: Reading, offset: number): string {
  reading.paths.push({ kind, names: path.split('/'), offset });
  return join(reading.surroundings.folder, path);
}

const pathTo = (kind: NamedPath['kind']) =>
  text(`the path of a ${kind}`, (written, fail, reading, offset) => {
    const path = insidePath(written, fail);
    return path === undefined ? undefined : namedPath(path, kind, reading, offset);
  });

export const PATH = pathTo('file');
export const FOLDER = pathTo('folder');
