import type { Descriptor } from '../../oci/descriptor.ts';
import type { Certificate } from '../../pki/certificate.ts';
import type { OpenedEnvelope } from '../envelope/opened.ts';
import type { Statement } from '../policy/document.ts';
import type { RevocationSource, TrustMaterial, TrustStoreType } from '../ports.ts';
import type { CheckOutcome } from './outcome.ts';

/** What every check is given. */
export interface VerificationContext {
  readonly envelope: OpenedEnvelope;
  /** What the envelope has to be a signature of. */
  readonly target: Descriptor;
  readonly statement: Statement;
  readonly trustStore: Pick<TrustMaterial, 'certificates'>;
  /** Replaces now in every check. */
  readonly at: Date;
  /** Who may be asked whether a certificate is revoked. */
  readonly revocation: RevocationSource;
  /** Ends what a check asks elsewhere. */
  readonly signal: AbortSignal;
  /** Pairs that have to be in the signed payload. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** What earlier checks proved. What a policy skips proves nothing. */
export interface Evidence {
  /** Leaf first, root last; sound in itself, and trusted only where there is an `anchor`. */
  readonly chain: readonly Certificate[];
  /** The kind of trust store in which the signing scheme has its anchors. */
  readonly storeType: TrustStoreType;
  /** The certificate of the chain that is in a trust store of the statement. */
  readonly anchor?: Certificate;
  /** When the signature was made at the latest, by a clock that the statement trusts. */
  readonly signedBefore?: Date;
}

/** What a check finds; its action is the policy's business. */
export interface Finding extends Pick<CheckOutcome, 'outcome' | 'code' | 'message'> {
  /** What the checks behind it may build on. */
  readonly evidence?: Partial<Evidence>;
}

export type Check = (context: VerificationContext, evidence: Evidence) => Promise<Finding> | Finding;

export const PASSED: Finding = { outcome: 'passed', code: null };
