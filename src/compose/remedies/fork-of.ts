import { entryKind } from '../../io/files/folder-entries.ts';
import { membersOf, textOf } from '../../signers/ask-json.ts';
import { readEvent } from '../github/event-file.ts';
import type { Env } from '../run.ts';

/** Events whose jobs run without rights where the pull request comes from another repository. */
const EVENTS: readonly string[] = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];

const REPOSITORY = /^[A-Za-z0-9-]{1,100}\/[A-Za-z0-9._-]{1,200}$/;

/**
 * The repository that the pull request of this job comes from, where it is another one than the job's. `undefined` where that
 * is not so, or not known: an event that is absent, unreadable, too large or malformed says nothing.
 */
export async function forkOf(env: Env): Promise<string | undefined> {
  const { GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: path } = env;
  if (!EVENTS.includes(name) || !path) return undefined;
  try {
    // A step before this one may have put a pipe there, which would be waited for.
    if ((await entryKind(path, { followLinks: true })) !== 'file') return undefined;
    const pullRequest = membersOf(membersOf(await readEvent(env)).pull_request);
    const [from = '', to = ''] = ['head', 'base'].map((side) =>
      textOf(membersOf(membersOf(pullRequest[side]).repo), 'full_name'),
    );
    if (!REPOSITORY.test(from) || !REPOSITORY.test(to)) return undefined;
    return from.toLowerCase() === to.toLowerCase() ? undefined : from;
  } catch {
    return undefined;
  }
}
