import type { CheckName } from '../policy/document.ts';
import { checkAuthenticTimestamp } from './authentic-timestamp.ts';
import { checkAuthenticity } from './authenticity.ts';
import type { Check, Evidence, VerificationContext } from './context.ts';
import { checkCritical } from './critical.ts';
import { checkDistrust } from './distrust.ts';
import { checkExpiry } from './expiry.ts';
import type { OutcomeName } from './outcome.ts';
import { checkMetadataPairs, checkPayload } from './payload.ts';
import { checkPlugin } from './plugin/check-plugin.ts';
import { judges } from './plugin/judges.ts';
import { checkRevocation } from './revocation.ts';

/**
 * Every check after integrity, in notation's order. `always` marks the checks that no policy names and that are enforced at
 * every level.
 */
export const CHECKS: readonly ((
  | { readonly name: CheckName; readonly always?: undefined }
  | { readonly name: OutcomeName; readonly always: true }
) & {
  readonly check: Check;
  /** Whether it is run; always where absent. */
  readonly when?: (context: VerificationContext, evidence: Evidence) => boolean;
})[] = [
  { name: 'critical', check: checkCritical, always: true },
  { name: 'authenticity', check: checkAuthenticity },
  { name: 'distrust', check: checkDistrust, always: true, when: ({ distrust }) => distrust.size > 0 },
  { name: 'expiry', check: checkExpiry },
  { name: 'authenticTimestamp', check: checkAuthenticTimestamp },
  {
    name: 'revocation',
    check: checkRevocation,
    when: (_, evidence) => !judges(evidence, 'SIGNATURE_VERIFIER.REVOCATION_CHECK'),
  },
  // After what needs no program, as in notation: it is not started for a signature that has expired.
  {
    name: 'plugin',
    check: checkPlugin,
    always: true,
    when: (_, { plugin }) => plugin !== undefined && plugin.capabilities.length > 0,
  },
  { name: 'payload', check: checkPayload, always: true },
  { name: 'metadata', check: checkMetadataPairs, always: true },
];
