import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, posix } from 'node:path';
import { printable } from '../../encoding/printable.ts';
import type { Refusal } from './system.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** What Windows starts by itself. */
export const NATIVE = ['.com', '.exe'] as const;

/** What its shell starts. */
export const BATCH = ['.bat', '.cmd'] as const;

/** Where POSIX has its tools; for an environment that names no place. */
const USUAL = ['/usr/bin', '/bin'];

function pathKey(env: Env): string {
  const keys = process.platform === 'win32' ? Object.keys(env) : [];
  return keys.find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
}

/** A path of Windows without a drive depends on the current one. */
const isFixed = (part: string): boolean =>
  process.platform === 'win32' ? /^(?:[A-Za-z]:[\\/]|[\\/]{2})/.test(part) : isAbsolute(part);

function partsOf(env: Env): { readonly fixed: readonly string[]; readonly relative: readonly string[] } {
  const text = env[pathKey(env)] ?? '';
  const windows = process.platform === 'win32';
  // Only there they are no part of a name.
  const unquoted = windows ? text.replaceAll('"', '') : text;
  const parts = text === '' ? [] : unquoted.split(delimiter);
  const fixed = parts.filter(isFixed);
  const usual = windows ? [] : USUAL;
  return { fixed: fixed.length > 0 ? fixed : usual, relative: parts.filter((part) => !isFixed(part)) };
}

/**
 * The environment that a program is given: its PATH keeps absolute parts alone, so that the program finds its own in the same
 * places as it was found, and never in the current folder.
 */
export function programEnv(env: Env): Record<string, string | undefined> {
  const path = { [pathKey(env)]: partsOf(env).fixed.join(delimiter) };
  const windows = process.platform === 'win32' ? { NoDefaultCurrentDirectoryInExePath: '1' } : {};
  return { ...env, ...path, ...windows };
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function mayRun(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

const INSTALL = 'Install it in a folder that the PATH names by an absolute path.';

/**
 * Looks a name up on the absolute parts of PATH, as Go does since 1.19. Empty parts, `.` and other relative ones mean the
 * current folder, which may be somebody else's checkout. A path is taken as it is, and has to be absolute.
 *
 * @param endings what Windows programs may end in.
 */
export async function findProgram(
  name: string,
  env: Env,
  endings: readonly string[] = NATIVE,
): Promise<{ readonly path: string } | Refusal> {
  if (isFixed(name)) return { path: name };
  if (posix.basename(name) !== name || (process.platform === 'win32' && /[\\:]/.test(name)))
    return { reason: 'is a relative path', remedy: 'Write an absolute path.' };
  const windows = process.platform === 'win32';
  const ended = windows && endings.some((ending) => name.toLowerCase().endsWith(ending));
  const names = windows && !ended ? endings.map((ending) => `${name}${ending}`) : [name];
  const { fixed, relative } = partsOf(env);
  let forbidden: string | undefined;
  for (const part of fixed) {
    for (const one of names) {
      const path = join(part, one);
      if (!(await isFile(path))) continue;
      if (await mayRun(path)) return { path };
      forbidden ??= path;
    }
  }
  // Whoever starts it says why it cannot be.
  if (forbidden !== undefined) return { path: forbidden };
  for (const part of relative) {
    if (!(await isFile(join(part || '.', names[0]!)))) continue;
    const where = part === '' ? 'an empty part' : printable(part, 100);
    const reason = `is only found by ${where} of the PATH, which depends on the current folder and is not searched`;
    return { reason, remedy: INSTALL };
  }
  return { reason: 'is not on the PATH', remedy: INSTALL };
}
