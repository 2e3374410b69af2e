import type { CheckName } from '../policy/document.ts';
import { checkAuthenticTimestamp } from './authentic-timestamp.ts';
import { checkAuthenticity } from './authenticity.ts';
import type { Check, VerificationContext } from './context.ts';
import { checkDistrust } from './distrust.ts';
import { checkExpiry } from './expiry.ts';
import type { OutcomeName } from './outcome.ts';
import { checkCritical, checkMetadataPairs, checkPayload } from './payload.ts';
import { checkRevocation } from './revocation.ts';

/**
 * Every check after integrity, in notation's order. `always` marks the checks that no policy names and that are enforced at
 * every level.
 */
export const CHECKS: readonly (
  | { readonly name: CheckName; readonly check: Check; readonly always?: undefined }
  | {
      readonly name: OutcomeName;
      readonly check: Check;
      readonly always: true;
      /** Whether it is run; always where absent. */
      readonly when?: (context: VerificationContext) => boolean;
    }
)[] = [
  { name: 'critical', check: checkCritical, always: true },
  { name: 'authenticity', check: checkAuthenticity },
  { name: 'distrust', check: checkDistrust, always: true, when: ({ distrust }) => distrust.size > 0 },
  { name: 'expiry', check: checkExpiry },
  { name: 'authenticTimestamp', check: checkAuthenticTimestamp },
  { name: 'revocation', check: checkRevocation },
  { name: 'payload', check: checkPayload, always: true },
  { name: 'metadata', check: checkMetadataPairs, always: true },
];
