/** notation's trust policy for OCI artifacts, `trustpolicy.json` version 1.0 (trust-store-trust-policy.md). */
export interface TrustPolicyDocument {
    readonly version: '1.0';
    readonly trustPolicies: readonly Statement[];
}
export declare const LEVELS: readonly ['strict', 'permissive', 'audit', 'skip'];
export type Level = (typeof LEVELS)[number];
/** In the order in which they are run and reported. */
export declare const CHECK_NAMES: readonly ['integrity', 'authenticity', 'authenticTimestamp', 'expiry', 'revocation'];
export type CheckName = (typeof CHECK_NAMES)[number];
export declare const CHECK_ACTIONS: readonly ['enforce', 'log', 'skip'];
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
