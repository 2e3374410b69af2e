import * as z from 'zod/mini';
import { lazy } from '../../async/lazy.ts';
import { CHECK_ACTIONS, type CheckName, LEVELS } from './document.ts';

// Objects are strict: a misspelt member, which notation ignores, would silently weaken the policy. Null is accepted where
// Go writes it for an absent value.

export const verificationShape = lazy(() => {
  const action = z.exactOptional(z.enum(CHECK_ACTIONS));
  const override = z.strictObject({
    integrity: action,
    authenticity: action,
    authenticTimestamp: action,
    expiry: action,
    revocation: action,
  } satisfies Record<CheckName, unknown>);
  return z.strictObject({
    level: z.enum(LEVELS),
    override: z.optional(z.nullable(override)),
    verifyTimestamp: z.optional(z.nullable(z.enum(['always', 'afterCertExpiry', '']))),
  });
});

export type Verification = z.infer<ReturnType<typeof verificationShape>>;

export const statementShape = lazy(() =>
  z.strictObject({
    name: z.string().check(z.minLength(1)),
    registryScopes: z.array(z.string()).check(z.minLength(1)),
    signatureVerification: verificationShape(),
    trustStores: z.optional(z.nullable(z.array(z.string()))),
    trustedIdentities: z.optional(z.nullable(z.array(z.string()))),
  }),
);

export const documentShape = lazy(() =>
  z.strictObject({
    version: z.literal('1.0'),
    trustPolicies: z.array(z.unknown()).check(z.minLength(1)),
  }),
);
