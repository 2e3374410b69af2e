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
<<<<<<< HEAD
    if (same) {
      await judge(tree);
      draft.update({ attachments: listedResults(same.attachments, gates?.all ?? []) });
      for (const one of destinations.open)
        reporter.progress({ type: 'end', subject: one.reference, status: same.results.get(one)!.status });
      const image = { digest: root.digest, attachments: same.attachments.length };
      return end(finish({ results: same.results }, image));
    }
    const carry = async (): Promise<void> => {
      const reading = new AbortController();
      const joined = AbortSignal.any([signal, reading.signal]);
      const read = async (under: readonly Gate[]) => {
        const selection = new Selection(request, under);
        const options = { concurrency, foreignLayers, ...selection.options(joined), ...chosen };
        return { graph: await readExpected(source, root, options, joined), selection };
      };
      // The attachments are read during the judgement, unless the judgement decides which of them are copied (`verified`).
      const ahead = request.include === 'verified' ? undefined : prefetch(read([]));
      try {
        await judge(async () => (await ahead)?.graph ?? tree());
      } catch (error) {
        // Nobody carries what was refused, and the next image has no room before this reading has ended.
        reading.abort(error);
        await ahead?.catch(() => {});
        throw error;
      }
      if (destinations.open.length === 0)
        return void finish(nothing, { digest: root.digest, attachments: 0 });
      const judged = gates?.all ?? [];
      const { graph, selection } = await (ahead ?? read(judged));
      draft.update({
        attachments: attachmentResults(graph, judged),
        leftBehind: selection.leftUnder(judged),
      });
      if (!request.excludeSignatures) checkCarried(graph, judged, source);
      if (foreignLayers) await refuseAbsentLayers(source, graph, concurrency, signal);
      warnOfWhatStays(graph, selection, request);

      // Nothing waits for the numbers of what stays behind, and a run that is ended needs none.
      const staying = leftChildren(source, graph, LISTS, concurrency, signal).catch((error: unknown) => {
        if (signal.aborted) return [];
        throw error;
      });
      void prefetch(staying);
      // A key that cannot be used is found here, before any destination is written to.
      await (request.sign && abortable(Promise.resolve(request.sign.signer), signal));
      await (request.record && abortable(Promise.resolve(request.record.signer), signal));
      const records = request.record && new Records(request, request.record);
      own = request.sign && new OwnSignatures(request, request.sign, signal);
      if (request.sign) tellOfPlatforms(request, graph);
      const attached = [...graph.attachments.map(({ node }) => node.content.descriptor), ...selection.left];
      const atSource = new Set<string>(attached.map(({ digest }) => digest));
      const ways = { destinations, gates, surveys, own, records, atSource };
      const delivered = await deliverAll(request, graph, ways, signal);
      if (request.sign && own) {
        draft.update({ signatures: [...(gates?.own.signatures ?? []), ...own.results] });
        if (own.hasMade) await tellOfEnd({ ...request, ...request.sign });
      }
      draft.update({ platforms: [...(gates?.own.platforms ?? []), ...(await staying)] });
      const { signaturesTo } = delivered;
      const apart = signaturesTo ? splitSignatures(graph).signatures.attachments.length : 0;
      const results = finish(delivered, {
        digest: root.digest,
        attachments: attachmentCount(graph) - apart,
      });
      end([...results, ...(signaturesTo ? [signaturesTo] : [])]);
    };
    await withRoom(carry);
=======
    if (same) return promoteSettled(promoting, same, signal);
    await withRoom(() => promoteGraph(promoting, signal));
>>>>>>> main
  });
}
