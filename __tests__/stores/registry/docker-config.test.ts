import { describe, expect, it } from 'vitest';
import { credentialFrom, parseDockerConfig } from '../../../src/stores/registry/auth/docker-config.ts';

const auth = (text: string) => ({ auth: Buffer.from(text).toString('base64') });
const config = (body: object) => parseDockerConfig(JSON.stringify(body), 'config.json');
const user = (body: object, registry: string, repository = 'team/app') => {
  const found = credentialFrom(config(body), registry, repository);
  return found?.kind === 'password' ? found.username : found;
};

describe('credentials of a docker configuration', () => {
  const auths = {
    'ghcr.io': auth('plain:p'),
    'https://reg.example.com:5000/v1/': auth('old-form:p'),
    'https://index.docker.io/v1/': auth('hub:p'),
    'harbor.example.com/team-a': auth('robot-a:p'),
    'harbor.example.com/team-b': auth('robot-b:p'),
  };

  it.each([
    ['ghcr.io', 'x/y', 'plain'],
    ['evil-ghcr.io', 'x/y', undefined],
    ['ghcr.io.evil.com', 'x/y', undefined],
    ['reg.example.com:5000', 'x/y', 'old-form'],
    ['reg.example.com', 'x/y', undefined],
    ['docker.io', 'library/alpine', 'hub'],
    ['harbor.example.com', 'team-a/app', 'robot-a'],
    ['harbor.example.com', 'team-b/app', 'robot-b'],
    ['harbor.example.com', 'team-abc/app', undefined],
  ])('%s/%s: %s', (registry, repository, expected) => {
    expect(user({ auths }, registry, repository)).toBe(expected);
  });

  it('reads user and password, and identity tokens', () => {
    expect(user({ auths: { a: { username: 'u', password: 'p' } } }, 'a')).toBe('u');
    expect(credentialFrom(config({ auths: { a: { identitytoken: 't' } } }), 'a', 'x')).toMatchObject({
      kind: 'refresh',
      token: 't',
    });
  });

  it('keeps a colon in a password', () => {
    expect(credentialFrom(config({ auths: { a: auth('u:p:q') } }), 'a', 'x')).toMatchObject({
      password: 'p:q',
    });
  });

  it('says which helper would be needed, instead of going on without a login', () => {
    expect(() => user({ credHelpers: { 'ecr.aws': 'ecr-login' } }, 'ecr.aws')).toThrow(
      /docker-credential-ecr-login/,
    );
    expect(() => user({ auths: { a: {} }, credsStore: 'desktop' }, 'a')).toThrow(/docker-credential-desktop/);
    expect(user({ credHelpers: { 'ecr.aws': 'ecr-login' } }, 'ghcr.io')).toBeUndefined();
  });

  it('goes past a helper without a name, which switches the default store off', () => {
    const auths = { a: auth('u:p') };
    expect(user({ auths, credHelpers: { a: '' } }, 'a')).toBe('u');
    expect(user({ auths: { a: {} }, credHelpers: { a: '' }, credsStore: 'desktop' }, 'a')).toBeUndefined();
    expect(user({ auths: { a: {} }, credsStore: '' }, 'a')).toBeUndefined();
  });

  it('does not need a helper of another host, nor a store that was never logged in to', () => {
    expect(user({ credHelpers: { 'ghcr.io': 'x' } }, 'evil-ghcr.io')).toBeUndefined();
    expect(user({ credsStore: 'desktop' }, 'ghcr.io')).toBeUndefined();
  });

  it.each(['{', '{"auths":[]}', '{"auths":{"a":{"auth":1}}}'])('refuses %s', (text) => {
    expect(() => parseDockerConfig(text, 'config.json')).toThrow(
      expect.objectContaining({ code: 'config_invalid' }),
    );
  });

  it('refuses an auth that is not USER:PASSWORD, without showing it', () => {
    const broken = () => user({ auths: { a: auth('secret-without-colon') } }, 'a');
    expect(broken).toThrow(/USER:PASSWORD/);
    expect(broken).not.toThrow(/secret/);
  });
});
