import { textIn } from '../../compose/github/event.ts';
import { readEvent } from '../../compose/github/event-file.ts';
import { printable } from '../../encoding/printable.ts';
import { asSealiftError, SealiftError } from '../../errors.ts';
import type { ActionName } from '../../options/commands.ts';
import { inputVariable } from '../inputs.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Actions that use a key, write to a registry, or say what is to be approved. */
const GUARDED: readonly ActionName[] = ['sign', 'promote', 'plan'];

/** Whether this run may do so: `compare` writes only where it repairs, and a value that is no boolean is not known to be a no. */
function isGuarded(action: ActionName, env: Env): boolean {
  const repair = env[inputVariable('repair')]?.trim().toLowerCase() ?? '';
  return GUARDED.includes(action) || (action === 'compare' && repair !== '' && repair !== 'false');
}

const AFTER_MERGE = 'push, release, schedule or workflow_dispatch, after the change was merged';
/** Where an action belongs that has its place before the merge too. */
const EVENTS: Partial<Readonly<Record<ActionName, string>>> = {
  plan: 'pull_request, push, schedule or workflow_dispatch',
};

function refused(action: ActionName, reason: string): SealiftError {
  return new SealiftError('unsafe_event', `${action} is refused in this workflow: ${reason}`, {
    hint: `Nothing was contacted and no key was opened. Run ${action} in a workflow on ${EVENTS[action] ?? AFTER_MERGE}; verify may run here.`,
  });
}

/**
 * Triggers of a first run that leave open whose work it is, although the run itself is the repository's own: both take place on its
 * default branch, whoever opened the pull request ("Events that trigger workflows", GitHub Actions).
 */
const OF_ANYBODY: readonly string[] = ['pull_request_target', 'workflow_run'];

/** Says why a `workflow_run` may be the work of strangers; `undefined` when it is the repository's own. */
function strangersOf(event: unknown, repository: string | undefined): string | undefined {
  const trigger = textIn(event, 'workflow_run', 'event')?.toLowerCase();
  const head = textIn(event, 'workflow_run', 'head_repository', 'full_name');
  const own = textIn(event, 'repository', 'full_name') ?? repository;
  if (head !== undefined && own !== undefined && head.toLowerCase() !== own.toLowerCase())
    return `the workflow run that triggered it is of ${printable(head, 120)}, another repository`;
  if (trigger !== undefined && OF_ANYBODY.includes(trigger))
    return `the workflow run that triggered it was itself on ${trigger}, and it is not told whose work that was`;
  const isNamed = head !== undefined && own !== undefined;
  const isOwn =
    trigger !== undefined && (isNamed || (head === undefined && !trigger.startsWith('pull_request')));
  return isOwn ? undefined : 'the event does not tell of which repository the run that triggered it is';
}

/**
 * Refuses to sign or promote where a pull request of somebody else may have decided what is built, although the job has the
 * repository's secrets: `pull_request_target`, and a `workflow_run` after a run of another repository. What GitHub does not tell
 * is refused as well.
 *
 * @throws SealiftError `unsafe_event`.
 */
export async function refuseUnsafeEvent(action: ActionName, env: Env): Promise<void> {
  if (!isGuarded(action, env)) return;
  const name = env.GITHUB_EVENT_NAME?.trim().toLowerCase() ?? '';
  if (name === '' && env.GITHUB_ACTIONS === 'true')
    throw refused(action, 'GITHUB_EVENT_NAME is not set, so it is not known what started it');
  if (name === 'pull_request_target') {
    throw refused(
      action,
      'it runs on pull_request_target, with the secrets of this repository, for anybody who opens a pull request',
    );
  }
  if (name !== 'workflow_run') return;
  const event = await readEvent(env).catch((error: unknown) => {
    throw refused(
      action,
      `it runs on workflow_run, and what triggered it is not known: ${asSealiftError(error).message}`,
    );
  });
  const reason = strangersOf(event, env.GITHUB_REPOSITORY);
  if (reason !== undefined) throw refused(action, reason);
}
