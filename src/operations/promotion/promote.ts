import { prefetch } from '../../async/prefetch.ts';
import { SealiftError } from '../../errors.ts';
import { levelName } from '../../notation/policy/level.ts';
import type { TrustMaterial } from '../../notation/ports.ts';
import type { RevocationChecker } from '../../notation/revocation/checker.ts';
import { shareBlobs } from '../../oci/fanout/share-blobs.ts';
import { type ArtifactGraph, readGraph } from '../../oci/graph/read-graph.ts';
import type { ManifestName, ReferrerQuery, SourceStore } from '../../oci/ports.ts';
import { attachmentCount, attachmentResult, digestTagResult } from '../attachment-result.ts';
import { imageResult } from '../image-result.ts';
import type { Demands } from '../judging/demands.ts';
import { resolveArtifact } from '../resolve.ts';
import type { AttachmentResult, DestinationResult, ImageResult } from '../results.ts';
import type { Session } from '../session.ts';
import { deliver } from './deliver.ts';
import { Destinations, type PromotionDestination } from './destinations.ts';
import type { Gate } from './gate.ts';
import { Gates } from './gates.ts';
import { onlyAccepted } from './only-accepted.ts';
import { type Selecting, Selection } from './selection.ts';
import { survey } from './survey.ts';
import type { PromotionTarget, TagMove } from './target.ts';

export interface PromoteRequest extends Session, Demands, Selecting {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly source: SourceStore;
  readonly destinations: readonly PromotionDestination[];
  /** The trust policy and its certificates; absent when the image is not verified. */
  readonly trust?: TrustMaterial;
  /** Asks whether certificates are revoked, each once a run. */
  readonly revocation: RevocationChecker;
  readonly scope?: string;
  /** Whether an image without any signature is promoted. When it has signatures, one of them has to pass. */
  readonly allowUnsigned: boolean;
  readonly moveTag: TagMove;
  readonly dryRun: boolean;
  readonly deep: boolean;
  readonly maxSignatures: number;
}

/** A promotion reads both lists, since it copies everything that is attached. */
const LISTS: ReferrerQuery = { sources: 'merged' };

function findGates(request: PromoteRequest, destinations: Destinations): Promise<Gates> | undefined {
  const { trust, source, scope, clock } = request;
  if (!trust) return undefined;
  const context = { ...request, store: source, trust, at: clock.now(), metadata: {} };
  return Gates.find(context, scope, destinations);
}

function attachmentResults(
  { attachments, digestTags }: ArtifactGraph,
  gates: readonly Gate[],
): AttachmentResult[] {
  const judged = attachments.map((attachment) => {
    const statuses = gates.map((gate) => gate.statusOf(attachment.node.content.descriptor.digest));
    const status = (['passed', 'failed'] as const).find((one) => statuses.includes(one));
    return attachmentResult(attachment, status ?? 'carried');
  });
  return [...judged, ...digestTags.map((one) => digestTagResult(one, 'carried'))];
}

/**
 * Refuses a graph that lacks a signature by which the image passed. The store then listed fewer referrers at the second
 * reading, and its lists cannot be relied on.
 */
function checkCarried({ attachments }: ArtifactGraph, gates: readonly Gate[], source: SourceStore): void {
  const carried = new Set<string>(attachments.map(({ node }) => node.content.descriptor.digest));
  for (const { digest, status } of gates.flatMap(({ signatures }) => signatures)) {
    if (status !== 'passed' || carried.has(digest)) continue;
    throw new SealiftError(
      'signature_lost',
      `${source.name} no longer lists signature ${digest}, which passed`,
      {
        hint: 'Nothing was copied. Look at the source with `sealift list`, then run the command again.',
      },
    );
  }
}

function warnOfWhatStays(
  graph: ArtifactGraph,
  { unreadable }: Selection,
  { reference, reporter, excludeSignatures }: PromoteRequest,
): void {
  if (excludeSignatures) {
    reporter.warning(
      `${reference}: no signature is copied, so that nothing vouches for the image at a destination until it is signed there`,
    );
  }
  for (const digest of unreadable) {
    reporter.warning(
      `${reference}: ${digest} says that it is a signature, and no reader can read it as one; it stays where it is`,
    );
  }
  for (const { digest, mediaType } of graph.foreignLayers) {
    reporter.warning(
      `${reference}: layer ${digest} (${mediaType}) may not be distributed and stays where it is`,
    );
  }
  for (const { descriptor, subject } of graph.dangling) {
    reporter.warning(
      `${reference}: ${descriptor.digest} is listed as attached to ${subject.digest}, but it is gone`,
    );
  }
}

/** Throws the error of the image when destinations failed: that of the first one, with the number of the others. */
function throwFirst(results: readonly DestinationResult[]): void {
  const failed = results.filter(({ error }) => error !== null);
  const [first] = failed;
  if (!first?.error) return;
  const { code, message, hint, needs } = first.error;
  const count = `${failed.length} of ${results.length} destinations failed`;
  throw new SealiftError(
    code,
    results.length === 1 ? message : `${count}, first ${first.reference}: ${message}`,
    { hint, needs },
  );
}

