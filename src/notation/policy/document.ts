/** notation's trust policy for OCI artifacts, `trustpolicy.json` version 1.0 (trust-store-trust-policy.md). */
export interface TrustPolicyDocument {
  readonly version: '1.0';
  readonly trustPolicies: readonly Statement[];
}

export const LEVELS = ['strict', 'permissive', 'audit', 'skip'] as const;
export type Level = (typeof LEVELS)[number];

/** In the order in which they are run and reported. */
export const CHECK_NAMES = [
  'integrity',
  'authenticity',
  'authenticTimestamp',
  'expiry',
  'revocation',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export const CHECK_ACTIONS = ['enforce', 'log', 'skip'] as const;
export type CheckAction = (typeof CHECK_ACTIONS)[number];

export interface Statement {
  readonly name: string;
  readonly registryScopes: readonly string[];
  readonly signatureVerification: {
    readonly level: Level;
    readonly override?: Readonly<Partial<Record<CheckName, CheckAction>>>;
    readonly verifyTimestamp?: 'always' | 'afterCertExpiry';
  };
  /** `ca:NAME`, `signingAuthority:NAME`, `tsa:NAME`; empty under skip. */
  readonly trustStores: readonly string[];
  /** `*` or `x509.subject: C=…, ST=…, O=…`; empty under skip. */
  readonly trustedIdentities: readonly string[];
}
