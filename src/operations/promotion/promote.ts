import { prefetch } from '../../async/prefetch.ts';
import { SealiftError } from '../../errors.ts';
import type { Statement } from '../../notation/policy/document.ts';
import { enforcesSigner, levelName } from '../../notation/policy/level.ts';
import { exactStatement } from '../../notation/policy/scope.ts';
import type { RevocationSource, TrustMaterial } from '../../notation/ports.ts';
import { isSignatureManifest, NOTARY_ARTIFACT_TYPE } from '../../notation/signature-manifest.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { shareBlobs } from '../../oci/fanout/share-blobs.ts';
import { type ArtifactGraph, type GraphOptions, readGraph } from '../../oci/graph/read-graph.ts';
import type { ManifestName, ReferrerQuery, SourceStore } from '../../oci/ports.ts';
import type { Referrer } from '../../oci/referrers.ts';
import { imageResult } from '../image-result.ts';
import { chooseStatement } from '../judging/choose-statement.ts';
import {
  type JudgeContext,
  judgeArtifact,
  judgeSignature,
  loggedFailures,
  refusal,
} from '../judging/judge.ts';
import { preloadTrust } from '../judging/preload-trust.ts';
import { resolveArtifact } from '../resolve.ts';
import type { AttachmentResult, DestinationResult, ImageResult, SignatureResult } from '../results.ts';
import type { Session } from '../session.ts';
import { deliver, type PromotionTarget, survey, type TagMove } from './deliver.ts';

export interface PromoteRequest extends Session {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly source: SourceStore;
  readonly destinations: readonly PromotionTarget[];
  /** The trust policy and its certificates; absent when the image is not verified. */
  readonly trust?: TrustMaterial;
  /** The source of revocation answers. */
  readonly revocation: RevocationSource;
  readonly scope?: string;
  /** The attachments to copy: all, the signatures, or only the signatures that pass. */
  readonly include: 'all' | 'signatures' | 'verified';
  /** Whether an image without any signature is promoted. When it has signatures, one of them has to pass. */
  readonly allowUnsigned: boolean;
  readonly moveTag: TagMove;
  readonly dryRun: boolean;
  readonly deep: boolean;
  readonly maxSignatures: number;
}

/** A promotion reads both lists, since it copies everything that is attached. */
const LISTS: ReferrerQuery = { sources: 'merged' };

/** The judgement of the source, made before anything is copied. */
interface Gate {
  /** The judged signatures by digest. Attachments that are not in this map are copied without a judgement. */
  readonly judged: Map<string, SignatureResult>;
  /** One context for each statement that the image has to pass. */
  readonly contexts: readonly JudgeContext[];
}

/** @throws SealiftError `policy_does_not_enforce` for a statement that does not enforce integrity and authenticity. */
function checkEnforces(statement: Statement): void {
  if (enforcesSigner(statement)) return;
  throw new SealiftError(
    'policy_does_not_enforce',
    `the statement "${statement.name}" (${levelName(statement)}) does not enforce integrity and authenticity`,
  );
}

/**
 * The statements that the image has to pass: that of the source (or of the given scope), and for each destination the one that
 * names it exactly, if there is one.
 */
async function statementsOf({ trust, source, scope, destinations }: PromoteRequest): Promise<Statement[]> {
  if (!trust) return [];
  const policy = await trust.policy();
  const own = chooseStatement(policy, source, scope);
  const theirs = destinations
    .map(({ store }) => store.repository && exactStatement(policy, store.repository))
    .filter((statement) => statement !== undefined && statement !== '');
  const all = [...new Set([own, ...theirs])];
  for (const statement of all) checkEnforces(statement);
  return all;
}

/**
 * Judges the source under every statement. It calls `keep` for the first statement and for the one that refuses.
 *
 * @throws SealiftError with the reason for the refusal.
 */
async function judgeSource(
  request: PromoteRequest,
  statements: readonly Statement[],
  target: Descriptor,
  keep: (statement: Statement, signatures: readonly SignatureResult[]) => void,
  signal: AbortSignal,
): Promise<Gate> {
  const { source, trust, revocation, clock, reporter, reference, maxSignatures, allowUnsigned } = request;
  const judged = new Map<string, SignatureResult>();
  const contexts: JudgeContext[] = [];
  const warnings = new Set<string>();
  for (const statement of statements) {
    const context: JudgeContext = {
      envelopeBudget: request.envelopeBudget,
      store: source,
      trust: trust!,
      statement,
      revocation,
      at: clock.now(),
      metadata: {},
      maxSignatures,
    };
    const judgement = await judgeArtifact(context, target, signal);
    const { passed, signatures } = judgement;
    const isAllowed = allowUnsigned && signatures.every(({ status }) => status === 'ignored');
    if (contexts.length === 0 || !(passed || isAllowed)) keep(statement, signatures);
    contexts.push(context);
    for (const signature of signatures) {
      if (judged.get(signature.digest)?.status !== 'passed') judged.set(signature.digest, signature);
    }
    if (!passed && !isAllowed) throw refusal(judgement, target, source);
    if (!passed) warnings.add(`${reference} has no signature and is promoted because that is allowed`);
    for (const message of loggedFailures(judgement)) warnings.add(`${reference}: ${message}`);
  }
  for (const warning of warnings) reporter.warning(warning);
  return { judged, contexts };
}

