import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CredentialOptions, openCredentials } from '../../../src/stores/registry/auth/find-configs.ts';

const config = (username: string, host = 'registry.test') =>
  JSON.stringify({ auths: { [host]: { username, password: 'p' } } });

const plainHttp = () => false;
/** Nothing here names a helper. */
const NO_HELPERS = { ask: () => Promise.reject(new Error('no helper is to be asked')) };

async function home(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-home-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

async function found(
  options: Omit<CredentialOptions, 'platform' | 'helpers' | 'plainHttp'>,
  registry = 'registry.test',
) {
  const credential = await openCredentials({
    platform: 'linux',
    helpers: NO_HELPERS,
    plainHttp,
    ...options,
  }).find(registry, 'team/app');
  return credential?.kind === 'password' ? credential.username : undefined;
}

describe('openCredentials', () => {
  it('looks in this order: variable, file of a variable, docker, podman', async () => {
    const folder = await home({
      'auth.json': config('named'),
      'docker/config.json': config('docker'),
      'run/containers/auth.json': config('podman'),
    });
    const all = {
      DOCKER_AUTH_CONFIG: config('inline'),
      REGISTRY_AUTH_FILE: join(folder, 'auth.json'),
      DOCKER_CONFIG: join(folder, 'docker'),
      XDG_RUNTIME_DIR: join(folder, 'run'),
    };
    const order: (string | undefined)[] = [];
    const env: Record<string, string | undefined> = { ...all };
    for (const name of ['', ...Object.keys(all)]) {
      delete env[name];
      order.push(await found({ env, home: folder }));
    }
    expect(order).toEqual(['inline', 'named', 'docker', 'podman', undefined]);
  });

  it('looks in the home folder when no variable is set', async () => {
    const folder = await home({ '.docker/config.json': config('home') });
    expect(await found({ env: {}, home: folder })).toBe('home');
    const podman = await home({ '.config/containers/auth.json': config('podman') });
    expect(await found({ env: {}, home: podman })).toBe('podman');
  });

  it('looks in the session folder of podman before the lasting one', async () => {
    const folder = await home({
      '.config/containers/auth.json': config('lasting'),
      'run/containers/auth.json': config('session', 'other.test'),
    });
    const env = { XDG_RUNTIME_DIR: join(folder, 'run') };
    expect(await found({ env, home: folder }, 'other.test')).toBe('session');
    expect(await found({ env, home: folder })).toBe('lasting');
    // Without a session the system has a folder for each user, which is not there for this one.
    expect(await found({ env: {}, home: folder, uid: 4_000_000_000 })).toBe('lasting');
  });

  it('goes on to the next file when the first does not have the registry', async () => {
    const folder = await home({ '.docker/config.json': config('home', 'other.test') });
    expect(await found({ env: { DOCKER_AUTH_CONFIG: config('inline') }, home: folder }, 'other.test')).toBe(
      'home',
    );
  });

  it('does not read a broken file behind the one that has the registry', async () => {
    const folder = await home({ '.docker/config.json': '{' });
    expect(await found({ env: { DOCKER_AUTH_CONFIG: config('inline') }, home: folder })).toBe('inline');
    await expect(found({ env: {}, home: folder })).rejects.toMatchObject({ code: 'config_invalid' });
  });

  it('refuses a file of a variable that does not exist', async () => {
    const folder = await home({});
    const missing = join(folder, 'missing.json');
    await expect(found({ env: { REGISTRY_AUTH_FILE: missing }, home: folder })).rejects.toMatchObject({
      code: 'file_not_found',
    });
    expect(await found({ env: {}, home: folder })).toBeUndefined();
  });

  it('names the place of a credential and never its content', async () => {
    const credential = await openCredentials({
      env: { DOCKER_AUTH_CONFIG: config('inline') },
      home: '/nowhere',
      platform: 'linux',
      helpers: NO_HELPERS,
      plainHttp,
    }).find('registry.test', 'team/app');
    expect(credential?.source).toBe('DOCKER_AUTH_CONFIG (registry.test)');
  });
});
