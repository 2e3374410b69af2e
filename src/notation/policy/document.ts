/** A trust policy for OCI artifacts, `trustpolicy.json` version 1.0 (Notary Project, trust-store-trust-policy.md). */
export interface TrustPolicyDocument {
  readonly version: '1.0';
  readonly trustPolicies: readonly Statement[];
}

export const LEVELS = ['strict', 'permissive', 'audit', 'skip'] as const;
export type Level = (typeof LEVELS)[number];

/** The checks of a trust policy in the order in which they run and are reported. */
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

/** One statement of a trust policy: its scopes, how strictly it verifies, and whom it trusts. */
export interface Statement {
  readonly name: string;
  readonly registryScopes: readonly string[];
  readonly signatureVerification: {
    readonly level: Level;
    readonly override?: Readonly<Partial<Record<CheckName, CheckAction>>>;
    readonly verifyTimestamp?: 'always' | 'afterCertExpiry';
  };
  /** Trust stores as `ca:NAME`, `signingAuthority:NAME` or `tsa:NAME`; empty where the level is `skip`. */
  readonly trustStores: readonly string[];
  /** `*`, or subjects as `x509.subject: C=…, ST=…, O=…`; empty where the level is `skip`. */
  readonly trustedIdentities: readonly string[];
}
