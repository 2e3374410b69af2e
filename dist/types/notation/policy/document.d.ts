/** A trust policy for OCI artifacts, `trustpolicy.json` version 1.0 (Notary Project, trust-store-trust-policy.md). */
export interface TrustPolicyDocument {
    readonly version: '1.0';
    readonly trustPolicies: readonly Statement[];
}
export declare const LEVELS: readonly ['strict', 'permissive', 'audit', 'skip'];
export type Level = (typeof LEVELS)[number];
/** The checks of a trust policy in the order in which they run and are reported. */
export declare const CHECK_NAMES: readonly ['integrity', 'authenticity', 'authenticTimestamp', 'expiry', 'revocation'];
export type CheckName = (typeof CHECK_NAMES)[number];
export declare const CHECK_ACTIONS: readonly ['enforce', 'log', 'skip'];
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
