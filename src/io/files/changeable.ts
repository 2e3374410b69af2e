import type { Stats } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, parse, resolve, sep } from 'node:path';
import { printable } from '../../encoding/printable.ts';
import { errnoOf, fileError } from './file-error.ts';

/** A path that another user may change, and the command that takes the right away. */
export interface Changeable {
  readonly path: string;
  readonly reason: string;
  readonly remedy: string;
}

const [GROUP, OTHERS, STICKY] = [0o020, 0o002, 0o1000];

/** The most links on one path, as in Linux. */
const LINKS = 40;

/** Quotes a path for a shell. */
function shellWord(path: string): string {
  const shown = printable(path, 600);
  return /^[\w./+:@-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}

/** A fault without a remedy is a right to write; one command takes all of those away. */
type Fault = Omit<Changeable, 'remedy'> & { readonly remedy?: string };

function judge(path: string, found: Stats, user: number): Fault | undefined {
  if (found.uid !== 0 && found.uid !== user) {
    const owner = user === 0 ? 'root' : 'root and this user';
    return {
      path,
      reason: `belongs to the user ${found.uid}, and has to belong to ${owner}`,
      remedy: `Install it where nobody else writes, or: chown ${user} ${shellWord(path)}`,
    };
  }
  // In a sticky folder nobody may change the entries of another user. A link has no mode of its own.
  if (found.isSymbolicLink() || (found.isDirectory() && (found.mode & STICKY) !== 0)) return undefined;
  if ((found.mode & (GROUP | OTHERS)) === 0) return undefined;
  const who = (found.mode & OTHERS) !== 0 ? 'every user' : `its group (${found.gid})`;
  return { path, reason: `may be changed by ${who}` };
}

/** The first fault. Its remedy names all paths that others may write, because a umask of 002 opens every folder. */
function firstOf(faults: readonly Fault[]): Changeable | undefined {
  const [first] = faults;
  if (first === undefined) return undefined;
  const open = faults.filter(({ remedy }) => remedy === undefined).map(({ path }) => shellWord(path));
  return { remedy: `Take that right away: chmod go-w ${[...new Set(open)].join(' ')}`, ...first };
}

const namesOf = (path: string): string[] => path.split(sep).filter((name) => name !== '' && name !== '.');

/**
 * Whether anybody but root and `user` may change what stands at `path`, or put something else there: the first file, folder
 * or link on the path from the root that another user owns, or that group or world may write. Links are followed, and the
 * path to their target is checked as well. `undefined` also when there is nothing at `path`.
 *
 * @throws SealiftError `file_unreadable` where a part of the path cannot be checked.
 */
export async function changeableByOthers(
  path: string,
  user = process.geteuid?.(),
): Promise<Changeable | undefined> {
  // Windows has access control lists instead, which are not read.
  if (user === undefined) return undefined;
  const whole = resolve(path);
  const { root } = parse(whole);
  let [at, links] = [root, 0];
  const left = ['.', ...namesOf(whole.slice(root.length))];
  const faults: Fault[] = [];
  try {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const next = name === '..' ? dirname(at) : join(at, name);
      const found = await lstat(next);
      const changeable = judge(next, found, user);
      if (changeable) faults.push(changeable);
      if (!found.isSymbolicLink()) {
        at = next;
        continue;
      }
      links += 1;
      if (links > LINKS) {
        return {
          path: whole,
          reason: 'is behind links that lead to each other',
          remedy: 'Remove the links.',
        };
      }
      const target = await readlink(next);
      if (isAbsolute(target)) at = root;
      left.unshift(...namesOf(target));
    }
  } catch (error) {
    if (faults.length > 0) return firstOf(faults);
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw fileError(error, 'read', path);
  }
  return firstOf(faults);
}
