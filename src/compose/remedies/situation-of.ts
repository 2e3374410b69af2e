import { hasGithubToken } from '../../signers/github-token.ts';
import { isRepository } from '../github/is-repository.ts';
import type { Env } from '../run.ts';
import { forkOf } from './fork-of.ts';
import type { Situation } from './situation.ts';
import { workspaceOf } from './workspace-of.ts';

const GITHUB_COM = 'https://github.com';

/** Engines that set the variables of GitHub Actions too, and give rights in other ways. */
const LIKENESSES = ['GITEA_ACTIONS', 'FORGEJO_ACTIONS'];

/** Finds out where a run takes place. It never fails: what cannot be read is left out. */
export async function situationOf(isStep: boolean, env: Env): Promise<Situation> {
  const place = { isStep, folder: process.cwd() };
  if (env.GITHUB_ACTIONS !== 'true' || LIKENESSES.some((name) => env[name])) return place;
  const [fork, workspace] = await Promise.all([forkOf(env), workspaceOf(env.GITHUB_WORKSPACE)]);
  const hasIdentity = hasGithubToken(env);
  const repository = env.GITHUB_REPOSITORY ?? '';
  return {
    ...place,
    job: {
      hasIdentity,
      ...(isRepository(repository) ? { repository } : {}),
      // A private repository may give the pull requests of its forks all rights.
      ...(fork === undefined || hasIdentity ? {} : { fork }),
      ...((env.GITHUB_SERVER_URL || GITHUB_COM) === GITHUB_COM ? {} : { isEnterprise: true }),
      ...(workspace === undefined ? {} : { workspace }),
    },
  };
}
