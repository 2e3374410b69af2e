import { mapGroup } from '../../async/map-group.ts';
import { asSealiftError, SealiftError } from '../../errors.ts';
import type { Statement } from '../../notation/policy/document.ts';
import { enforcesSigner, levelName } from '../../notation/policy/level.ts';
import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import { judgeEnvelope } from '../../notation/verification/verify-envelope.ts';
import { type Descriptor, plainDescriptor, platformName } from '../../oci/descriptor.ts';
import type { Referrer } from '../../oci/referrers.ts';
import {
  type JudgeContext,
  type Judgement,
  judgeArtifact,
  judgeSignature,
  loggedFailures,
  refusal,
} from '../judging/judge.ts';
import { refusingCheck } from '../judging/refusing-check.ts';
import type { IdentityResult, PlatformResult, SignatureResult } from '../results.ts';

interface GateOptions {
  /** Whether a manifest without any signature passes. When it has signatures, one of them has to pass. */
  readonly allowUnsigned: boolean;
}

interface Passed {
  /** Whether a signature passed; else the manifest has none, and that is allowed. */
  readonly isSigned: boolean;
  /** What the user should know although it passed. */
  readonly notes: readonly string[];
}

/** The judgement of the source under one statement, made before anything is copied. */
export class Gate {
  readonly #context: JudgeContext;
  /** The judged signatures by digest. */
  readonly #judged = new Map<string, SignatureResult>();
  #identities: readonly IdentityResult[] = [];
  #platforms: readonly PlatformResult[] = [];

  /** @throws SealiftError `policy_does_not_enforce` for a statement that does not enforce integrity and authenticity. */
  constructor(context: JudgeContext) {
    const { statement } = context;
    if (!enforcesSigner(statement)) {
      throw new SealiftError(
        'policy_does_not_enforce',
        `the statement "${statement.name}" (${levelName(statement)}) does not enforce integrity and authenticity`,
      );
    }
    this.#context = context;
  }

  get statement(): Statement {
    return this.#context.statement;
  }

  /** What was judged so far, in listed order; also after a refusal. */
  get signatures(): readonly SignatureResult[] {
    return [...this.#judged.values()];
  }

  /** Who has signed the image and who is missing; also after a refusal. */
  get identities(): readonly IdentityResult[] {
    return this.#identities;
  }

  /** The verdicts on the children of an index, also after a refusal; empty when none was judged. */
  get platforms(): readonly PlatformResult[] {
    return this.#platforms;
  }

  /**
   * Judges an image. Resolves to what the user should know although it passed.
   *
   * @throws SealiftError with the reason for the refusal.
   */
  async judge(target: Descriptor, options: GateOptions, signal: AbortSignal): Promise<readonly string[]> {
    const judgement = await judgeArtifact(this.#context, target, signal);
    this.#identities = judgement.identities;
    this.#keep(judgement.signatures);
    return this.#conclude(judgement, target, options).notes;
  }

  /**
   * Judges the children of an index, each for itself. Resolves to what the user should know although all passed.
   *
   * @throws SealiftError with the reason for the first refusal, and with the platform.
   */
  async judgeChildren(
    children: Iterable<Descriptor>,
    options: GateOptions,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const verdicts = await mapGroup(signal, children, this.#context.concurrency, async (child, joined) => {
      const row = { platform: platformName(child), digest: child.digest };
      let signatures: readonly SignatureResult[] = [];
      try {
        const judgement = await judgeArtifact(this.#context, plainDescriptor(child), joined);
        ({ signatures } = judgement);
        const { isSigned, notes } = this.#conclude(judgement, child, options);
        const status = isSigned ? ('verified' as const) : ('unverified' as const);
        return { row: { ...row, status, error: null }, signatures, notes, error: undefined };
      } catch (thrown) {
        joined.throwIfAborted();
        const error = asSealiftError(thrown);
        const failed = { ...row, status: 'failed' as const, error: error.toJSON() };
        return { row: failed, signatures, notes: [], error };
      }
    });
    this.#platforms = verdicts.map(({ row }) => row);
    for (const { signatures } of verdicts) this.#keep(signatures);
    const failed = verdicts.find(({ error }) => error !== undefined);
    if (failed?.error) {
      const { platform, digest } = failed.row;
      const { code, message, hint } = failed.error;
      throw new SealiftError(code, `${platform} (${digest}): ${message}`, { hint, cause: failed.error });
    }
    return verdicts.flatMap(({ row, notes }) => notes.map((note) => `${row.platform}: ${note}`));
  }

  #keep(signatures: readonly SignatureResult[]): void {
    for (const signature of signatures) this.#judged.set(signature.digest, signature);
  }

  #conclude(judgement: Judgement, target: Descriptor, { allowUnsigned }: GateOptions): Passed {
    const { passed, signatures, cosign } = judgement;
    if (passed) return { isSigned: true, notes: loggedFailures(judgement) };
    if (allowUnsigned && !judgement.prototype && signatures.every(({ status }) => status === 'ignored')) {
      const other = cosign === undefined ? '' : `; ${cosign}, which is not judged`;
      const note = `it has no signature and is promoted because that is allowed${other}`;
      return { isSigned: false, notes: [note] };
    }
    throw refusal(judgement, target, this.#context.store);
  }

  /** Why this statement would not accept a signature that was just made; `undefined` when it would. */
  async whyRefused(
    {
      bytes,
      ...envelope
    }: {
      readonly bytes: Uint8Array;
      readonly mediaType: string;
      readonly target: Descriptor;
      readonly at: Date;
    },
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const { statement, trust: trustStore, revocation, distrust, plugins } = this.#context;
    const judging = { ...envelope, statement, trustStore, revocation, distrust, plugins, signal };
    const { verdict } = await judgeEnvelope(bytes, judging);
    const { outcomes: checks } = verdict;
    if (verdict.passed) return undefined;
    const refusing = refusingCheck({ checks });
    return refusing?.message ?? refusing?.code ?? 'no reason is known';
  }

  /** The verdict on a signature, if there is one. */
  statusOf(digest: string): SignatureResult['status'] | undefined {
    return this.#judged.get(digest)?.status;
  }

  /** Whether an attachment is a signature that passes, so that whoever is under this statement needs it. */
  async accepts(referrer: Referrer, subject: Descriptor, signal: AbortSignal): Promise<boolean> {
    if (!isSignatureManifest(referrer.manifest)) return false;
    const { digest } = referrer.content.descriptor;
    const known = this.#judged.get(digest);
    if (known) return known.status === 'passed';
    const result = await judgeSignature(this.#context, subject, referrer, signal);
    this.#judged.set(digest, result);
    return result.status === 'passed';
  }
}
