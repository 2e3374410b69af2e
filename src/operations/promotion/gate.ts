import { SealiftError } from '../../errors.ts';
import type { Statement } from '../../notation/policy/document.ts';
import { enforcesSigner, levelName } from '../../notation/policy/level.ts';
import { isSignatureManifest } from '../../notation/signature-manifest.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Referrer } from '../../oci/referrers.ts';
import {
  type JudgeContext,
  judgeArtifact,
  judgeSignature,
  loggedFailures,
  refusal,
} from '../judging/judge.ts';
import type { IdentityResult, SignatureResult } from '../results.ts';

/** The judgement of the source under one statement, made before anything is copied. */
export class Gate {
  readonly #context: JudgeContext;
  /** The judged signatures by digest. */
  readonly #judged = new Map<string, SignatureResult>();
  #identities: readonly IdentityResult[] = [];

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

  /**
   * Judges an image. Resolves to what the user should know although it passed.
   *
   * @throws SealiftError with the reason for the refusal.
   */
  async judge(
    target: Descriptor,
    { allowUnsigned }: { readonly allowUnsigned: boolean },
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const judgement = await judgeArtifact(this.#context, target, signal);
    const { passed, signatures, identities, cosign } = judgement;
    this.#identities = identities;
    for (const signature of signatures) this.#judged.set(signature.digest, signature);
    if (passed) return loggedFailures(judgement);
    if (allowUnsigned && !judgement.prototype && signatures.every(({ status }) => status === 'ignored')) {
      const other = cosign === undefined ? '' : `; ${cosign}, which is not judged`;
      return [`it has no signature and is promoted because that is allowed${other}`];
    }
    throw refusal(judgement, target, this.#context.store);
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
