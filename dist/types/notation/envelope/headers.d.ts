/** Header names of the Notary Project's envelopes (signature-envelope-jws.md, signature-envelope-cose.md). */
export declare const HEADER: {
    readonly signingScheme: 'io.cncf.notary.signingScheme';
    readonly signingTime: 'io.cncf.notary.signingTime';
    readonly authenticSigningTime: 'io.cncf.notary.authenticSigningTime';
    readonly expiry: 'io.cncf.notary.expiry';
    readonly verificationPlugin: 'io.cncf.notary.verificationPlugin';
    readonly verificationPluginMinVersion: 'io.cncf.notary.verificationPluginMinVersion';
    readonly timestampSignature: 'io.cncf.notary.timestampSignature';
    readonly signingAgent: 'io.cncf.notary.signingAgent';
};
export declare const SCHEME_X509 = "notary.x509";
export declare const SCHEME_SIGNING_AUTHORITY = "notary.x509.signingAuthority";
/** The signing schemes that envelopes are opened of (signing-scheme.md). */
export type SigningScheme = typeof SCHEME_X509 | typeof SCHEME_SIGNING_AUTHORITY;
