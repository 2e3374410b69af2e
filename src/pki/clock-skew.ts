/**
 * Milliseconds by which an answer about revocation may be newer than the time that a check takes for now. That time is when the
 * run began, a responder that signs at once answers later, and its clock may differ; OpenSSL allows the same five minutes.
 */
export const CLOCK_SKEW = 300_000;
