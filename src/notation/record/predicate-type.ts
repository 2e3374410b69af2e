/** The predicate type of a record: a verification summary (SLSA, verification_summary). */
export const PREDICATE_TYPE = 'https://slsa.dev/verification_summary/v1';
