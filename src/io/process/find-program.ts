import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, posix } from 'node:path';
import { printable } from '../../encoding/printable.ts';
import type { Refusal } from './system.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** Endings of programs that Windows starts without a shell. */
export const NATIVE = ['.com', '.exe'] as const;

/** Endings of files that only the shell of Windows starts. */
export const BATCH = ['.bat', '.cmd'] as const;

/** The folders that are searched when the environment has no PATH. */
const USUAL = ['/usr/bin', '/bin'];

function pathKey(env: Env): string {
  const keys = process.platform === 'win32' ? Object.keys(env) : [];
  return keys.find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
}

/** Whether a part of PATH is absolute. A path of Windows without a drive depends on the current drive. */
const isFixed = (part: string): boolean =>
  process.platform === 'win32' ? /^(?:[A-Za-z]:[\\/]|[\\/]{2})/.test(part) : isAbsolute(part);

function partsOf(env: Env): { readonly fixed: readonly string[]; readonly relative: readonly string[] } {
  const text = env[pathKey(env)] ?? '';
  const windows = process.platform === 'win32';
  // On other systems a quote is part of a name.
  const unquoted = windows ? text.replaceAll('"', '') : text;
  const parts = text === '' ? [] : unquoted.split(delimiter);
  const fixed = parts.filter(isFixed);
  const usual = windows ? [] : USUAL;
  return { fixed: fixed.length > 0 ? fixed : usual, relative: parts.filter((part) => !isFixed(part)) };
}

/**
 * The environment for a program. Its PATH has only absolute parts, so that the program finds other programs where it was found
 * itself, and never in the current folder.
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
 * Searches a program by name in the absolute parts of PATH, as Go does since 1.19. Empty parts, `.` and other relative ones mean
 * the current folder, which may be a checkout of somebody else. A path is not searched, and has to be absolute.
 *
 * @param endings the endings that a Windows program may have.
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
  // The file is returned although it may not be run: the start then reports why.
  if (forbidden !== undefined) return { path: forbidden };
  for (const part of relative) {
    if (!(await isFile(join(part || '.', names[0]!)))) continue;
    const where = part === '' ? 'an empty part' : printable(part, 100);
    const reason = `is only found by ${where} of the PATH, which depends on the current folder and is not searched`;
    return { reason, remedy: INSTALL };
  }
  return { reason: 'is not on the PATH', remedy: INSTALL };
}
