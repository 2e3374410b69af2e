import { hasGithubToken } from '../../signers/github-token.ts';
import type { Env } from '../run.ts';
import { forkOf } from './fork-of.ts';
import type { Situation } from './situation.ts';
import { workspaceOf } from './workspace-of.ts';

/** `OWNER/NAME` as GitHub writes it. */
const REPOSITORY = /^[A-Za-z0-9-]+\/[A-Za-z0-9._-]+$/;

/** Finds out where a run takes place. It never fails: what cannot be read is left out. */
export async function situationOf(isStep: boolean, env: Env): Promise<Situation> {
  const place = { isStep, folder: process.cwd() };
  if (env.GITHUB_ACTIONS !== 'true') return place;
  const [fork, workspace] = await Promise.all([forkOf(env), workspaceOf(env.GITHUB_WORKSPACE)]);
  const repository = env.GITHUB_REPOSITORY ?? '';
  return {
    ...place,
    job: {
      hasIdentity: hasGithubToken(env),
      ...(REPOSITORY.test(repository) ? { repository } : {}),
      ...(fork === undefined ? {} : { fork }),
      ...(workspace === undefined ? {} : { workspace }),
    },
  };
}
