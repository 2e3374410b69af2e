import type { Certificate } from '../../pki/certificate.ts';
import type { Distrust } from '../distrust/distrust.ts';
import type { OpenedEnvelope } from '../envelope/opened.ts';
import type { TargetArtifact } from '../envelope/payload.ts';
import type { CheckName, Statement } from '../policy/document.ts';
import type { TrustMaterial, TrustStoreType } from '../ports.ts';
import type { RevocationChecker } from '../revocation/checker.ts';
import type { RevocationRow } from '../revocation/row.ts';
import type { CheckOutcome, JudgedBy, TimestampEvidence, TrustEvidence } from './outcome.ts';
import type { ChosenPlugin } from './plugin/chosen-plugin.ts';
import type { VerificationPlugins } from './verification-plugin.ts';

/** The input of every check. */
export interface VerificationContext {
  readonly envelope: OpenedEnvelope;
  /** The artifact that the envelope has to sign. */
  readonly target: Pick<TargetArtifact, 'mediaType' | 'digest' | 'size'>;
  readonly statement: Statement;
  readonly trustStore: Pick<TrustMaterial, 'certificates'>;
  /** The time that every check takes for now. */
  readonly at: Date;
  /** Asks whether certificates are revoked. */
  readonly revocation: RevocationChecker;
  /** Certificates that count for nothing, whatever the policy says. */
  readonly distrust: Distrust;
  /** Finds the plugins that signatures demand; without it such a signature does not pass. */
  readonly plugins?: VerificationPlugins | undefined;
  /** Ends the requests of a check. */
  readonly signal: AbortSignal;
  /** The user metadata that the signed payload has to have. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The facts that earlier checks proved. A skipped check proves none. */
export interface Evidence {
  /** The chain, leaf first. Its structure and signatures are sound; it is trusted only when there is an `anchor`. */
  readonly chain: readonly Certificate[];
  /** The kind of trust store in which the signing scheme has its anchors. */
  readonly storeType: TrustStoreType;
  /** The certificate of the chain that is in a trust store of the statement. */
  readonly anchor?: Certificate;
  /** The latest time at which the signature can have been made, by a clock that the statement trusts. */
  readonly signedBefore?: Date;
  /** Which store, certificate and identity made the signer trusted. */
  readonly trust?: TrustEvidence;
  /** The RFC 3161 timestamp that passed. */
  readonly timestamp?: TimestampEvidence;
  /** What was found out about the certificates of the signing chain. */
  readonly revocation?: readonly RevocationRow[];
  /** The verification plugin that the signature demands, and what it will be asked. */
  readonly plugin?: ChosenPlugin;
  /** The plugin that judged. */
  readonly judgedBy?: JudgedBy;
}

/** The outcome of a check. The policy decides whether it is enforced. */
export interface Finding extends Pick<CheckOutcome, 'outcome' | 'code' | 'message'> {
  /** The facts that this check proved, for the checks after it. */
  readonly evidence?: Partial<Evidence>;
  /** What this check found in the place of others; their actions apply. */
  readonly others?: readonly { readonly name: CheckName; readonly finding: Finding }[];
}

export type Check = (context: VerificationContext, evidence: Evidence) => Promise<Finding> | Finding;

export const PASSED: Finding = { outcome: 'passed', code: null };
