import { SealiftError } from '../errors.ts';
import type { Statement } from '../notation/policy/document.ts';
import { actionsOf, levelName } from '../notation/policy/level.ts';
import { exactStatement } from '../notation/policy/scope.ts';
import type { TrustMaterial } from '../notation/ports.ts';
import { isSignatureManifest } from '../notation/signature-manifest.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type ArtifactGraph, type GraphOptions, readGraph } from '../oci/graph.ts';
import type { ManifestName, SourceStore } from '../oci/ports.ts';
import { together } from '../oci/together.ts';
import { chooseStatement } from './choose-statement.ts';
import { type JudgeContext, judgeArtifact, judgeSignature, loggedFailures, refusal } from './judge.ts';
import type { Tools } from './ports.ts';
import { type PromotionTarget, promoteTo, type TagMove } from './promote-to.ts';
import { resolveArtifact } from './resolve.ts';
import type { AttachmentResult, ImageResult, SignatureResult } from './results.ts';
import { settle } from './settle.ts';

export interface PromoteRequest extends Tools {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly source: SourceStore;
  readonly destinations: readonly PromotionTarget[];
  /** Absent where verification is skipped. */
  readonly trust?: TrustMaterial;
  readonly scope?: string;
  /** Everything attached, signatures alone, or only those that pass. */
  readonly include: 'all' | 'signatures' | 'verified';
  /** No signature at all is accepted; where there are some, one has to pass. */
  readonly allowUnsigned: boolean;
  readonly moveTag: TagMove;
  readonly dryRun: boolean;
  readonly maxSignatures: number;
}

/** What was found out about the source before anything is copied. */
interface Gate {
  /** Digest of a signature to what it is worth; what is not in here is carried without judgement. */
  readonly judged: ReadonlyMap<string, SignatureResult>;
  readonly context: JudgeContext | undefined;
}

/** @throws SealiftError `policy_does_not_enforce` for a statement that would let anything through. */
function checkEnforces(statement: Statement): void {
  const { integrity, authenticity } = actionsOf(statement);
  if (integrity === 'enforce' && authenticity === 'enforce') return;
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

/** Judges the source under every statement. @throws SealiftError with the reason for the refusal. */
async function judgeSource(
  request: PromoteRequest,
  statements: readonly Statement[],
  target: Descriptor,
  keep: (signatures: readonly SignatureResult[]) => void,
  signal: AbortSignal,
): Promise<Gate> {
  const { source, trust, clock, reporter, reference, maxSignatures, allowUnsigned } = request;
  const judged = new Map<string, SignatureResult>();
  let first: JudgeContext | undefined;
  for (const statement of statements) {
    const context = { store: source, trust: trust!, statement, at: clock.now(), metadata: {}, maxSignatures };
    const judgement = await judgeArtifact(context, target, signal);
    if (first === undefined) {
      first = context;
      keep(judgement.signatures);
      for (const signature of judgement.signatures) judged.set(signature.digest, signature);
    }
    const isUnsigned = judgement.signatures.every(({ status }) => status === 'ignored');
    if (!judgement.passed && isUnsigned && allowUnsigned) {
      reporter.warning(`${reference} has no signature and is promoted because that is allowed`);
      continue;
    }
    if (!judgement.passed) throw refusal(judgement, target, source.name);
    for (const message of loggedFailures(judgement)) reporter.warning(`${reference}: ${message}`);
  }
  return { judged, context: first };
}

/** Which attachments travel. */
function attachmentsToKeep(
  { include, source }: PromoteRequest,
  { judged, context }: Gate,
  signal: AbortSignal,
): NonNullable<GraphOptions['keep']> {
  if (include === 'all') return () => true;
  if (include === 'signatures') return ({ manifest }) => isSignatureManifest(manifest);
  return async (referrer, subject) => {
    if (!isSignatureManifest(referrer.manifest) || !context) return false;
    const known = judged.get(referrer.content.descriptor.digest);
    const result = known ?? (await judgeSignature({ ...context, store: source }, subject, referrer, signal));
    return result.status === 'passed';
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

/**
 * Promotes one image: judge it at the source, copy it with what is attached, have that read back, and move the tags last.
 * Under way nothing is visible by name; killed anywhere, the old tag stands or the new one is complete.
 */
export function promoteImage(request: PromoteRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, source, reporter, trust, concurrency, destinations } = request;
  return settle(reference, signal, async (draft) => {
    reporter.progress({ type: 'phase', phase: 'resolve', subject: reference });
    const statements = await statementsOf(request);
    const [own] = statements;
    if (own) draft.update({ policy: { statement: own.name, level: levelName(own) } });
    const root = await resolveArtifact(source, request.name, signal);
    draft.describe(root);

    reporter.progress({ type: 'phase', phase: 'judge', subject: reference });
    if (!trust) reporter.warning(`${reference} is promoted without verification`);
    const keepSignatures = (signatures: readonly SignatureResult[]) => draft.update({ signatures });
    const gate = await judgeSource(request, statements, root, keepSignatures, signal);
    const keep = attachmentsToKeep(request, gate, signal);
    const graph = await readGraph(source, root, { concurrency, keep }, signal);
    draft.update({ attachments: attachmentResults(graph, gate) });
    warnOfWhatStays(graph, request);

    const results = await together(
      signal,
      destinations.map(
        (destination) => (joined: AbortSignal) => promoteTo(request, graph, destination, joined),
      ),
    );
    draft.update({ destinations: results });
    const failed = results.find(({ error }) => error !== null)?.error;
    if (failed) throw new SealiftError(failed.code, failed.message, { hint: failed.hint });
    const [status] = ['planned', 'promoted', 'unchanged'].filter((one) =>
      results.some((result) => result.status === one),
    );
    draft.update({ status: trust ? (status as 'planned' | 'promoted' | 'unchanged') : 'unverified' });
  });
}
