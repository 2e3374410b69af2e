/** What was found out about one certificate. */
export interface RevocationRow {
    readonly subject: string;
    readonly thumbprint: string;
    /** `not-revocable`: the certificate names neither OCSP nor a CRL, so its issuer has no way to revoke it. */
    readonly status: 'good' | 'revoked' | 'unknown' | 'not-revocable';
    /** What answered; `null` when nothing did. `file` is a CRL that the user gave. */
    readonly method: 'ocsp' | 'crl' | 'file' | null;
    /** The URL or the file that answered, or that was asked last. */
    readonly source: string | null;
    /** The period of the answer (thisUpdate and nextUpdate of RFC 6960 and RFC 5280). */
    readonly thisUpdate: Date | null;
    readonly nextUpdate: Date | null;
    readonly revokedAt: Date | null;
    /** The CRLReason by its name (RFC 5280, 5.3.1). */
    readonly reason: string | null;
    /** Why the status is not known, in one sentence. It may quote text from outside. */
    readonly message: string | null;
}
