import { isAbsolute, join } from 'node:path';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
}

/** notation's configuration folder: `NOTATION_CONFIG` unchanged, else `notation` in the user's configuration folder. */
export function notationFolder({ env, platform, home }: Surroundings): string {
  if (env.NOTATION_CONFIG) return env.NOTATION_CONFIG;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'notation');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'notation');
  // A relative path is ignored (XDG Base Directory Specification), so that the current folder has no influence.
  const { XDG_CONFIG_HOME: xdg = '' } = env;
  return join(isAbsolute(xdg) ? xdg : join(home, '.config'), 'notation');
}
