import { isRepository } from './is-repository.ts';

/** Follows names into a value from outside; own members alone. */
export function memberOf(value: unknown, ...names: readonly string[]): unknown {
  let current = value;
  for (const name of names) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = (current as Readonly<Record<string, unknown>>)[name];
  }
  return current;
}

/** The same where a text that is not empty should stand. */
export function textIn(value: unknown, ...names: readonly string[]): string | undefined {
  const found = memberOf(value, ...names);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The pull request that an event is about. */
export interface PullRequest {
  readonly number: number;
  /** Of its last commit, where the event names one. */
  readonly commit: string | undefined;
  /** Whether it comes from another repository, also when that is gone. */
  readonly isFork: boolean;
  /** The other repository, `OWNER/NAME`, where the event names it. */
  readonly fork: string | undefined;
}

function repositoryOf(event: unknown, side: 'head' | 'base'): string | undefined {
  const name = textIn(event, 'pull_request', side, 'repo', 'full_name');
  return name !== undefined && isRepository(name) ? name : undefined;
}

/** The pull request of an event of GitHub (webhook payload `pull_request`); `undefined` when it has none. */
export function pullRequestOf(event: unknown): PullRequest | undefined {
  const number = memberOf(event, 'pull_request', 'number');
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) return undefined;
  const commit = textIn(event, 'pull_request', 'head', 'sha');
  const head = repositoryOf(event, 'head');
  const base = repositoryOf(event, 'base');
  // GitHub does not tell names apart by case.
  const isFork = head === undefined || head.toLowerCase() !== base?.toLowerCase();
  return {
    number,
    commit: commit !== undefined && /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined,
    isFork,
    fork: isFork && base !== undefined ? head : undefined,
  };
}
