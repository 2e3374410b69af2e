import { mapAhead } from '../../async/map-ahead.ts';
import { ERRORS, SealiftError } from '../../errors.ts';
import type { Statement } from '../../notation/policy/document.ts';
import type { TrustMaterial } from '../../notation/ports.ts';
import type { RevocationChecker } from '../../notation/revocation/checker.ts';
import { envelopeOf, isSignatureManifest } from '../../notation/signature-manifest.ts';
import type { CheckOutcome, EnvelopeVerdict } from '../../notation/verification/outcome.ts';
import { type JudgedEnvelope, judgeEnvelope } from '../../notation/verification/verify-envelope.ts';
import { NOTARY_ARTIFACT_TYPE } from '../../oci/artifact-type.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { ReferrerEntry, SourceStore } from '../../oci/ports.ts';
import { claimedReferrers, type JudgedReferrer, judgeEntry, type Referrer } from '../../oci/referrers.ts';
import { referrersTag } from '../../oci/referrers-index.ts';
import type { IdentityResult, SignatureResult } from '../results.ts';
import type { Session } from '../session.ts';
import { cosignSignatureOf } from './cosign-signature.ts';
import type { Demands } from './demands.ts';
import { ListedSignatures } from './listed-signatures.ts';
import { findPrototypes, type Prototype, prototypeText } from './prototypes.ts';
import { withEnvelope } from './read-envelope.ts';
import { nearestOf, refusingCheck } from './refusing-check.ts';
import { type JudgedSignature, judgeRequirement, requirementError } from './requirement.ts';
import { signatureResult } from './signature-result.ts';

