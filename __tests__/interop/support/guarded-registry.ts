import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Login } from './logins.ts';
import { type RunningRegistry, startRegistry } from './registries.ts';

/** The one login of a guarded registry. */
export const HTPASSWD_LOGIN: Login = { name: 'admin', password: 'interop' };

/** bcrypt of `interop`, as `htpasswd -B` writes it. */
const HTPASSWD = 'admin:$2b$05$abcdefghijklmnopqrstuuudJlA2ioKU1Gv/XM.tcPwx/uqkfJTn.\n';

export interface GuardedRegistry extends RunningRegistry {
  /** The entry of `auths` in docker's configuration. */
  readonly entry: { readonly auth: string };
}

/** The settings of distribution that ask for this login, by a file of passwords. */
export async function htpasswd(): Promise<{ readonly auth: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-htpasswd-'));
  const path = join(folder, 'htpasswd');
  await writeFile(path, HTPASSWD);
  return {
    auth: JSON.stringify({ htpasswd: { realm: 'interop', path } }),
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Starts a real registry to which nobody gets without the login. */
export async function startGuarded(): Promise<GuardedRegistry> {
  const guard = await htpasswd();
  const registry = await startRegistry('distribution', { auth: guard.auth });
  const { name, password } = HTPASSWD_LOGIN;
  return {
    ...registry,
    entry: { auth: Buffer.from(`${name}:${password}`).toString('base64') },
    async stop() {
      await registry.stop();
      await guard.stop();
    },
  };
}
