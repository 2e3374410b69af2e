import { ofFork } from './of-fork.ts';
import { CALLER, permissions } from './permissions.ts';
import type { Situation } from './situation.ts';

/** The remedy for a job that may not ask GitHub for an OIDC token. */
export function identityToken({ job }: Situation): string | undefined {
  if (!job) return undefined;
  return ofFork(job) ?? `Add to the job: ${permissions('id-token: write')}. ${CALLER}`;
}
