import { ANY, struct, unread } from '../../encoding/go-shape.ts';
import { readAs } from '../../encoding/read-as.ts';
import { entryKind } from '../../io/files/folder-entries.ts';
import { readFile } from '../../io/files/read-file.ts';
import type { Env } from '../run.ts';

/** GitHub sends no event over 25 MB ("Webhook events and payloads"); those of pull requests have some 30 KB. */
const LIMIT = 2 * 1024 * 1024;

/** Events whose jobs run without rights where the pull request comes from another repository. */
const EVENTS: readonly string[] = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];

const OTHERS = unread(ANY);
const SIDE = struct({ repo: struct({ full_name: 'text' }, OTHERS) }, OTHERS);
const EVENT = struct({ pull_request: struct({ head: SIDE, base: SIDE }, OTHERS) }, OTHERS);

const REPOSITORY = /^[A-Za-z0-9-]{1,100}\/[A-Za-z0-9._-]{1,200}$/;

/**
 * The repository that the pull request of this job comes from, where it is another one than the job's. `undefined` where that
 * is not so, or not known: an event that is absent, unreadable, too large or malformed says nothing.
 */
export async function forkOf({
  GITHUB_EVENT_NAME: name = '',
  GITHUB_EVENT_PATH: path,
}: Env): Promise<string | undefined> {
  if (!EVENTS.includes(name) || !path) return undefined;
  try {
    // A step before this one may have put a pipe there, which would be waited for.
    if ((await entryKind(path, { followLinks: true })) !== 'file') return undefined;
    const bytes = await readFile(path, LIMIT, 'event');
    const event = readAs(EVENT, bytes, { code: 'config_invalid', what: 'event' });
    const { head, base } = event.pull_request ?? {};
    const [from = '', to = ''] = [head?.repo?.full_name, base?.repo?.full_name];
    if (!REPOSITORY.test(from) || !REPOSITORY.test(to)) return undefined;
    return from.toLowerCase() === to.toLowerCase() ? undefined : from;
  } catch {
    return undefined;
  }
}