export interface JudgeContext extends Pick<Session, 'envelopeBudget' | 'concurrency'>, Demands {
  readonly store: SourceStore;
  readonly trust: TrustMaterial;
  readonly statement: Statement;
  readonly revocation: RevocationChecker;
  readonly at: Date;
  /** The user metadata that a signature has to have. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly maxSignatures: number;
}

/** The verdict on the signatures of one manifest under one statement. */
export interface Judgement {
  readonly passed: boolean;
  /** The signatures in listed order, up to and including the first that passed; all of them where several have to pass. */
  readonly signatures: readonly SignatureResult[];
  /** Why other readers do not get to the signature that passed; absent when they do. */
  readonly unreached?: string;
  /** Who has signed and who is missing; empty where nobody is required. */
  readonly identities: readonly IdentityResult[];
  /** Which signature of cosign it has, in words; looked for where no other signature is there. */
  readonly cosign?: string;
  /** A signature of the prototype of 2020; looked for where no other signature is there. */
  readonly prototype?: Prototype;
  /** Which required signers are missing, in words. */
  readonly unmet?: string;
}

/** The verdict on a signature that could not be opened. */
function failed(code: CheckOutcome['code'], message: string): EnvelopeVerdict {
  const outcome: CheckOutcome = { check: 'integrity', action: 'enforce', outcome: 'failed', code, message };
  const nothing = {
    signer: null,
    payload: null,
    trust: null,
    timestamp: null,
    revocation: [],
    judgedBy: null,
  };
  return { passed: false, outcomes: [outcome], ...nothing };
}

/** Judges one signature whose manifest names `target`. An envelope that cannot be fetched is an error, never a failed check. */
async function judgeOpened(
  context: Omit<JudgeContext, 'maxSignatures'>,
  target: Descriptor,
  { entry, manifest }: Pick<Referrer, 'entry' | 'manifest'>,
  signal: AbortSignal,
): Promise<JudgedSignature> {
  const { trust, statement, revocation, at, metadata, distrust, plugins } = context;
  let envelope: Descriptor;
  try {
    envelope = envelopeOf(manifest);
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    const result = signatureResult(target.digest, entry, null, failed(error.code, error.message));
    return { result, leaf: undefined };
  }
  const { mediaType } = envelope;
  const judging = { statement, trustStore: trust, at, revocation, metadata, distrust, plugins };
  const { verdict, leaf }: JudgedEnvelope = await withEnvelope(context, envelope, signal, (bytes) =>
    judgeEnvelope(bytes, { mediaType, target, signal, ...judging }),
  );
  return { result: signatureResult(target.digest, entry, mediaType, verdict), leaf };
}

/** The result of a signature whose manifest names `target`, as {@link judgeArtifact} has it. */
export async function judgeSignature(
  context: Omit<JudgeContext, 'maxSignatures'>,
  target: Descriptor,
  referrer: Pick<Referrer, 'entry' | 'manifest'>,
  signal: AbortSignal,
): Promise<SignatureResult> {
  return (await judgeOpened(context, target, referrer, signal)).result;
}

/** A listed entry whose manifest was asked for, with the verdict where it is a signature. */
interface Assessed {
  readonly judged: JudgedReferrer;
  readonly signature?: JudgedSignature;
}

/** What came out of the signatures that were read, as far as they go. */
function concluded(
  { requirements }: JudgeContext,
  judged: readonly JudgedSignature[],
): Pick<Judgement, 'passed' | 'identities' | 'unmet'> {
  const passed = judged.some(({ result }) => result.status === 'passed');
  if (!requirements) return { passed, identities: [] };
  const verdict = judgeRequirement(requirements, judged);
  return { ...verdict, passed: passed && verdict.unmet === undefined };
}

function tooMany(
  { digest }: Descriptor,
  { maxSignatures }: JudgeContext,
  unmet: string | undefined,
): SealiftError {
  const first = `the first ${maxSignatures} signatures listed for ${digest}`;
  const message =
    unmet === undefined
      ? `none of ${first} passed, and there are more`
      : `${first} are not those that are required, and there are more: ${unmet}`;
  return new SealiftError('signature_count_exceeded', message);
}

async function assess(
  context: JudgeContext,
  target: Descriptor,
  entry: ReferrerEntry,
  signal: AbortSignal,
): Promise<Assessed> {
  const judged = await judgeEntry(context.store, entry, target, signal);
  if (judged.state !== 'believed' || !isSignatureManifest(judged.manifest)) return { judged };
  return { judged, signature: await judgeOpened(context, target, judged, signal) };
}

/** The result of a listed entry that is no signature of the target, and so is not judged. */
function ignored(
  { digest }: Descriptor,
  entry: ReferrerEntry,
  { code, message }: SealiftError,
): SignatureResult {
  return { ...signatureResult(digest, entry, null, failed(code, message)), status: 'ignored' };
}

/**
 * Judges the signatures of `target` in listed order until one passes, as notation does; where several have to pass, all of them.
 * A signature that cannot be fetched fails the whole judgement and is never skipped ("An unknown is an error"). After two entries
 * as many are read ahead as were judged, so that one good signature among a hundred costs few turns, and a good one at the
 * beginning no request more.
 *
 * @throws SealiftError `signature_count_exceeded` when the first `maxSignatures` are not enough and there are more. Every
 *   fetched entry counts, also one that is no signature, so that a false list cannot keep a run busy (CVE-2023-33957).
 */
export async function judgeArtifact(
  context: JudgeContext,
  target: Descriptor,
  signal: AbortSignal,
): Promise<Judgement> {
  const { store, maxSignatures, concurrency, requirements } = context;
  const signatures: SignatureResult[] = [];
  const opened: JudgedSignature[] = [];
  let unreached: string | undefined;
  let attempts = 0;
  const query = { artifactType: NOTARY_ARTIFACT_TYPE, sources: 'api-first' } as const;
  const listed = new ListedSignatures(store);
  const entries = claimedReferrers(store, target, query, signal);
  const eager = () => (requirements ? concurrency : attempts < 2 ? 0 : attempts);
  const ahead = () => Math.max(0, Math.min(eager(), concurrency - 1, maxSignatures - attempts));
  const assessed = mapAhead(entries, ahead, signal, (entry, joined) =>
    assess(context, target, entry, joined),
  );
  for await (const { judged, signature } of assessed) {
    const { entry } = judged;
    listed.add(entry);
    attempts += 1;
    if (attempts > maxSignatures) {
      const { passed, unmet } = concluded(context, opened);
      if (passed) break;
      throw tooMany(target, context, unmet);
    }
    if (judged.state === 'dangling') {
      listed.note(entry, 'gone');
      const gone = new SealiftError(
        'artifact_not_found',
        `signature ${entry.descriptor.digest} is listed but not there`,
      );
      signatures.push(ignored(target, entry, gone));
      continue;
    }
    if (judged.state === 'malformed') {
      listed.note(entry, 'unfit');
      const { code, message } = judged.error;
      signatures.push(signatureResult(target.digest, entry, null, failed(code, message)));
      continue;
    }
    if (!signature) continue;
    const { result } = signature;
    const isFirst = result.status === 'passed' && !opened.some((one) => one.result.status === 'passed');
    opened.push(signature);
    signatures.push(result);
    // Its envelope was fetched as well.
    if (result.mediaType !== null) listed.note(entry, 'there');
    if (!isFirst) continue;
    unreached = await listed.whyUnreached(entry, signal);
    if (!requirements) break;
  }
  const [cosign, prototypes] = signatures.every(({ status }) => status === 'ignored')
    ? await Promise.all([cosignSignatureOf(store, target, signal), findPrototypes(store, target, signal)])
    : [];
  return {
    ...concluded(context, opened),
    signatures,
    ...(cosign === undefined ? {} : { cosign }),
    ...(prototypes?.[0] ? { prototype: prototypes[0] } : {}),
    ...(unreached === undefined ? {} : { unreached }),
  };
}

/** The places where signatures were searched, in words. */
function placesOf({ repository, signatureSources = [] }: SourceStore, { digest }: Descriptor): string {
  const own =
    repository === undefined
      ? 'in its index.json'
      : `by the Referrers API or under the tag ${referrersTag(digest)}`;
  return [own, ...signatureSources.map((name) => `nor has ${name}`)].join(', ');
}

const INSPECT = '`sealift inspect` shows each signature whole.';

/** The error that refuses `target`, with the reason of the signature that came nearest: strangers may sign too. */
export function refusal(
  { signatures, unmet, cosign, prototype }: Judgement,
  target: Descriptor,
  store: SourceStore,
): SealiftError {
  if (prototype)
    return new SealiftError('signature_unsupported', `${target.digest} ${prototypeText(prototype)}`);
  const judged = signatures.filter(({ status }) => status !== 'ignored');
  if (judged.length === 0) {
    const gone = signatures.map(({ digest }) => `; ${digest} is listed but not there`).join('');
    const message = `${store.name} has no signature for ${target.digest} ${placesOf(store, target)}${gone}${cosign === undefined ? '' : `; ${cosign}, which is not judged`}`;
    return new SealiftError('artifact_unsigned', message);
  }
  if (unmet !== undefined) return requirementError(target.digest, unmet);
  const nearest = nearestOf(judged)!;
  const reason = refusingCheck(nearest);
  const isOneCause = judged.every((one) => refusingCheck(one)?.code === reason?.code);
  const whose = isOneCause || nearest.signer === null ? '' : ` (the nearest, of ${nearest.signer})`;
  const count = judged.length === 1 ? 'the signature' : `none of the ${judged.length} signatures`;
  const verb = judged.length === 1 ? 'does not pass' : 'passes';
  const because = reason?.message ?? reason?.code ?? 'no reason is known';
  return new SealiftError(
    'verification_failed',
    `${count} of ${target.digest} ${verb}: ${because}${whose}`,
    isOneCause && reason?.code ? { hint: `${ERRORS[reason.code][1]} ${INSPECT}` } : {},
  );
}

/** The failed checks that the statement only logs, in words, for the signature that passed. */
export function loggedFailures({ signatures }: Judgement): string[] {
  return signatures
    .filter(({ status }) => status === 'passed')
    .flatMap(({ checks }) => checks)
    .filter(({ action, outcome }) => action === 'log' && outcome !== 'passed')
    .map(({ check, message, code }) => `${check}: ${message ?? code ?? 'did not pass'}`);
}
