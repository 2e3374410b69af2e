import { abortable } from '../../async/abortable.ts';
import { prefetch } from '../../async/prefetch.ts';
import { levelName } from '../../notation/policy/level.ts';
import { FIRST_LIST } from '../../oci/copy/plan-copy.ts';
import type { ArtifactGraph } from '../../oci/graph/artifact-graph.ts';
import type { ReferrerQuery } from '../../oci/ports.ts';
import { checkSignable } from '../../oci/signable.ts';
import { attachmentCount, attachmentResult, digestTagResult } from '../attachment-result.ts';
import { imageResult } from '../image-result.ts';
import { readExpected } from '../platforms/read-expected.ts';
import { Records } from '../record/records.ts';
import { resolveArtifact } from '../resolve.ts';
import type { AttachmentResult, DestinationResult, ImageResult } from '../results.ts';
import { tellOfEnd } from '../signing/tell-of-end.ts';
import { checkCarried } from './check-carried.ts';
import { type Delivered, deliverAll, type Ways } from './deliver-all.ts';
import { Destinations } from './destinations.ts';
import { refuseAbsentLayers } from './foreign-layers.ts';
import type { Gate } from './gate.ts';
import { Gates } from './gates.ts';
import { judgeSource } from './judge-source.ts';
import { leftChildren } from './left-children.ts';
import { tellOfPlatforms } from './own-signature-notices.ts';
import { OwnSignatures } from './own-signatures.ts';
import type { PromoteRequest } from './promote-request.ts';
import { Selection } from './selection.ts';
import { type Settled, settled } from './settled.ts';
import { splitSignatures } from './split-signatures.ts';
import { statusUnder } from './status-under.ts';
import { survey } from './survey.ts';
import { throwFirst } from './throw-first.ts';
import { warnOfWhatStays } from './warn-of-what-stays.ts';

/** A promotion reads both lists, since it copies everything that is attached. */
const LISTS: ReferrerQuery = { sources: 'merged' };

function attachmentResults(
  { attachments, digestTags }: ArtifactGraph,
  gates: readonly Gate[],
): AttachmentResult[] {
  const judged = attachments.map((attachment) => {
    const status = statusUnder(gates, attachment.node.content.descriptor.digest);
    return attachmentResult(attachment, status ?? 'carried');
  });
  return [...judged, ...digestTags.map((one) => digestTagResult(one, 'carried'))];
}

/** What lists say of what is attached, where nothing of it was read for a copy. */
function listedResults(attachments: Settled['attachments'], gates: readonly Gate[]): AttachmentResult[] {
  return attachments.map((one) => ({ ...one, judged: statusUnder(gates, one.digest) ?? 'carried' }));
}

type Ended = readonly { readonly status: DestinationResult['status'] }[];

function findGates(request: PromoteRequest, destinations: Destinations): Promise<Gates> | undefined {
  const { trust, source, scope, clock } = request;
  if (!trust) return undefined;
  const context = { ...request, store: source, trust, at: clock.now(), metadata: {} };
  return Gates.find(context, scope, destinations);
}

/**
 * Promotes one image: it judges the image at the source, copies it with its attachments, has those read back, and moves the
 * tags last (docs/architecture.md, "Order of a promotion"). A run that is killed leaves the old tag or a complete new one.
 * A destination that cannot be opened, or whose own statement refuses the image, fails alone.
 */
export function promoteImage(given: PromoteRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, reporter, trust, concurrency, platforms, foreignLayers = false } = given;
  const source = given.view(given.source, LISTS);
  const request = { ...given, source };
  return imageResult(reference, signal, async (draft) => {
    reporter.progress({ type: 'phase', phase: 'resolve', subject: reference });
    const destinations = new Destinations(request.destinations, reporter);
    let own: OwnSignatures | undefined;
    const finish = (
      { results: delivered, signaturesTo }: Delivered,
      image: { readonly digest: string | null; readonly attachments: number },
    ): readonly DestinationResult[] => {
      const results = destinations.results(delivered, image);
      draft.update({ destinations: results, ...(signaturesTo ? { signaturesTo } : {}) });
      throwFirst(results, { refusal: own?.refusal, signaturesTo });
      return results;
    };
    const nothing: Delivered = { results: new Map() };
    const unknown = { digest: null, attachments: 0 };
    // Where the source fails as well, what failed before stays in the result.
    draft.update({ destinations: destinations.refused(unknown) });
    if (destinations.open.length === 0) return void finish(nothing, unknown);
    const gates = await findGates(request, destinations);
    if (gates) {
      const { statement } = gates.own;
      draft.update({ policy: { statement: statement.name, level: levelName(statement) } });
    }
    draft.update({ destinations: destinations.refused(unknown) });
    // Nothing is asked of anybody when there is nowhere to go.
    if (destinations.open.length === 0) return void finish(nothing, unknown);
    const known = request.root?.digest ?? ('digest' in request.name ? request.name.digest : undefined);
    // Destinations are read before the judgement has ended, since a reading changes nothing there.
    const surveys: Ways['surveys'] = new Map(
      destinations.open.map((target) => [
        target,
        prefetch(survey(given.target(target.store), target, known, signal, request.standing)),
      ]),
    );
    if (known !== undefined) source.prefetch({ digest: known }, LISTS);
    const root = request.root ?? (await resolveArtifact(source, request.name, signal));
    draft.describe(root);
    if (given.signatures) given.target(given.signatures).prefetch(root, FIRST_LIST);
    if (request.sign) checkSignable(root);

    reporter.progress({ type: 'phase', phase: 'judge', subject: reference });
    if (!trust)
      reporter.warning(`${reference} ${request.dryRun ? 'would be' : 'is'} promoted without verification`);
    const chosen = platforms ? { platforms } : {};
    const tree = () => readExpected(source, root, { concurrency, ...chosen }, signal);
    const judge = async (read: () => Promise<ArtifactGraph>): Promise<void> => {
      if (gates) await judgeSource(request, gates, root, { tree: read, draft }, signal);
    };
    const end = (results: Ended): void => {
      const status = (['planned', 'promoted', 'unchanged', 'kept'] as const).find((one) =>
        results.some((result) => result.status === one),
      );
      draft.update({ status: trust ? status! : 'unverified' });
    };
    const { listedTags, withRoom = (work) => work() } = request;
    const same = listedTags && (await settled(request, listedTags, root, surveys, signal));
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
  });
}
