import { prefetch } from '../async/prefetch.ts';
import { SealiftError } from '../errors.ts';
import type { Statement } from '../notation/policy/document.ts';
import { enforcesSigner, levelName } from '../notation/policy/level.ts';
import { exactStatement } from '../notation/policy/scope.ts';
import type { RevocationSource, TrustMaterial } from '../notation/ports.ts';
import { isSignatureManifest, NOTARY_ARTIFACT_TYPE } from '../notation/signature-manifest.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type ArtifactGraph, type GraphOptions, readGraph } from '../oci/graph.ts';
import type { ManifestName, ReferrerQuery, SourceStore } from '../oci/ports.ts';
import type { Referrer } from '../oci/referrers.ts';
import { shareBlobs } from '../oci/sharing/share-blobs.ts';
import { chooseStatement } from './choose-statement.ts';
import { type JudgeContext, judgeArtifact, judgeSignature, loggedFailures, refusal } from './judge.ts';
import { preloadTrust } from './preload-trust.ts';
import { type PromotionTarget, promoteTo, survey, type TagMove } from './promote-to.ts';
import { resolveArtifact } from './resolve.ts';
import type { AttachmentResult, DestinationResult, ImageResult, SignatureResult } from './results.ts';
import type { Session } from './session.ts';
import { settle } from './settle.ts';

export interface PromoteRequest extends Session {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly source: SourceStore;
  readonly destinations: readonly PromotionTarget[];
  /** Absent where verification is skipped. */
  readonly trust?: TrustMaterial;
  /** Who is asked whether certificates are revoked. */
  readonly revocation: RevocationSource;
  readonly scope?: string;
  /** Everything attached, signatures alone, or only those that pass. */
  readonly include: 'all' | 'signatures' | 'verified';
  /** No signature at all is accepted; where there are some, one has to pass. */
  readonly allowUnsigned: boolean;
  readonly moveTag: TagMove;
  readonly dryRun: boolean;
  readonly maxSignatures: number;
}

/** All that is attached is wanted. */
const LISTS: ReferrerQuery = { sources: 'merged' };

/** What was found out about the source before anything is copied. */
interface Gate {
  /** Digest of a signature to what it is worth; what is not in here is carried without judgement. */
  readonly judged: Map<string, SignatureResult>;
  /** One a statement that had to be met. */
  readonly contexts: readonly JudgeContext[];
}

/** @throws SealiftError `policy_does_not_enforce` for a statement that would let anything through. */
function checkEnforces(statement: Statement): void {
  if (enforcesSigner(statement)) return;
  throw new SealiftError(
    'policy_does_not_enforce',
    `the statement "${statement.name}" (${levelName(statement)}) does not enforce integrity and authenticity`,
  );
}

/**
 * The statements that have to be met: the source's (or that of the scope), and the one that names a destination exactly,
 * if there is one.
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
 * Judges the source under every statement. `keep` is told of the first, and of the one that refuses.
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

/** Whether a signature passes one of the statements, and so is needed where that one is asked. */
async function passesOne(
  { judged, contexts }: Gate,
  subject: Descriptor,
  referrer: Referrer,
  signal: AbortSignal,
): Promise<boolean> {
  const { digest } = referrer.content.descriptor;
  const known = judged.get(digest);
  if (known?.status === 'passed') return true;
  // Judged under the only statement there is: it would be judged the same again.
  if (known && contexts.length === 1) return false;
  for (const context of contexts) {
    const result = await judgeSignature(context, subject, referrer, signal);
    judged.set(digest, result);
    if (result.status === 'passed') return true;
  }
  return false;
}

/** Which attachments travel, and which of those that are listed look like it. */
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

/** What let the image pass has to travel with it: a list that is shorter the second time is no list to rely on. */
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

/** The image's own error where destinations failed: that of the first, and how many there are. */
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
 * Promotes one image: judge it at the source, copy it with what is attached, have that read back, and move the tags last.
 * Under way nothing is visible by name; killed anywhere, the old tag stands or the new one is complete.
 */
export function promoteImage(given: PromoteRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, reporter, trust, clock, concurrency, destinations } = given;
  const source = given.view(given.source, LISTS);
  const request = { ...given, source };
  return settle(reference, signal, async (draft) => {
    reporter.progress({ type: 'phase', phase: 'resolve', subject: reference });
    const statements = await statementsOf(request);
    const policyOf = (statement: Statement) => ({ statement: statement.name, level: levelName(statement) });
    if (statements[0]) draft.update({ policy: policyOf(statements[0]) });
    if (trust) for (const statement of statements) preloadTrust(trust, statement);
    const known = 'digest' in request.name ? request.name.digest : undefined;
    // The destinations are only read, so that need not wait for the judgement.
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
    // What is carried is read while it is judged, unless the judgement decides what is carried.
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
        promoteTo(request, graph, sources[at]!, destination, surveys[at]!, signal),
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
