import { mapGroup } from '../../async/map-group.ts';
import { SealiftError } from '../../errors.ts';
import type { Statement } from '../../notation/policy/document.ts';
import { enforcesSigner, levelName } from '../../notation/policy/level.ts';
import type { TrustMaterial } from '../../notation/ports.ts';
import type { RevocationChecker } from '../../notation/revocation/checker.ts';
import { NOTARY_ARTIFACT_TYPE } from '../../oci/artifact-type.ts';
import type { CachedStore } from '../../oci/cache/cached-store.ts';
import { type Descriptor, plainDescriptor, platformName } from '../../oci/descriptor.ts';
import type { ManifestName, ReferrerQuery, SourceStore } from '../../oci/ports.ts';
import { imageResult } from '../image-result.ts';
import { childrenOf } from '../platforms/children-of.ts';
import { readExpected } from '../platforms/read-expected.ts';
import type { RecordResult } from '../record/result.ts';
import { type RecordDemand, RecordJudge } from '../record/verify-record.ts';
import { resolveArtifact } from '../resolve.ts';
import type { ImageResult, PlatformResult } from '../results.ts';
import type { Session } from '../session.ts';
import { chooseStatement } from './choose-statement.ts';
import type { Demands } from './demands.ts';
import { type JudgeContext, type Judgement, judgeArtifact, loggedFailures, refusal } from './judge.ts';
import { preloadTrust } from './preload-trust.ts';

export interface VerifyRequest extends Session, Demands {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly store: SourceStore;
  readonly trust: TrustMaterial;
  /** Asks whether certificates are revoked, each once a run. */
  readonly revocation: RevocationChecker;
  /** The repository whose statement applies, in place of the store's own. */
  readonly scope?: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** Whether every child of an index has to have a signature of its own that passes. */
  readonly recursive: boolean;
  /** With `recursive`, the platforms (`oci/platforms/platform-key.ts`) whose children are expected; without any, all children are. */
  readonly platforms?: ReadonlySet<string>;
  readonly maxSignatures: number;
  /** What a signed record has to say of the tag; absent where none is asked for. */
  readonly record?: RecordDemand;
}

/** Only signatures are listed. The tag is read when the API lists no signature that passes. */
const LISTS: ReferrerQuery = { artifactType: NOTARY_ARTIFACT_TYPE, sources: 'api-first' };

interface ChildVerdict {
  readonly platform: PlatformResult;
  readonly error: SealiftError | undefined;
  /** What is said although the child passed: the failed checks that the statement only logs, and a signature that others do not find. */
  readonly logged: readonly string[];
}

/** The status of an image that passed: `audited` when the statement does not enforce integrity and authenticity. */
function passedStatus(statement: Statement): 'verified' | 'audited' {
  return enforcesSigner(statement) ? 'verified' : 'audited';
}

/** Says that the verdict rests on a signature that other readers of the repository do not get to. */
function unreachedWarning({ signatures, unreached }: Judgement): string[] {
  const passed = signatures.find(({ status }) => status === 'passed');
  if (unreached === undefined || !passed) return [];
  return [
    `the signature that passed, ${passed.digest}, is not found by notation and other readers: ${unreached}; sign or promote again, which mends the list or says what stands against it`,
  ];
}

async function verifyChild(
  context: JudgeContext,
  child: Descriptor,
  signal: AbortSignal,
): Promise<ChildVerdict> {
  const judgement = await judgeArtifact(context, plainDescriptor(child), signal);
  const error = judgement.passed ? undefined : refusal(judgement, child, context.store);
  return {
    error,
    logged: [...loggedFailures(judgement), ...unreachedWarning(judgement)],
    platform: {
      platform: platformName(child),
      digest: child.digest,
      status: judgement.passed ? passedStatus(context.statement) : 'failed',
      error: error?.toJSON() ?? null,
    },
  };
}

/**
 * Judges the signatures of one image by the trust policy. Under a statement of level `skip` no signature is judged and the
 * status is `not-checked`. Under one that only logs integrity or authenticity, image and platforms get the status `audited`.
 */
export function verifyImage(given: VerifyRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, trust, clock, reporter } = given;
  const store = given.view(given.store, LISTS);
  const request = { ...given, store };
  return imageResult(reference, signal, async (draft) => {
    reporter.progress({ type: 'phase', phase: 'resolve', subject: reference });
    const statement = chooseStatement(await trust.policy(), store, request.scope);
    draft.update({ policy: { statement: statement.name, level: levelName(statement) } });
    if (request.record && !enforcesSigner(statement))
      throw new SealiftError(
        'policy_does_not_enforce',
        `the statement "${statement.name}" (${levelName(statement)}) does not enforce who signs, so that a record under it proves nothing`,
      );
    preloadTrust(trust, statement);
    const skips = statement.signatureVerification.level === 'skip';
    if ('digest' in request.name && !skips) store.prefetch(request.name, LISTS);
    const target = await resolveArtifact(store, request.name, signal);
    draft.describe(target);
    if (skips) {
      reporter.warning(
        `${reference}: the statement "${statement.name}" skips verification; nothing was checked`,
      );
      draft.update({ status: 'not-checked' });
      return;
    }

    reporter.progress({ type: 'phase', phase: 'judge', subject: reference });
    const context: JudgeContext = { ...request, statement, at: clock.now() };
    const record = request.record && new RecordJudge(context, target, request.record);
    record?.begin(signal);
    const judgement = await judgeArtifact(context, target, signal);
    draft.update({ signatures: judgement.signatures, identities: judgement.identities });
    if (!judgement.passed) throw refusal(judgement, target, store);
    for (const message of [...loggedFailures(judgement), ...unreachedWarning(judgement)])
      reporter.warning(`${reference}: ${message}`);
    if (!enforcesSigner(statement)) {
      reporter.warning(
        `${reference}: the statement "${statement.name}" (${levelName(statement)}) does not enforce who signed; the image is audited, and may be by anybody`,
      );
    }

    if (request.recursive) {
      const verdicts = await verifyChildren(request, context, target, signal);
      draft.update({ platforms: verdicts.map(({ platform }) => platform) });
      for (const { platform, logged } of verdicts) {
        for (const message of logged) reporter.warning(`${reference}, ${platform.platform}: ${message}`);
      }
      const failed = verdicts.find(({ error }) => error !== undefined);
      if (failed?.error) {
        const { platform, digest } = failed.platform;
        const { code, message, hint } = failed.error;
        throw new SealiftError(code, `${platform} (${digest}): ${message}`, { hint });
      }
    }
    const keep = (one: RecordResult) => draft.update({ record: one });
    if (record) keep(await record.judge(keep, signal));
    draft.update({ status: passedStatus(statement) });
  });
}

async function verifyChildren(
  { store, concurrency, platforms }: VerifyRequest & { readonly store: CachedStore },
  context: JudgeContext,
  target: Descriptor,
  signal: AbortSignal,
): Promise<ChildVerdict[]> {
  const graph = await readExpected(
    store,
    target,
    { concurrency, ...(platforms ? { platforms } : {}) },
    signal,
  );
  const children = childrenOf(graph, platforms);
  return mapGroup(signal, children.values(), concurrency, (child, joined) =>
    verifyChild(context, child, joined),
  );
}
