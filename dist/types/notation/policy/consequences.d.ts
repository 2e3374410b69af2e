import type { Statement } from './document.ts';
/** What verifying does: refuse the image, pass it with a warning, pass it after looking, or not look. */
export type Consequence = 'refused' | 'reported' | 'passes' | 'not-checked';
/** Images that people ask about, and the check that meets each. */
declare const MET_BY: {
    readonly 'untrusted-signer': 'authenticity';
    readonly 'expired-signature': 'expiry';
    readonly 'expired-certificate': 'authenticTimestamp';
    readonly 'revoked-certificate': 'revocation';
    readonly 'unknown-revocation': 'revocation';
};
/** Images that are told of where a statement names a `tsa` store. */
type TimestampCase = 'no-timestamp' | 'expired-certificate-timestamped';
export type ImageCase = 'unsigned' | keyof typeof MET_BY | TimestampCase;
/** What a statement means for each kind of image, as {@link actionsOf} has it. An unsigned image passes the level skip alone. */
export declare function consequencesOf(statement: Statement): {
    readonly image: ImageCase;
    readonly verify: Consequence;
}[];
export {};
