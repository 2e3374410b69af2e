import type { Need } from '../../errors.ts';
import { ofFork } from './of-fork.ts';
import { waysOf } from './registries.ts';
import type { Situation } from './situation.ts';

/** Hosts of web sites, which people take for the registry: `docker login hub.docker.com` keeps a login that nothing uses. */
const WEB_SITES: Readonly<Record<string, readonly string[]>> = {
  'docker.io': ['hub.docker.com', 'www.docker.com', 'docker.com'],
  'ghcr.io': ['github.com', 'docker.pkg.github.com'],
};

/** The remedy where there is no login for a registry. */
export function registryLogin(
  { repository, right, logins }: Extract<Need, { kind: 'registry-login' }>,
  situation: Situation,
): string {
  const { job } = situation;
  const { place } = waysOf(repository, right);
  // GITHUB_TOKEN reads packages in the pull request of a fork too.
  const needsSecret = place.host !== 'ghcr.io' || place.writes;
  const fork = needsSecret ? ofFork(job) : undefined;
  if (fork !== undefined) return fork;
  const site = logins.find((one) => WEB_SITES[place.host]?.includes(one));
  const mistaken = site === undefined ? '' : `${site} is a web site; the registry is ${place.host}. `;
  return mistaken + loginText(repository, right, situation);
}

/** How to log in, as a step of a workflow or as a command. */
export function loginText(
  repository: string,
  right: 'pull' | 'push',
  { isStep, job }: Pick<Situation, 'isStep' | 'job'>,
): string {
  const { ways, place } = waysOf(repository, right, job?.isEnterprise);
  return isStep ? `Add before this step: ${ways.step(place)}.` : `Log in: ${ways.command(place)}.`;
}
