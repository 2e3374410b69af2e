import {
  RUNNER_VARIABLES,
  type RunnerVariable,
  runAddress,
  runnerVariable,
} from '../../compose/github/runner-variables.ts';
import { SealiftError } from '../../errors.ts';
import { RUN_ADDRESS } from '../../notation/run-address.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * What `run-metadata` signs along, as `KEY=VALUE`: the address of the run, its repository, its commit, and who started it.
 *
 * @throws SealiftError `usage` that names each variable of the runner that is missing.
 */
export function runMetadata(env: Env): readonly string[] {
  const names = Object.keys(RUNNER_VARIABLES) as RunnerVariable[];
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