/** Copies the graph to all destinations that are not left out, from one read of its blobs. */
async function deliverAll(
  request: PromoteRequest,
  graph: ArtifactGraph,
  { destinations, gates, surveys, atSource }: Ways,
  signal: AbortSignal,
): Promise<ReadonlyMap<PromotionTarget, DestinationResult>> {
  const { source, clock, include } = request;
  const targets = destinations.open;
  const sources = shareBlobs(source, targets.length, {
    now: () => clock.now().getTime(),
    sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
  });
  const graphFor = (target: PromotionTarget): ArtifactGraph => {
    if (include !== 'verified' || !gates) return graph;
    const own = gates.of(target);
    return onlyAccepted(graph, (digest) => own.some((gate) => gate.statusOf(digest) === 'passed'));
  };
  const delivered = targets.map(async (target, at) => {
    const survey = surveys.get(target)!;
    const result = await deliver(
      { ...request, atSource },
      graphFor(target),
      sources[at]!,
      target,
      survey,
      signal,
    );
    if (result.error && !signal.aborted) destinations.tell(target.reference, result.error);
    return [target, result] as const;
  });
  return new Map(await Promise.all(delivered));
}

/** Where a promotion goes, and under which statements. */
interface Ways {
  readonly destinations: Destinations;
  readonly gates: Gates | undefined;
  readonly surveys: ReadonlyMap<PromotionTarget, ReturnType<typeof survey>>;
  /** Digests of all that is attached at the source, also of what is not copied. */
  readonly atSource: ReadonlySet<string>;
}

/**
 * Promotes one image: it judges the image at the source, copies it with its attachments, has those read back, and moves the
 * tags last (docs/architecture.md, "Order of a promotion"). A run that is killed leaves the old tag or a complete new one.
 * A destination that cannot be opened, or whose own statement refuses the image, fails alone.
 */
export function promoteImage(given: PromoteRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, reporter, trust, concurrency, allowUnsigned } = given;
  const source = given.view(given.source, LISTS);
  const request = { ...given, source };
  return imageResult(reference, signal, async (draft) => {
    reporter.progress({ type: 'phase', phase: 'resolve', subject: reference });
    const destinations = new Destinations(request.destinations, reporter);
    const finish = (
      delivered: ReadonlyMap<PromotionTarget, DestinationResult>,
      image: { readonly digest: string | null; readonly attachments: number },
    ): readonly DestinationResult[] => {
      const results = destinations.results(delivered, image);
      draft.update({ destinations: results });
      throwFirst(results);
      return results;
    };
    const unknown = { digest: null, attachments: 0 };
    // Where the source fails as well, what failed before stays in the result.
    draft.update({ destinations: destinations.refused(unknown) });
    if (destinations.open.length === 0) return void finish(new Map(), unknown);
    const gates = await findGates(request, destinations);
    if (gates) {
      const { statement } = gates.own;
      draft.update({ policy: { statement: statement.name, level: levelName(statement) } });
    }
    draft.update({ destinations: destinations.refused(unknown) });
    // Nothing is asked of anybody when there is nowhere to go.
    if (destinations.open.length === 0) return void finish(new Map(), unknown);
    const known = 'digest' in request.name ? request.name.digest : undefined;
    // Destinations are read before the judgement has ended, since a reading changes nothing there.
    const surveys: Ways['surveys'] = new Map(
      destinations.open.map((target) => [
        target,
        prefetch(survey(given.target(target.store), target, known, signal)),
      ]),
    );
    if (known !== undefined) source.prefetch({ digest: known }, LISTS);
    const root = await resolveArtifact(source, request.name, signal);
    draft.describe(root);

    reporter.progress({ type: 'phase', phase: 'judge', subject: reference });
    if (!trust)
      reporter.warning(`${reference} ${request.dryRun ? 'would be' : 'is'} promoted without verification`);
    const read = async (under: readonly Gate[]) => {
      const selection = new Selection(request, under);
      const graph = await readGraph(source, root, { concurrency, ...selection.options(signal) }, signal);
      return { graph, selection };
    };
    // The attachments are read during the judgement, unless the judgement decides which of them are copied (`verified`).
    const ahead = request.include === 'verified' ? undefined : prefetch(read([]));
    if (gates) {
      const judging = gates.judge(root, { allowUnsigned }, signal);
      const notes = await judging.finally(() =>
        draft.update({ signatures: gates.own.signatures, identities: gates.own.identities }),
      );
      for (const note of notes) reporter.warning(`${reference}: ${note}`);
    }
    if (destinations.open.length === 0)
      return void finish(new Map(), { digest: root.digest, attachments: 0 });
    const judged = gates?.all ?? [];
    const { graph, selection } = await (ahead ?? read(judged));
    draft.update({ attachments: attachmentResults(graph, judged), leftBehind: selection.left });
    if (!request.excludeSignatures) checkCarried(graph, judged, source);
    warnOfWhatStays(graph, selection, request);

    const found = [...graph.attachments.map(({ node }) => node.content.descriptor), ...selection.left];
    const atSource = new Set<string>(found.map(({ digest }) => digest));
    const delivered = await deliverAll(request, graph, { destinations, gates, surveys, atSource }, signal);
    const image = { digest: root.digest, attachments: attachmentCount(graph) };
    const results = finish(delivered, image);
    const [status] = ['planned', 'promoted', 'unchanged'].filter((one) =>
      results.some((result) => result.status === one),
    );
    draft.update({ status: trust ? (status as 'planned' | 'promoted' | 'unchanged') : 'unverified' });
  });
}
