/** notation's trust policy for OCI artifacts, `trustpolicy.json` version 1.0 (trust-store-trust-policy.md). */
export interface TrustPolicyDocument {
  readonly version: '1.0';
  readonly trustPolicies: readonly Statement[];
}

export type Level = 'strict' | 'permissive' | 'audit' | 'skip';
export type CheckName = 'integrity' | 'authenticity' | 'authenticTimestamp' | 'expiry' | 'revocation';
export type CheckAction = 'enforce' | 'log' | 'skip';

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
