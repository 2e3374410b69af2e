import { abortable } from '../../async/abortable.ts';
import { prefetch } from '../../async/prefetch.ts';
import { SealiftError } from '../../errors.ts';
import { levelName } from '../../notation/policy/level.ts';
import type { TrustMaterial } from '../../notation/ports.ts';
import type { RevocationChecker } from '../../notation/revocation/checker.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import { FIRST_LIST } from '../../oci/copy/plan-copy.ts';
import { shareBlobs } from '../../oci/fanout/share-blobs.ts';
import type { ArtifactGraph } from '../../oci/graph/read-graph.ts';
import type { ManifestName, ReferrerQuery, SourceStore, TargetStore } from '../../oci/ports.ts';
import { checkSignable } from '../../oci/signable.ts';
import { attachmentCount, attachmentResult, digestTagResult } from '../attachment-result.ts';
import { imageResult } from '../image-result.ts';
import type { Demands } from '../judging/demands.ts';
import { childrenOf } from '../platforms/children-of.ts';
import { readExpected } from '../platforms/read-expected.ts';
import { resolveArtifact } from '../resolve.ts';
import type {
  AttachmentResult,
  DestinationResult,
  ImageResult,
  ResultError,
  SignatureRepositoryResult,
} from '../results.ts';
import type { Session } from '../session.ts';
import { tellOfEnd } from '../signing/tell-of-end.ts';
import { deliver } from './deliver.ts';
import { Destinations, type PromotionDestination } from './destinations.ts';
import { refuseAbsentLayers } from './foreign-layers.ts';
import type { Gate } from './gate.ts';
import { Gates } from './gates.ts';
import { leftChildren } from './left-children.ts';
import { onlyAccepted } from './only-accepted.ts';
import { OwnSignatures, UNSIGNED } from './own-signatures.ts';
import type { OwnSigning } from './own-signing.ts';
import { type Selecting, Selection } from './selection.ts';
import { splitSignatures } from './split-signatures.ts';
import { storeSignatures } from './store-signatures.ts';
import { survey } from './survey.ts';
import type { PromotionTarget, TagOptions } from './target.ts';

