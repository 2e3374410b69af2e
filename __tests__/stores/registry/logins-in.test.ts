import { expect, it } from 'vitest';
import { parseDockerConfig } from '../../../src/stores/registry/auth/docker-config.ts';
import { loginsIn } from '../../../src/stores/registry/auth/logins-in.ts';

const logins = (config: object): string[] =>
  loginsIn(parseDockerConfig(JSON.stringify(config), 'x'), () => false);
const LOGIN = { auth: 'eDp5' };

it('the logins of a configuration are named as references name registries, each once', () => {
  const auths = {
    'https://index.docker.io/v1/': LOGIN,
    'registry-1.docker.io': LOGIN,
    'https://GHCR.io': LOGIN,
    'ghcr.io:443': LOGIN,
    'harbor.example.com/dev': { identitytoken: 't' },
  };
  expect(logins({ auths })).toEqual(['docker.io', 'ghcr.io', 'harbor.example.com/dev']);
});

it('an empty entry is a login where a helper keeps them, and none elsewhere', () => {
  expect(logins({ auths: { 'ghcr.io': {} } })).toEqual([]);
  expect(logins({ auths: { 'ghcr.io': {} }, credsStore: 'desktop' })).toEqual(['ghcr.io']);
  expect(logins({ credHelpers: { 'ghcr.io': 'gh', 'quay.io': '' } })).toEqual(['ghcr.io']);
  expect(logins({ auths: null, credHelpers: null })).toEqual([]);
});

it('what is no registry, and may be a secret, is not shown', () => {
  const auths = {
    '': LOGIN,
    'https://robot:hush-hush@registry.example.com': LOGIN,
    '{"auth":"eDp5"}': LOGIN,
    'a\n::error::b': LOGIN,
  };
  const shown = logins({ auths }).join(' ');
  expect(shown).not.toMatch(/hush|eDp5|\n/);
  expect(shown).toContain('registry.example.com');
});
