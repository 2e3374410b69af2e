import { expect, it } from 'vitest';
import { apiAddresses } from '../../src/compose/github/addresses.ts';

it.each([
  [{}, 'https://api.github.com', 'https://api.github.com/graphql'],
  [
    { GITHUB_API_URL: 'https://api.acme.ghe.com/' },
    'https://api.acme.ghe.com',
    'https://api.acme.ghe.com/graphql',
  ],
  [
    { GITHUB_API_URL: 'https://git.acme.com/api/v3' },
    'https://git.acme.com/api/v3',
    'https://git.acme.com/api/graphql',
  ],
  [
    { GITHUB_API_URL: 'https://git.acme.com/api/v3', GITHUB_GRAPHQL_URL: 'https://git.acme.com/x' },
    'https://git.acme.com/api/v3',
    'https://git.acme.com/x',
  ],
])('the API of GitHub is at the addresses of the runner: %j', (env, rest, graphql) => {
  expect(apiAddresses(env)).toEqual({ rest, graphql });
});

it.each([
  'http://api.github.com',
  'ftp://api.github.com',
  'api.github.com',
  'https://me:secret@api.github.com',
  'https://a.example/?q=1',
])('the token is not sent to %s', (url) => {
  expect(() => apiAddresses({ GITHUB_API_URL: url })).toThrow(/GITHUB_API_URL is not an https URL/);
  expect(() => apiAddresses({ GITHUB_GRAPHQL_URL: url })).toThrow(/GITHUB_GRAPHQL_URL is not an https URL/);
});
