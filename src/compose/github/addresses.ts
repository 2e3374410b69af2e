import { quotable } from '../../encoding/quotable.ts';
import { SealiftError } from '../../errors.ts';
import { isLoopback } from '../../io/http/address.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Where GitHub's API is, without a slash at the end. */
export interface ApiAddresses {
  readonly rest: string;
  readonly graphql: string;
}

function address(env: Env, name: string, fallback: string): string {
  const text = env[name] || fallback;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (!url || !isSafe || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new SealiftError('config_invalid', `${name} is not an https URL: ${quotable(text)}`, {
      hint: 'The runner sets it; a step or container must not change it.',
    });
  }
  return url.href.replace(/\/+$/, '');
}

/**
 * The addresses of GitHub's API as the runner names them, on github.com, on GHE.com and on a GitHub Enterprise Server.
 *
 * @throws SealiftError `config_invalid`; by plain HTTP the token goes to loopback alone.
 */
export function apiAddresses(env: Env): ApiAddresses {
  const rest = address(env, 'GITHUB_API_URL', 'https://api.github.com');
  const usual = rest.endsWith('/api/v3') ? rest.replace(/v3$/, 'graphql') : `${rest}/graphql`;
  return { rest, graphql: address(env, 'GITHUB_GRAPHQL_URL', usual) };
}