export interface PromoteRequest extends Session, Demands, TagOptions, Selecting {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly source: SourceStore;
  readonly destinations: readonly PromotionDestination[];
  /** Where signatures are stored, once for all destinations; without it each destination gets them. */
  readonly signatures?: TargetStore;
  /** The trust policy and its certificates; absent when the image is not verified. */
  readonly trust?: TrustMaterial;
  /** Asks whether certificates are revoked, each once a run. */
  readonly revocation: RevocationChecker;
  readonly scope?: string;
  /** Whether an image without any signature is promoted. When it has signatures, one of them has to pass. */
  readonly allowUnsigned: boolean;
  /** Whether every child that is copied has to pass for itself. */
  readonly recursive?: boolean;
  /** The platforms (`oci/platforms/platform-key.ts`) whose children are copied; without any, all children are. */
  readonly platforms?: ReadonlySet<string>;
  /** Whether non-distributable layers are copied. */
  readonly foreignLayers?: boolean;
  readonly dryRun: boolean;
  readonly deep: boolean;
  readonly maxSignatures: number;
  /** The signature of our own that every destination is to have; absent when none is asked for. */
  readonly sign?: OwnSigning;
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
  { reference, reporter, excludeSignatures, foreignLayers, sign }: PromoteRequest,
): void {
  if (excludeSignatures && !sign) {
    reporter.warning(
      `${reference}: no signature is copied, so that nothing vouches for the image at a destination until it is signed there`,
    );
  }
  for (const digest of unreadable) {
    reporter.warning(
      `${reference}: ${digest} says that it is a signature, and no reader can read it as one; it stays where it is`,
    );
  }
  for (const { digest, mediaType } of foreignLayers ? [] : graph.foreignLayers) {
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

function asError({ code, message: own, hint, needs }: ResultError, message = own): SealiftError {
  return new SealiftError(code, message, { hint, needs });
}

/** Warns where our own signature would be the only one that counts: who sees it may take it for that of the maker. */
function warnOfOnlySignature({ reference, reporter }: PromoteRequest, { own }: Gates): void {
  if (own.signatures.some(({ status }) => status === 'passed')) return;
  reporter.warning(
    `${reference}: nobody but this run signs it; that signature says who promoted it, and nothing of who built it`,
  );
}

/** Says that our own signature of an index is none of its images, for those who verify them alone. */
function tellOfPlatforms({ reference, reporter, sign }: PromoteRequest, { nodes }: ArtifactGraph): void {
  if (sign?.recursive || nodes.length === 1) return;
  const message = `${reference} is an index; this run signs it alone, and not its platforms (with --recursive each is judged and signed for itself)`;
  reporter.progress({ type: 'notice', message });
}

/**
 * Throws the error of the image when destinations failed: what kept our own signature from being made, else that of the first one,
 * with the number of the others.
 */
function throwFirst(results: readonly DestinationResult[], refusal: unknown): void {
  if (refusal !== undefined) throw refusal;
  const failed = results.filter(({ error }) => error !== null);
  const [first] = failed;
  if (!first?.error) return;
  const { message } = first.error;
  const count = `${failed.length} of ${results.length} destinations failed`;
  throw asError(
    first.error,
    results.length === 1 ? message : `${count}, first ${first.reference}: ${message}`,
  );
}

/** What was delivered, and what became of the signatures that are stored elsewhere. */
interface Delivered {
  readonly results: ReadonlyMap<PromotionTarget, DestinationResult>;
  readonly signaturesTo?: SignatureRepositoryResult;
}

/** Copies the graph to all destinations that are not left out, from one read of its blobs. */
async function deliverAll(
  request: PromoteRequest & { readonly source: CachedStore },
  graph: ArtifactGraph,
  { destinations, gates, surveys, own, atSource }: Ways,
  signal: AbortSignal,
): Promise<Delivered> {
  const { source, clock, include } = request;
  const targets = destinations.open;
  const sources = shareBlobs(source, targets.length, {
    now: () => clock.now().getTime(),
    sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
  });
  const arrivals = new Map(targets.map((target) => [target, Promise.withResolvers<void>()]));
  const storage = storeSignatures(request, graph, own, arrivals, signal);
  // No destination gets its tags without the signatures, so that nobody goes on to copy for nothing.
  const stop = new AbortController();
  storage?.onFailure((error) => request.dryRun || stop.abort(error));
  const joined = AbortSignal.any([signal, stop.signal]);
  const graphFor = (target: PromotionTarget): ArtifactGraph => {
    if (storage) return splitSignatures(graph).image;
    if (include !== 'verified' || !gates) return graph;
    const own = gates.of(target);
    return onlyAccepted(graph, (digest) => own.some((gate) => gate.statusOf(digest) === 'passed'));
  };
  const delivered = targets.map(async (target, at) => {
    const survey = surveys.get(target)!;
    const arrived = () => arrivals.get(target)!.resolve();
    const elsewhere = storage && {
      begin: () => storage.begin(),
      signed: () => storage.signed(),
      stored: async (): Promise<void> => {
        arrived();
        await storage.stored();
      },
    };
    const ours = storage ? { elsewhere } : { own };
    const options = { ...request, ...ours, atSource, gate: gates?.named(target) };
    const result = await deliver(options, graphFor(target), sources[at]!, target, survey, joined);
    arrived();
    const isTold = signal.aborted || (own?.refusal !== undefined && result.error?.message === UNSIGNED);
    if (result.error && !isTold) destinations.tell(target.reference, result.error);
    return [target, result] as const;
  });
  const results = new Map(await Promise.all(delivered));
  const signaturesTo = await storage?.ended();
  return { results, ...(signaturesTo ? { signaturesTo } : {}) };
}

/** Where a promotion goes, and under which statements. */
interface Ways {
  readonly destinations: Destinations;
  readonly gates: Gates | undefined;
  readonly surveys: ReadonlyMap<PromotionTarget, ReturnType<typeof survey>>;
  /** Digests of all that is attached at the source, also of what is not copied. */
  readonly atSource: ReadonlySet<string>;
  readonly own: OwnSignatures | undefined;
}

/**
 * Promotes one image: it judges the image at the source, copies it with its attachments, has those read back, and moves the
 * tags last (docs/architecture.md, "Order of a promotion"). A run that is killed leaves the old tag or a complete new one.
 * A destination that cannot be opened, or whose own statement refuses the image, fails alone.
 */
export function promoteImage(given: PromoteRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, reporter, trust, concurrency, allowUnsigned, platforms, foreignLayers = false } = given;
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
      throwFirst(results, own?.refusal);
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
    if (given.signatures) given.target(given.signatures).prefetch(root, FIRST_LIST);
    if (request.sign) checkSignable(root);

    reporter.progress({ type: 'phase', phase: 'judge', subject: reference });
    if (!trust)
      reporter.warning(`${reference} ${request.dryRun ? 'would be' : 'is'} promoted without verification`);
    const chosen = platforms ? { platforms } : {};
    const read = async (under: readonly Gate[]) => {
      const selection = new Selection(request, under);
      const options = { concurrency, foreignLayers, ...selection.options(signal), ...chosen };
      return { graph: await readExpected(source, root, options, signal), selection };
    };
    // The attachments are read during the judgement, unless the judgement decides which of them are copied (`verified`).
    const ahead = request.include === 'verified' ? undefined : prefetch(read([]));
    if (gates) {
      const judging = gates.judge(root, { allowUnsigned }, signal);
      const notes = await judging.finally(() =>
        draft.update({ signatures: gates.own.signatures, identities: gates.own.identities }),
      );
      for (const note of notes) reporter.warning(`${reference}: ${note}`);
      if (request.sign) warnOfOnlySignature(request, gates);
    }
    if (gates && request.recursive) {
      const tree = await (ahead?.then(({ graph }) => graph) ??
        readExpected(source, root, { concurrency, ...chosen }, signal));
      const judging = gates.judgeChildren(
        [...childrenOf(tree, platforms).values()],
        { allowUnsigned },
        signal,
      );
      const notes = await judging.finally(() =>
        draft.update({ signatures: gates.own.signatures, platforms: gates.own.platforms }),
      );
      for (const note of notes) reporter.warning(`${reference}, ${note}`);
    }
    if (destinations.open.length === 0) return void finish(nothing, { digest: root.digest, attachments: 0 });
    const judged = gates?.all ?? [];
    const { graph, selection } = await (ahead ?? read(judged));
    draft.update({ attachments: attachmentResults(graph, judged), leftBehind: selection.left });
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
    own = request.sign && new OwnSignatures(request, request.sign, signal);
    if (request.sign) tellOfPlatforms(request, graph);
    const attached = [...graph.attachments.map(({ node }) => node.content.descriptor), ...selection.left];
    const atSource = new Set<string>(attached.map(({ digest }) => digest));
    const ways = { destinations, gates, surveys, own, atSource };
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
    if (signaturesTo?.error) throw asError(signaturesTo.error);
    const status = (['planned', 'promoted', 'unchanged', 'kept'] as const).find((one) =>
      [...results, ...(signaturesTo ? [signaturesTo] : [])].some((result) => result.status === one),
    );
    draft.update({ status: trust ? status! : 'unverified' });
  });
}
