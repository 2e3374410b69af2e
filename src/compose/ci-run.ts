import { runAddress, runnerVariable } from './github/runner-variables.ts';
import type { Env } from './run.ts';

/** The CI run that this program is a step of. */
export interface CiRun {
  readonly runUrl: string | undefined;
  /** Who started it. */
  readonly actor: string | undefined;
}

const GITLAB_URL = /^https?:\/\/[A-Za-z0-9.:-]+\/[A-Za-z0-9_./-]{1,300}$/;
const GITLAB_USER = /^[A-Za-z0-9_.-]{1,100}$/;

const matching = (value: string | undefined, form: RegExp): string | undefined =>
  value !== undefined && form.test(value) ? value : undefined;

/** What the CI system says of the run in its variables: GitHub Actions and GitLab CI. A value of another form counts as none. */
export function ciRun(env: Env): CiRun {
  if (env.GITHUB_ACTIONS === 'true')
    return { runUrl: runAddress(env), actor: runnerVariable(env, 'GITHUB_ACTOR') };
  if (env.GITLAB_CI === 'true')
    return {
      runUrl: matching(env.CI_JOB_URL, GITLAB_URL),
      actor: matching(env.GITLAB_USER_LOGIN, GITLAB_USER),
    };
  return { runUrl: undefined, actor: undefined };
}
