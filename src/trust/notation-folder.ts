import { isAbsolute, join } from 'node:path';
import { SealiftError } from '../errors.ts';
import { entryKind } from '../io/files/folder-entries.ts';

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
}

/** notation's configuration folder: `NOTATION_CONFIG` as it is, else `notation` in the user's own. */
export function notationFolder({ env, platform, home }: Surroundings): string {
  if (env.NOTATION_CONFIG) return env.NOTATION_CONFIG;
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'notation');
  if (platform === 'win32') return join(env.APPDATA || join(home, 'AppData', 'Roaming'), 'notation');
  // Only an absolute path counts (XDG Base Directory Specification): what the current folder holds decides nothing.
  const { XDG_CONFIG_HOME: xdg = '' } = env;
  return join(isAbsolute(xdg) ? xdg : join(home, '.config'), 'notation');
}

/**
 * The trust that an existing notation user already has. Never in a pipeline: what lies about on a self-hosted runner
 * decides nothing.
 *
 * @throws SealiftError `trust_missing`.
 */
export async function notationTrust(around: Surroundings): Promise<{ policy: string; store: string }> {
  const { env } = around;
  if (env.CI === 'true' || env.GITHUB_ACTIONS === 'true') {
    throw new SealiftError(
      'trust_missing',
      'no trust policy was given, and in a pipeline none is looked for',
    );
  }
  const folder = notationFolder(around);
  // trustpolicy.json counts only where the newer name does not exist, even if that one is malformed.
  for (const name of ['trustpolicy.oci.json', 'trustpolicy.json']) {
    const policy = join(folder, name);
    if ((await entryKind(policy)) !== undefined) return { policy, store: join(folder, 'truststore') };
  }
  throw new SealiftError('trust_missing', `no trust policy was given, and notation has none in ${folder}`);
}
