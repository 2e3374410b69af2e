import type { Job } from './situation.ts';

const ONLY_OWN =
  "github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository";

/** The remedy where no permission helps: GitHub gives nothing to the pull requests of others; `undefined` elsewhere. */
export function ofFork(job: Job | undefined): string | undefined {
  if (job?.fork === undefined) return undefined;
  return `This job runs for a pull request from ${job.fork}: GitHub gives it no secrets, no OIDC token and a GITHUB_TOKEN that only reads, whatever its permissions say. Do this after the merge (on: push), and add to this job: \`if: ${ONLY_OWN}\``;
}