/** Whether a signature passes one of the statements, so that the repository of that statement needs it. */
async function passesOne(
  { judged, contexts }: Gate,
  subject: Descriptor,
  referrer: Referrer,
  signal: AbortSignal,
): Promise<boolean> {
  const { digest } = referrer.content.descriptor;
  const known = judged.get(digest);
  if (known?.status === 'passed') return true;
  // The signature was judged under the only statement, and another judgement would give the same result.
  if (known && contexts.length === 1) return false;
  for (const context of contexts) {
    const result = await judgeSignature(context, subject, referrer, signal);
    judged.set(digest, result);
    if (result.status === 'passed') return true;
  }
  return false;
}

/** The filters of {@link readGraph}: which attachments are copied, and which listed entries probably will be. */
function attachmentsToKeep(
  { include }: PromoteRequest,
  gate: Gate | undefined,
  signal: AbortSignal,
): Pick<GraphOptions, 'keep' | 'likely'> {
  if (include === 'all') return { keep: () => true, likely: () => true };
  if (include === 'signatures') {
    return {
      keep: ({ manifest }) => isSignatureManifest(manifest),
      likely: ({ artifactType }) => artifactType === NOTARY_ARTIFACT_TYPE,
    };
  }
  return {
    keep: async (referrer, subject) =>
      gate !== undefined &&
      isSignatureManifest(referrer.manifest) &&
      (await passesOne(gate, subject, referrer, signal)),
    likely: ({ digest }) => gate?.judged.get(digest)?.status === 'passed',
  };
}

function attachmentResults({ attachments }: ArtifactGraph, { judged }: Gate): AttachmentResult[] {
  return attachments.map(({ node: { content, manifest }, subject, foundIn }) => {
    const status = judged.get(content.descriptor.digest)?.status;
    return {
      digest: content.descriptor.digest,
      artifactType: manifest.artifactType ?? manifest.config?.mediaType ?? '',
      size: content.descriptor.size,
      foundIn,
      subject: subject.digest,
      judged: status === 'passed' || status === 'failed' ? status : 'carried',
    };
  });
}

/**
 * Refuses a graph that lacks the signature by which the image passed. The store then listed fewer referrers at the second
 * reading, and its lists cannot be relied on.
 */
function checkCarried({ attachments }: ArtifactGraph, { judged }: Gate, source: SourceStore): void {
  const carried = new Set<string>(attachments.map(({ node }) => node.content.descriptor.digest));
  for (const { digest, status } of judged.values()) {
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

function warnOfWhatStays(graph: ArtifactGraph, { reference, reporter }: PromoteRequest): void {
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
  const { code, message, hint } = first.error;
  const count = `${failed.length} of ${results.length} destinations failed`;
  throw new SealiftError(
    code,
    results.length === 1 ? message : `${count}, first ${first.reference}: ${message}`,
    { hint },
  );
}

/**
 * Promotes one image: it judges the image at the source, copies it with its attachments, has those read back, and moves the
 * tags last (docs/architecture.md, "Order of a promotion"). A run that is killed leaves the old tag or a complete new one.
 */
export function promoteImage(given: PromoteRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, reporter, trust, clock, concurrency, destinations } = given;
  const source = given.view(given.source, LISTS);
  const request = { ...given, source };
  return imageResult(reference, signal, async (draft) => {
    reporter.progress({ type: 'phase', phase: 'resolve', subject: reference });
    const statements = await statementsOf(request);
    const policyOf = (statement: Statement) => ({ statement: statement.name, level: levelName(statement) });
    if (statements[0]) draft.update({ policy: policyOf(statements[0]) });
    if (trust) for (const statement of statements) preloadTrust(trust, statement);
    const known = 'digest' in request.name ? request.name.digest : undefined;
    // Destinations are read before the judgement has ended, since a reading changes nothing there.
    const surveys = destinations.map((destination) =>
      prefetch(survey(given.target(destination.store), destination, known, signal)),
    );
    if (known !== undefined) source.prefetch({ digest: known }, LISTS);
    const root = await resolveArtifact(source, request.name, signal);
    draft.describe(root);

    reporter.progress({ type: 'phase', phase: 'judge', subject: reference });
    if (!trust) reporter.warning(`${reference} is promoted without verification`);
    const judgedUnder = (statement: Statement, signatures: readonly SignatureResult[]) =>
      draft.update({ policy: policyOf(statement), signatures });
    const read = (gate: Gate | undefined) => {
      return readGraph(source, root, { concurrency, ...attachmentsToKeep(request, gate, signal) }, signal);
    };
    // The attachments are read during the judgement, unless the judgement decides which of them are copied (`verified`).
    const ahead = request.include === 'verified' ? undefined : prefetch(read(undefined));
    const gate = await judgeSource(request, statements, root, judgedUnder, signal);
    const graph = await (ahead ?? read(gate));
    draft.update({ attachments: attachmentResults(graph, gate) });
    checkCarried(graph, gate, source);
    warnOfWhatStays(graph, request);

    const sources = shareBlobs(source, destinations.length, {
      now: () => clock.now().getTime(),
      sleep: (milliseconds, during) => clock.sleep(milliseconds, during),
    });
    const results = await Promise.all(
      destinations.map((destination, at) =>
        deliver(request, graph, sources[at]!, destination, surveys[at]!, signal),
      ),
    );
    draft.update({ destinations: results });
    throwFirst(results);
    const [status] = ['planned', 'promoted', 'unchanged'].filter((one) =>
      results.some((result) => result.status === one),
    );
    draft.update({ status: trust ? (status as 'planned' | 'promoted' | 'unchanged') : 'unverified' });
  });
}
