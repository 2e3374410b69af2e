/** What `--signed-by` and `--expiring` found in a signature. */
export interface MatchResult {
    /** The certificate of `--signed-by`, and its place in the chain, 1 for the signer's own; `null` when it was not asked for. */
    readonly certificate: {
        readonly subject: string;
        readonly thumbprint: string;
        readonly position: number;
        readonly of: number;
    } | null;
    /** What ends the signature first; `null` when `--expiring` was not asked for. */
    readonly end: {
        readonly at: string;
        /** `expiry`: the signature's own. `certificate`: one of its chain. */
        readonly by: 'expiry' | 'certificate';
        /** The subject of that certificate; `null` with `expiry`. */
        readonly subject: string | null;
        /** Whether it has ended already. */
        readonly over: boolean;
        /** Whether the signature has a timestamp, which nobody judged: under a `tsa` store it may outlive its certificates. */
        readonly timestamped: boolean;
    } | null;
}
/** The signatures that were asked for; `null` for what was not. */
export interface FilterResult {
    /** Thumbprint of the certificate, 64 digits. */
    readonly signedBy: string | null;
    /** They stop verifying by then. */
    readonly endsBy: string | null;
}
