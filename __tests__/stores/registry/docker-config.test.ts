import { describe, expect, it } from 'vitest';
import type { PlainHttp } from '../../../src/oci/registry-host.ts';
import type { Credential } from '../../../src/stores/registry/auth/credential.ts';
import { credentialFrom } from '../../../src/stores/registry/auth/credential-from.ts';
import { parseDockerConfig } from '../../../src/stores/registry/auth/docker-config.ts';

const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') });
const config = (body: object) => parseDockerConfig(JSON.stringify(body), 'config.json');

/** Helpers that keep one login for each `NAME KEY` of `kept`, and remember what they were asked. */
function helpersWith(...kept: string[]) {
  const asked: string[] = [];
  return {
    asked,
    async ask(name: string, key: string): Promise<Credential | undefined> {
      asked.push(`${name} ${key}`);
      if (!kept.includes(`${name} ${key}`)) return undefined;
      return { kind: 'password', username: `of-${name}`, password: 'p', source: name };
    },
  };
}

async function user(
  body: object,
  registry: string,
  repository = 'team/app',
  helpers = helpersWith(),
  plainHttp: PlainHttp = () => false,
) {
  const found = await credentialFrom(config(body), registry, repository, helpers, plainHttp);
  return found?.kind === 'password' ? found.username : found;
}

describe('credentials of a docker configuration', () => {
  const auths = {
    'ghcr.io': auth('plain:p'),
    'https://reg.example.com:5000/v1/': auth('old-form:p'),
    'https://index.docker.io/v1/': auth('hub:p'),
    'harbor.example.com/team-a': auth('robot-a:p'),
    'harbor.example.com/team-b': auth('robot-b:p'),
    'harbor.example.com/team-b/deep': auth('robot-deep:p'),
  };

  it.each([
    ['ghcr.io', 'x/y', 'plain'],
    ['evil-ghcr.io', 'x/y', undefined],
    ['ghcr.io.evil.com', 'x/y', undefined],
    ['ghcr.io:443', 'x/y', 'plain'],
    ['ghcr.io:80', 'x/y', undefined],
    ['reg.example.com:5000', 'x/y', 'old-form'],
    ['reg.example.com', 'x/y', undefined],
    ['docker.io', 'library/alpine', 'hub'],
    ['harbor.example.com', 'team-a/app', 'robot-a'],
    ['harbor.example.com', 'team-b/app', 'robot-b'],
    ['harbor.example.com', 'team-b/deep/app', 'robot-deep'],
    ['harbor.example.com', 'team-abc/app', undefined],
    ['harbor.example.com', 'team', undefined],
  ])('%s/%s: %s (no substring of a host, as in sigstore-js)', async (registry, repository, expected) => {
    expect(await user({ auths }, registry, repository)).toBe(expected);
  });

  it('apply to the default port, which depends on plain HTTP', async () => {
    const plain: PlainHttp = (registry) => registry.startsWith('a');
    const of = (key: string, registry: string) =>
      user({ auths: { [key]: auth('u:p') } }, registry, 'team/app', helpersWith(), plain);
    expect(await of('a:80', 'a')).toBe('u');
    expect(await of('A:080/team', 'a')).toBe('u');
    expect(await of('a:443', 'a')).toBeUndefined();
    expect(await of('a:443', 'a:443')).toBe('u');
    expect(await of('b:443', 'b')).toBe('u');
    expect(await of('b:80', 'b')).toBeUndefined();
  });

  it('take the v2 at the end of a path for a part of the repository', async () => {
    const auths = { 'a/team/v2': auth('u:p') };
    expect(await user({ auths }, 'a', 'team/v2/app')).toBe('u');
    expect(await user({ auths }, 'a', 'team/app')).toBeUndefined();
  });

  it('are read as user and password, or as an identity token', async () => {
    expect(await user({ auths: { a: { username: 'u', password: 'p' } } }, 'a')).toBe('u');
    expect(await user({ auths: { a: { identitytoken: 't', username: 'u' } } }, 'a')).toMatchObject({
      kind: 'refresh',
      token: 't',
      username: 'u',
      source: 'config.json (a)',
    });
  });

  it('keep a colon in the password', async () => {
    const found = await credentialFrom(
      config({ auths: { a: auth('u:p:q') } }),
      'a',
      'x',
      helpersWith(),
      () => false,
    );
    expect(found).toMatchObject({ password: 'p:q' });
  });

  it('are found behind an empty entry', async () => {
    expect(await user({ auths: { a: auth('u:p'), 'a/team': {} } }, 'a')).toBe('u');
    expect(await user({ auths: { a: { auth: '' } } }, 'a')).toBeUndefined();
  });

  it.each(['{', '{"auths":[]}', '{"auths":{"a":{"auth":1}}}', '{"credHelpers":{"a":1}}'])(
    'refuses %s',
    (text) => {
      expect(() => parseDockerConfig(text, 'config.json')).toThrow(
        expect.objectContaining({ code: 'config_invalid' }),
      );
    },
  );

  it('are refused, and not shown, when auth is not USER:PASSWORD', async () => {
    const broken = user({ auths: { a: auth('secret-without-colon') } }, 'a');
    await expect(broken).rejects.toThrow(/USER:PASSWORD/);
    await expect(broken).rejects.not.toThrow(/secret/);
  });
});

