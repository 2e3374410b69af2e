import type { Need } from '../../errors.ts';
import { ofFork } from './of-fork.ts';
import { CALLER, permissions } from './permissions.ts';
import { waysOf } from './registries.ts';
import { loginText } from './registry-login.ts';
import type { Situation } from './situation.ts';

type Denied = Extract<Need, { kind: 'registry-right' }>;

/** GitHub's container registry gives rights by the token, and by the settings of the package. */
function onGithub({ repository, right, secret }: Denied, { job }: Situation): string {
  const isPush = right === 'push';
  const ofJob = job !== undefined && !job.isEnterprise && secret !== 'personal token';
  if (!ofJob) {
    return `Give the token the scope ${isPush ? 'write' : 'read'}:packages, which classic tokens alone have, and authorize it for the single sign-on of the organization where there is one.`;
  }
  const fork = isPush ? ofFork(job) : undefined;
  if (fork !== undefined) return fork;
  const line = permissions(isPush ? 'packages: write' : 'packages: read');
  const who = job.repository ?? 'this repository';
  return `Add to the job: ${line}. ${CALLER} If that is there, the package does not know ${who}: on the page of ${repository}, Package settings, Manage Actions access, add it with the role ${isPush ? 'Write' : 'Read'}.`;
}

/** The remedy for a login that lacks a right in a registry; `undefined` where nothing more is known than the error says. */
export function registryRight(need: Denied, situation: Situation): string | undefined {
  const { repository, right, ended } = need;
  const { ways, place } = waysOf(repository, right);
  if (place.host === 'ghcr.io') return onGithub(need, situation);
  if (ended) return `The login has ended. ${loginText(repository, right, situation)}`;
  const given = ways.right?.(place);
  return given && `${given}.`;
}
