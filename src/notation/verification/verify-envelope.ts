import { SealiftError } from '../../errors.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { validUntil } from '../../pki/chain.ts';
import { nameText } from '../../pki/name.ts';
import { type Distrust, NO_DISTRUST } from '../distrust/distrust.ts';
import { openEnvelope } from '../envelope/open.ts';
import type { OpenedEnvelope } from '../envelope/opened.ts';
import type { Statement } from '../policy/document.ts';
import { actionsOf } from '../policy/level.ts';
import { isOfAuthority, storeTypeOf } from '../signing-schemes.ts';
import { CHECKS } from './checks.ts';
import type { Evidence, VerificationContext } from './context.ts';
import type { CheckOutcome, EnvelopeVerdict } from './outcome.ts';

export interface VerifyEnvelopeOptions
  extends Omit<VerificationContext, 'envelope' | 'metadata' | 'distrust'> {
  /** Media type of the envelope. */
  readonly mediaType: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly distrust?: Distrust;
}

/** The verdict, and the certificate that it is about. */
export interface JudgedEnvelope {
  readonly verdict: EnvelopeVerdict;
  /** The certificate that signed; `undefined` when integrity failed. */
  readonly leaf: Certificate | undefined;
}

const refuses = ({ action, outcome }: CheckOutcome): boolean => action === 'enforce' && outcome !== 'passed';

/** Puts an outcome in the place of that of the same check, or behind all others where there is none. */
function settle(outcomes: CheckOutcome[], outcome: CheckOutcome): void {
  const at = outcomes.findIndex(({ check }) => check === outcome.check);
  outcomes.splice(at < 0 ? outcomes.length : at, at < 0 ? 0 : 1, outcome);
}

function verdict(
  outcomes: readonly CheckOutcome[],
  envelope: OpenedEnvelope | undefined,
  statement: Statement,
  evidence?: Evidence,
): EnvelopeVerdict {
  const leaf = envelope?.chain[0];
  const judges = statement.signatureVerification.level !== 'skip';
  const passed = !outcomes.some(refuses);
  return {
    passed: judges && passed,
    outcomes,
    signer:
      envelope && leaf
        ? {
            subject: nameText(leaf.subject),
            thumbprint: leaf.thumbprint,
            notAfter: validUntil(envelope.chain),
          }
        : null,
    payload: envelope
      ? {
          targetArtifact: envelope.target,
          signingTime: envelope.signingTime,
          ...(isOfAuthority(envelope.scheme) ? { authenticSigningTime: envelope.signingTime } : {}),
          ...(envelope.expiry === undefined ? {} : { expiry: envelope.expiry }),
        }
      : null,
    trust: evidence?.trust ?? null,
    timestamp: evidence?.timestamp ?? null,
    revocation: evidence?.revocation ?? [],
    judgedBy: evidence?.judgedBy ?? null,
  };
}

/** The integrity check: it opens the envelope. An envelope that does not open is a failed check and never an exception. */
async function open(bytes: Uint8Array, mediaType: string): Promise<OpenedEnvelope | CheckOutcome> {
  try {
    return await openEnvelope(bytes, mediaType);
  } catch (error) {
    if (!(error instanceof SealiftError)) throw error;
    return {
      check: 'integrity',
      action: 'enforce',
      outcome: 'failed',
      code: error.code,
      message: error.message,
    };
  }
}

/**
 * Judges one envelope under one statement. The checks run in notation's order and stop at the first enforced one that does not
 * pass. A failed check that the statement only logs is in the outcomes and stops nothing. Under `skip` no check runs and nothing
 * passes, so the caller has to handle that level before.
 *
 * @throws SealiftError only for trust material that is absent or malformed.
 */
export async function judgeEnvelope(
  bytes: Uint8Array,
  options: VerifyEnvelopeOptions,
): Promise<JudgedEnvelope> {
  const { statement, mediaType, metadata = {}, distrust = NO_DISTRUST } = options;
  const envelope = await open(bytes, mediaType);
  if ('check' in envelope) return { verdict: verdict([envelope], undefined, statement), leaf: undefined };

  const actions = actionsOf(statement);
  const outcomes: CheckOutcome[] = [{ check: 'integrity', action: 'enforce', outcome: 'passed', code: null }];
  const context: VerificationContext = { ...options, metadata, distrust, envelope };
  let evidence: Evidence = { chain: envelope.chain, storeType: storeTypeOf(envelope.scheme) };
  for (const row of CHECKS) {
    const { name, check } = row;
    if (row.when?.(context, evidence) === false) continue;
    const action = row.always ? 'enforce' : actions[row.name];
    if (action === 'skip') {
      outcomes.push({ check: name, action, outcome: 'skipped', code: null });
      continue;
    }
    const { evidence: found, others = [], ...finding } = await check(context, evidence);
    evidence = { ...evidence, ...found };
    for (const other of others)
      settle(outcomes, { check: other.name, action: actions[other.name], ...other.finding });
    outcomes.push({ check: name, action, ...finding });
    if (outcomes.some(refuses)) break;
  }
  return { verdict: verdict(outcomes, envelope, statement, evidence), leaf: envelope.chain[0] };
}

/** The verdict of {@link judgeEnvelope} alone. */
export async function verifyEnvelope(
  bytes: Uint8Array,
  options: VerifyEnvelopeOptions,
): Promise<EnvelopeVerdict> {
  return (await judgeEnvelope(bytes, options)).verdict;
}
