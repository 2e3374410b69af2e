import type { Descriptor } from '../../oci/descriptor.ts';
import type { OpenedEnvelope } from '../envelope/opened.ts';
import type { Statement } from '../policy/document.ts';
import type { RevocationSource, TrustMaterial } from '../ports.ts';
import type { CheckOutcome } from './outcome.ts';

/** What every check is given. */
export interface VerificationContext {
  readonly envelope: OpenedEnvelope;
  readonly target: Descriptor;
  readonly statement: Statement;
  readonly trustStore: Pick<TrustMaterial, 'certificates'>;
  /** The moment that counts as now. */
  readonly at: Date;
  readonly revocation: RevocationSource;
  /** Pairs that have to be in the signed payload. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a check finds; its action is the policy's business. */
export type Finding = Pick<CheckOutcome, 'outcome' | 'code' | 'message'>;

export type Check = (context: VerificationContext) => Promise<Finding> | Finding;

export const PASSED: Finding = { outcome: 'passed', code: null };
