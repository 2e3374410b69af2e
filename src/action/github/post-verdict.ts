import { type PullRequest, pullRequestOf } from '../../compose/github/event.ts';
import { readEvent } from '../../compose/github/event-file.ts';
import { runnerVariable } from '../../compose/github/runner-variables.ts';
import type { ApiAccess } from '../../compose/github/with-api.ts';
import { SealiftError } from '../../errors.ts';
import type { Refusal } from './api-error.ts';
import { openGithubClient } from './client.ts';
import { commentBody, commentMarker } from './comment-body.ts';
import { keepComment } from './keep-comment.ts';
import { refused } from './refused.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The pull request that the workflow runs for; `undefined` for an event of another kind. */
export async function currentPullRequest(env: Env): Promise<PullRequest | undefined> {
  const event = env.GITHUB_EVENT_NAME;
  if (!event?.startsWith('pull_request')) return undefined;
  const found = pullRequestOf(await readEvent(env));
  // On pull_request_target the token is that of the repository, also for a fork.
  if (found) return { ...found, isFork: found.isFork && event !== 'pull_request_target' };
  throw new SealiftError('config_invalid', 'the event file names no pull request', {
    hint: 'The runner writes GITHUB_EVENT_PATH; a step or container must not change it.',
  });
}

const PERMISSION =
  'Give the job `permissions: pull-requests: write` (and what else it needs, such as contents: read).';
const FORK =
  'A pull request of a fork gets a token that cannot write, whatever the permissions say: read the job summary instead.';

function errorOf(refusal: Refusal, { number, isFork }: PullRequest): SealiftError {
  const { status, words } = refusal;
  const denied = (reason: string, hint: string) => refused('denied', reason, refusal, hint);
  if (status === 403 && /locked/i.test(words))
    return denied(
      `pull request ${number} is locked`,
      'Unlock the conversation, or leave the input comment out.',
    );
  if (status === 403) {
    const reason = isFork ? 'the token of a fork must not write' : 'the token must not write comments';
    return denied(reason, isFork ? FORK : `${PERMISSION} ${FORK}`);
  }
  if (status === 404 || status === 410)
    return denied(`pull request ${number} is gone, or the token must not see it`, PERMISSION);
  const hint = 'The job summary has it; run the job again for the comment.';
  const code = status === 429 ? 'too_many_requests' : 'unexpected_answer';
  return refused(code, 'GitHub refuses it', refusal, hint);
}

/** A verdict, or what else a command has to say about a pull request. */
export interface Said {
  readonly command: string;
  /** The Markdown in at most so many bytes. */
  readonly summary: (bytes: number) => string;
}

/**
 * Keeps the one comment of this workflow and job up to date.
 *
 * @throws SealiftError that says why it was not written.
 */
export async function postVerdict(
  api: ApiAccess,
  token: string,
  pullRequest: PullRequest,
  { command, summary }: Said,
  env: Env,
): Promise<void> {
  const [owner = '', name = ''] = (runnerVariable(env, 'GITHUB_REPOSITORY') ?? '').split('/');
  if (owner === '') {
    throw new SealiftError('config_invalid', 'GITHUB_REPOSITORY is not set as GitHub Actions sets it');
  }
  const client = await openGithubClient(token, api);
  const place = { client, addresses: api.addresses, owner, name, number: pullRequest.number };
  const marker = commentMarker(command, env);
  const refusal = await keepComment(place, marker, commentBody(marker, summary, pullRequest.commit, env));
  if (refusal) throw errorOf(refusal, pullRequest);
}