describe('helpers of a docker configuration', () => {
  it.each<[string, object, string, string[], string | undefined]>([
    ['its own', { credHelpers: { a: 'x' } }, 'a', ['x a'], 'of-x'],
    ['its own, before the store', { credHelpers: { a: 'x' }, credsStore: 's' }, 'a', ['x a'], 'of-x'],
    ['the store', { credHelpers: { b: 'x' }, credsStore: 's' }, 'a', ['s a'], 'of-s'],
    ['the store, by an empty entry', { auths: { a: {} }, credsStore: 's' }, 'a', ['s a'], 'of-s'],
    ['the store, before an entry', { auths: { a: auth('u:p') }, credsStore: 's' }, 'a', ['s a'], 'of-s'],
    [
      'the store, by the name of the login',
      { auths: { 'a:443': {} }, credsStore: 's' },
      'a',
      ['s a:443'],
      'of-s',
    ],
    ['the store, by its very name', { auths: { 'a:443': {}, a: {} }, credsStore: 's' }, 'a', ['s a'], 'of-s'],
    ['its own, by its name', { auths: { a: {} }, credHelpers: { 'a:443': 's' } }, 'a', ['s a:443'], 'of-s'],
    ['a port is part of the host', { credHelpers: { 'a:5000': 'x' } }, 'a:5000', ['x a:5000'], 'of-x'],
    ['of another port', { credHelpers: { 'a:5000': 'x' } }, 'a', [], undefined],
    ['of another host', { credHelpers: { 'ghcr.io': 'x' } }, 'evil-ghcr.io', [], undefined],
    ['of a path', { credHelpers: { 'a/team': 'x' } }, 'a', [], undefined],
    ['none: switched off', { credHelpers: { a: '' }, credsStore: 's' }, 'a', [], undefined],
    ['none: an empty store', { auths: { a: {} }, credsStore: '' }, 'a', [], undefined],
  ])('%s: %o', async (_, body, registry, asked, expected) => {
    const helpers = helpersWith('x a', 'x a:5000', 's a', 's a:443');
    expect(await user(body, registry, 'team/app', helpers)).toBe(expected);
    expect(helpers.asked).toEqual(asked);
  });

  it.each(['docker.io', 'https://index.docker.io/v1/', 'index.docker.io'])(
    'are asked for Docker Hub as docker does, whatever the key: %s',
    async (key) => {
      const helpers = helpersWith('x https://index.docker.io/v1/');
      expect(await user({ credHelpers: { [key]: 'x' } }, 'docker.io', 'library/alpine', helpers)).toBe(
        'of-x',
      );
      expect(helpers.asked).toEqual(['x https://index.docker.io/v1/']);
    },
  );

  it('leave the entry of auths in force when they have nothing or are switched off', async () => {
    const helpers = helpersWith();
    const auths = { a: auth('u:p') };
    expect(await user({ auths, credsStore: 's' }, 'a', 'team/app', helpers)).toBe('u');
    expect(helpers.asked).toEqual(['s a']);
    expect(await user({ auths, credHelpers: { a: '' }, credsStore: 's' }, 'a')).toBe('u');
  });

  it('are not asked where auths has a login for a path of the host', async () => {
    const body = { auths: { 'a/team': auth('robot:p') }, credHelpers: { a: 'x' } };
    const helpers = helpersWith('x a');
    expect(await user(body, 'a', 'team/app', helpers)).toBe('robot');
    expect(helpers.asked).toEqual([]);
    expect(await user(body, 'a', 'other/app', helpers)).toBe('of-x');
  });
});

describe('a docker configuration of an editor', () => {
  const text = JSON.stringify({ auths: { 'ghcr.io': { auth: '' } } });

  it('may have a byte order mark, as a file and in a variable', () => {
    for (const given of [`\ufeff${text}`, Buffer.from(`\ufeff${text}`)])
      expect(parseDockerConfig(given, 'config.json').auths).toEqual({ 'ghcr.io': { auth: '' } });
  });

  it('is named when it is UTF-16', () => {
    expect(() => parseDockerConfig(Buffer.from(text, 'utf16le'), 'config.json')).toThrow(
      expect.objectContaining({ code: 'config_invalid', message: expect.stringContaining('UTF-16') }),
    );
  });
});
