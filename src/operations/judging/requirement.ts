import { SealiftError } from '../../errors.ts';
import { isOf } from '../../notation/policy/identity-attributes.ts';
import { meet, type Outcome } from '../../notation/requirement/meet.ts';
import { type NamedSigner, namesIn, type Requirements } from '../../notation/requirement/requirement.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import type { IdentityResult, SignatureResult } from '../results.ts';
import { nearestOf, refusingCheck } from './refusing-check.ts';

/** A judged signature, with its signing certificate where it could be opened. */
export interface JudgedSignature {
  readonly result: SignatureResult;
  readonly leaf: Certificate | undefined;
}

/** How the signatures of an image meet what is required beside the policy. */
export interface RequirementVerdict {
  readonly identities: readonly IdentityResult[];
  /** What is missing, in words; absent when everything is met. */
  readonly unmet?: string;
}

/** Why a signature does not pass. */
function failure(signature: SignatureResult): string {
  const bad = refusingCheck(signature);
  return `the signature ${signature.digest} does not pass: ${bad?.message ?? bad?.code ?? 'no reason is known'}`;
}

/** Why nobody stands for a name, though somebody may have signed under it. */
function reason(name: NamedSigner, judged: readonly JudgedSignature[]): string {
  const own = judged.filter(({ leaf }) => leaf !== undefined && isOf(name.attributes, leaf));
  const nearest = nearestOf(own.map(({ result }) => result));
  if (!nearest) return 'has not signed';
  if (own.some(({ result }) => result.status === 'passed'))
    return 'signed with a key or name that counts for another one already';
  return `signed, and ${failure(nearest)}`;
}

function unmetText(
  { missing, signers }: Outcome,
  { count }: Requirements,
  judged: readonly JudgedSignature[],
) {
  const demands = missing.demands.map((demand) => {
    const names = demand.of.map((name) => `${name.identity} ${reason(name, judged)}`);
    if (demand.count === demand.of.length) return names.join('; ');
    return `${demand.count} more of these: ${names.join('; ')}`;
  });
  const few =
    missing.signers === 0
      ? []
      : [
          `${count} different signers have to pass, and ${signers.length === 1 ? '1 does' : `${signers.length} do`}`,
        ];
  const failed = nearestOf(judged.map(({ result }) => result).filter(({ status }) => status === 'failed'));
  const why = demands.length === 0 && failed ? [failure(failed)] : [];
  return [...demands, ...few, ...why].join('; ');
}

/** The rows of a result: first the names that are required, then who else has signed. */
function rows(
  names: readonly NamedSigner[],
  { metBy, signers }: Outcome,
  passed: readonly JudgedSignature[],
  judged: readonly JudgedSignature[],
): IdentityResult[] {
  const row = (required: string | null, signatures: readonly number[]): IdentityResult => ({
    required,
    subject: nameText(passed[signatures[0]!]!.leaf!.subject),
    signatures: signatures.map((at) => passed[at]!.result.digest),
    reason: null,
  });
  const named = names.map((name): IdentityResult => {
    const signatures = metBy.get(name);
    if (signatures) return row(name.identity, signatures);
    return { required: name.identity, subject: null, signatures: [], reason: reason(name, judged) };
  });
  const used = new Set([...metBy.values()].flat());
  const others = signers.filter(([first]) => !used.has(first!));
  return [...named, ...others.map((signatures) => row(null, signatures))];
}

/** Judges whether the signatures that passed are of everybody who is required. */
export function judgeRequirement(
  requirements: Requirements,
  judged: readonly JudgedSignature[],
): RequirementVerdict {
  const passed = judged.filter(({ result, leaf }) => result.status === 'passed' && leaf !== undefined);
  const outcome = meet(
    requirements,
    passed.map(({ leaf }) => leaf!),
  );
  const identities = rows(namesIn(requirements.all), outcome, passed, judged);
  return outcome.met ? { identities } : { identities, unmet: unmetText(outcome, requirements, judged) };
}

/** The error for an image that has signatures, and not those that are required. */
export function requirementError(digest: string, unmet: string): SealiftError {
  return new SealiftError('requirement_not_met', `${digest} lacks required signatures: ${unmet}`);
}
