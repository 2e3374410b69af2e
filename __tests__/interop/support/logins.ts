import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Login {
  readonly name: string;
  readonly password: string;
}

/** A folder with docker's `config.json`, for `DOCKER_CONFIG` and `--registry-config`. Keys are `HOST` or `HOST/PATH`. */
export interface Logins {
  readonly folder: string;
  readonly file: string;
  remove(): Promise<void>;
}

export async function writeLogins(logins: Readonly<Record<string, Login>>): Promise<Logins> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-logins-'));
  const file = join(folder, 'config.json');
  const auths = Object.entries(logins).map(([key, { name, password }]) => [
    key,
    { auth: Buffer.from(`${name}:${password}`).toString('base64') },
  ]);
  await writeFile(file, JSON.stringify({ auths: Object.fromEntries(auths) }));
  return { folder, file, remove: () => rm(folder, { recursive: true, force: true }) };
}
