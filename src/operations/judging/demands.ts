import type { Distrust } from '../../notation/distrust/distrust.ts';
import type { Requirements } from '../../notation/requirement/requirement.ts';
import type { VerificationPlugins } from '../../notation/verification/verification-plugin.ts';

/** What judges beside the trust policy; it never makes anything pass that the policy refuses. */
export interface Demands {
  /** Certificates that count for nothing. */
  readonly distrust: Distrust;
  /** Who has to have signed; absent where one signature that passes is enough. */
  readonly requirements?: Requirements;
  /** Finds the verification plugins that signatures demand. */
  readonly plugins?: VerificationPlugins;
}
