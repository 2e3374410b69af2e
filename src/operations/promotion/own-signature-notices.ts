import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { Gates } from './gates.ts';
import type { PromoteRequest } from './promote-request.ts';

/** Warns where our own signature would be the only one that counts: who sees it may take it for that of the maker. */
export function warnOfOnlySignature({ reference, reporter }: PromoteRequest, { own }: Gates): void {
  if (own.signatures.some(({ status }) => status === 'passed')) return;
  reporter.warning(
    `${reference}: nobody but this run signs it; that signature says who promoted it, and nothing of who built it`,
  );
}

/** Says that our own signature of an index is none of its images, for those who verify them alone. */
export function tellOfPlatforms(
  { reference, reporter, sign }: PromoteRequest,
  { nodes }: ArtifactGraph,
): void {
  if (sign?.recursive || nodes.length === 1) return;
  const message = `${reference} is an index; this run signs it alone, and not its platforms (with --recursive each is judged and signed for itself)`;
  reporter.progress({ type: 'notice', message });
}
