import { SealiftError } from '../../errors.ts';
import { RUN_ADDRESS } from '../../notation/run-address.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Where the facts about a run come from, and the form that each one has. */
const VARIABLES = {
  GITHUB_SERVER_URL: /^https?:\/\/[A-Za-z0-9.:-]+$/,
  GITHUB_REPOSITORY: /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/,
  GITHUB_RUN_ID: /^\d{1,20}$/,
  GITHUB_SHA: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
  GITHUB_ACTOR: /^[A-Za-z0-9_.[\]-]{1,100}$/,
} as const;

type Variable = keyof typeof VARIABLES;

/** The value of a variable of the runner; `undefined` when it is missing or has another form than GitHub gives it. */
export function runnerVariable(env: Env, name: Variable): string | undefined {
  const value = env[name];
  return value !== undefined && VARIABLES[name].test(value) ? value : undefined;
}

/** The page of the workflow run, the same for all its attempts. */
export function runAddress(env: Env): string | undefined {
  const [server, repository, id] = (['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'] as const).map(
    (name) => runnerVariable(env, name),
  );
  if (server === undefined || repository === undefined || id === undefined) return undefined;
  return `${server}/${repository}/actions/runs/${id}`;
}

/**
 * What `run-metadata` signs along, as `KEY=VALUE`: the address of the run, its repository, its commit, and who started it.
 *
 * @throws SealiftError `usage` that names each variable of the runner that is missing.
 */
export function runMetadata(env: Env): readonly string[] {
  const names = Object.keys(VARIABLES) as Variable[];
  const missing = names.filter((name) => runnerVariable(env, name) === undefined);
  if (missing.length > 0) {
    const are = missing.length === 1 ? 'is' : 'are';
    throw new SealiftError(
      'usage',
      `the input run-metadata is true, and ${missing.join(', ')} ${are} not set as GitHub Actions sets ${missing.length === 1 ? 'it' : 'them'}`,
      { hint: 'Leave run-metadata out where the action does not run in GitHub Actions.' },
    );
  }
  return [
    `${RUN_ADDRESS}=${runAddress(env)}`,
    `com.github.repository=${env.GITHUB_REPOSITORY}`,
    `com.github.commit=${env.GITHUB_SHA}`,
    `com.github.actor=${env.GITHUB_ACTOR}`,
  ];
}
