import type { Stats } from 'node:fs';

type Env = Readonly<Record<string, string | undefined>>;

/** Where the programs of this user keep what they can make again; none when it is not known. */
function cacheFolder(env: Env, platform: string): string | undefined {
  const { join, isAbsolute } = process.getBuiltinModule('node:path');
  const home = env.HOME && isAbsolute(env.HOME) ? env.HOME : undefined;
  if (platform === 'win32') return env.LOCALAPPDATA;
  if (platform === 'darwin') return home && join(home, 'Library', 'Caches');
  return env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME)
    ? env.XDG_CACHE_HOME
    : home && join(home, '.cache');
}

/** A folder that nobody else can write in: what is read back from any other could be theirs. */
function isOwn(found: Stats): boolean {
  if (!found.isDirectory()) return false;
  return process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0);
}

function enableCompileCache(folder: string): void {
  process.getBuiltinModule('node:module').enableCompileCache(folder);
}

/**
 * Keeps what V8 has compiled for the next run, in a folder of this user alone: compiling is a third of what the start of a
 * short command costs. Never in a pipeline, where what an earlier job left behind decides nothing, and not where Node keeps
 * it by default, in the folder for temporary files that all users share. Where there is no folder for it, nothing is kept.
 * `NODE_DISABLE_COMPILE_CACHE=1` turns it off, `NODE_COMPILE_CACHE` names another folder.
 *
 * @param enable Node's own, or what a test asks in its place.
 */
export function keepCompiledCode(
  env: Env,
  platform: string,
  enable: (folder: string) => unknown = enableCompileCache,
): void {
  if (env.NODE_COMPILE_CACHE || env.NODE_DISABLE_COMPILE_CACHE) return;
  if (env.CI || env.GITHUB_ACTIONS) return;
  const parent = cacheFolder(env, platform);
  if (!parent) return;
  try {
    const { lstatSync, mkdirSync } = process.getBuiltinModule('node:fs');
    const folder = `${parent}/sealift`;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isOwn(lstatSync(folder))) enable(folder);
  } catch {
    // A cache that cannot be had is done without.
  }
}
