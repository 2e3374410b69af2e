import type { getOctokit } from '@actions/github';
import type { ApiAccess } from '../../compose/github/with-api.ts';
import { SealiftError } from '../../errors.ts';

export type GithubClient = ReturnType<typeof getOctokit>;

const silent = (): void => {};

/**
 * Variables that the toolkit reads while it is loaded: the event file, whole and however broken, and addresses of its own
 * transport, which is not used.
 */
const READ_AT_LOAD = ['GITHUB_EVENT_PATH', 'GITHUB_API_URL', 'HTTPS_PROXY', 'HTTP_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

async function loadToolkit(): Promise<typeof import('@actions/github')> {
  const hidden = READ_AT_LOAD.map((name) => [name, process.env[name]] as const);
  for (const [name] of hidden) delete process.env[name];
  try {
    return await import('@actions/github');
  } finally {
    for (const [name, value] of hidden) if (value !== undefined) process.env[name] = value;
  }
}

/**
 * The client of `@actions/github` over the HTTP client of the run.
 *
 * @throws SealiftError `credentials_missing` without a token.
 */
export async function openGithubClient(
  token: string,
  { fetch, addresses }: ApiAccess,
): Promise<GithubClient> {
  if (!/^[\x21-\x7e]+$/.test(token)) {
    const state = token === '' ? 'is empty' : 'is no token';
    throw new SealiftError('credentials_missing', `the input github-token ${state}`, {
      hint: 'Leave it out, and the token of the job is used. A secret is empty in workflows for pull requests of forks.',
    });
  }
  const toolkit = await loadToolkit();
  return toolkit.getOctokit(token, {
    baseUrl: addresses.rest,
    request: { fetch },
    log: { debug: silent, info: silent, warn: silent, error: silent },
  });
}
