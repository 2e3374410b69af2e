import type { getOctokit } from '@actions/github';
import type { ApiAccess } from '../../compose/github/with-api.ts';
import { SealiftError } from '../../errors.ts';

export type GithubClient = ReturnType<typeof getOctokit>;

const silent = (): void => {};

/** Loads the toolkit without the event file, which it reads whole while it is loaded, however long or broken it is. */
async function loadToolkit(): Promise<typeof import('@actions/github')> {
  const { GITHUB_EVENT_PATH: path } = process.env;
  delete process.env.GITHUB_EVENT_PATH;
  try {
    return await import('@actions/github');
  } finally {
    if (path !== undefined) process.env.GITHUB_EVENT_PATH = path;
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
