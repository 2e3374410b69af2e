type Env = Readonly<Record<string, string | undefined>>;

/** Where the facts about a run of GitHub Actions come from, and the form that each one has. */
export const RUNNER_VARIABLES = {
  GITHUB_SERVER_URL: /^https?:\/\/[A-Za-z0-9.:-]+$/,
  GITHUB_REPOSITORY: /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/,
  GITHUB_RUN_ID: /^\d{1,20}$/,
  GITHUB_SHA: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
  GITHUB_ACTOR: /^[A-Za-z0-9_.[\]-]{1,100}$/,
} as const;

export type RunnerVariable = keyof typeof RUNNER_VARIABLES;

/** The value of a variable of the runner; `undefined` when it is missing or has another form than GitHub gives it. */
export function runnerVariable(env: Env, name: RunnerVariable): string | undefined {
  const value = env[name];
  return value !== undefined && RUNNER_VARIABLES[name].test(value) ? value : undefined;
}

/** The page of the workflow run, the same for all its attempts. */
export function runAddress(env: Env): string | undefined {
  const [server, repository, id] = (['GITHUB_SERVER_URL', 'GITHUB_REPOSITORY', 'GITHUB_RUN_ID'] as const).map(
    (name) => runnerVariable(env, name),
  );
  if (server === undefined || repository === undefined || id === undefined) return undefined;
  return `${server}/${repository}/actions/runs/${id}`;
}
