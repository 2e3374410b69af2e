import { isAbsolute, join } from 'node:path';

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
}

/** The path that a variable holds. A relative one is not taken, as the XDG Base Directory Specification says. */
function pathIn({ env }: Surroundings, name: string): string | undefined {
  const path = env[name];
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

/** The folder for caches where no variable names it. */
function usual(surroundings: Surroundings): string | undefined {
  if (surroundings.platform === 'win32') return pathIn(surroundings, 'LOCALAPPDATA');
  const home = pathIn(surroundings, 'HOME');
  if (home === undefined) return undefined;
  return surroundings.platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
}

/**
 * The folder for caches: in a job of GitHub Actions the runner's temporary one, which ends with the job; else the user's.
 * `undefined` where there is none.
 */
export function cacheFolder(surroundings: Surroundings): string | undefined {
  const ofJob = surroundings.env.GITHUB_ACTIONS === 'true' ? pathIn(surroundings, 'RUNNER_TEMP') : undefined;
  return ofJob ?? pathIn(surroundings, 'XDG_CACHE_HOME') ?? usual(surroundings);
}
