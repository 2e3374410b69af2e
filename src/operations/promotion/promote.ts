import { prefetch } from '../../async/prefetch.ts';
import { levelName } from '../../notation/policy/level.ts';
import { FIRST_LIST } from '../../oci/copy/plan-copy.ts';
import type { Digest } from '../../oci/digest.ts';
import { checkSignable } from '../../oci/signable.ts';
import { imageResult } from '../image-result.ts';
import { resolveArtifact } from '../resolve.ts';
import type { ImageResult } from '../results.ts';
import type { Ways } from './deliver-all.ts';
import { Destinations } from './destinations.ts';
import { Gates } from './gates.ts';
import { Outcome } from './outcome.ts';
import { promoteGraph } from './promote-graph.ts';
import type { PromoteRequest } from './promote-request.ts';
import { promoteSettled } from './promote-settled.ts';
import { LISTS } from './promoting.ts';
import { settled } from './settled.ts';
import { survey } from './survey.ts';

function findGates(request: PromoteRequest, destinations: Destinations): Promise<Gates> | undefined {
  const { trust, source, scope, clock } = request;
  if (!trust) return undefined;
  const context = { ...request, store: source, trust, at: clock.now(), metadata: {} };
  return Gates.find(context, scope, destinations);
}

/** Begins to read the destinations. That need not wait for the judgement, since a reading changes nothing there. */
function surveyAll(
  { target: view, standing }: PromoteRequest,
  { open }: Destinations,
  digest: Digest | undefined,
  signal: AbortSignal,
): Ways['surveys'] {
  return new Map(open.map((one) => [one, prefetch(survey(view(one.store), one, digest, signal, standing))]));
}

/**
 * Promotes one image: it judges the image at the source, copies it with its attachments, has those read back, and moves the
 * tags last (docs/architecture.md, "Order of a promotion"). A run that is killed leaves the old tag or a complete new one.
 * A destination that cannot be opened, or whose own statement refuses the image, fails alone.
 */
export function promoteImage(given: PromoteRequest, signal: AbortSignal): Promise<ImageResult> {
  const source = given.view(given.source, LISTS);
  const request = { ...given, source };
  const { reference, reporter, trust, listedTags, withRoom = (work) => work() } = request;
  return imageResult(reference, signal, async (draft) => {
    reporter.progress({ type: 'phase', phase: 'resolve', subject: reference });
    const destinations = new Destinations(request.destinations, reporter);
    const outcome = new Outcome(draft, destinations, { isVerified: trust !== undefined });
    outcome.noteRefused();
    // Nothing is asked of anybody when there is nowhere to go.
    if (destinations.open.length === 0) return outcome.endRefused();
    const gates = await findGates(request, destinations);
    if (gates) {
      const { statement } = gates.own;
      draft.update({ policy: { statement: statement.name, level: levelName(statement) } });
    }
    outcome.noteRefused();
    if (destinations.open.length === 0) return outcome.endRefused();

    const known = request.root?.digest ?? ('digest' in request.name ? request.name.digest : undefined);
    const surveys = surveyAll(request, destinations, known, signal);
    if (known !== undefined) source.prefetch({ digest: known }, LISTS);
    const root = request.root ?? (await resolveArtifact(source, request.name, signal));
    draft.describe(root);
    if (request.signatures) request.target(request.signatures).prefetch(root, FIRST_LIST);
    if (request.sign) checkSignable(root);

    reporter.progress({ type: 'phase', phase: 'judge', subject: reference });
    if (!trust)
      reporter.warning(`${reference} ${request.dryRun ? 'would be' : 'is'} promoted without verification`);
    const promoting = { request, root, destinations, gates, surveys, draft, outcome };
    const same = listedTags && (await settled(request, listedTags, root, surveys, signal));
    if (same) return promoteSettled(promoting, same, signal);
    await withRoom(() => promoteGraph(promoting, signal));
  });
}
