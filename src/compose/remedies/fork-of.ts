import { pullRequestOf } from '../github/event.ts';
import { readEvent } from '../github/event-file.ts';
import type { Env } from '../run.ts';

/** Events whose jobs run without rights where the pull request comes from another repository. */
const EVENTS: readonly string[] = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];

/**
 * The repository that the pull request of this job comes from, where it is another one than the job's. `undefined` where that
 * is not so, or not known: an event that is absent, unreadable, too large or malformed says nothing.
 */
export async function forkOf(env: Env): Promise<string | undefined> {
  const { GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: path } = env;
  if (!EVENTS.includes(name) || !path) return undefined;
  try {
    return pullRequestOf(await readEvent(env))?.fork;
  } catch {
    return undefined;
  }
}
