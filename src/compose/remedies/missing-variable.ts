import { ofFork } from './of-fork.ts';
import type { Situation } from './situation.ts';

/** The remedy for a secret that is in no environment variable. */
export function missingVariable(name: string, { isStep, job }: Situation): string | undefined {
  const fork = ofFork(job);
  if (fork !== undefined) return fork;
  if (!isStep) return undefined;
  return `Add to this step: \`env: { ${name}: '\${{ secrets.${name} }}' }\`. If it is there, the repository, or the environment of the job, has no secret of that name; a reusable workflow has those that the calling job passes on (secrets: inherit).`;
}
