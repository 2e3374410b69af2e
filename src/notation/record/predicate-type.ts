/** The predicate type of a record: a verification summary (SLSA, verification_summary). */
export const PREDICATE_TYPE = 'https://slsa.dev/verification_summary/v1';
/** The media type of an in-toto statement, and the artifact type of a manifest that holds one. */
export const IN_TOTO_TYPE = 'application/vnd.in-toto+json';
