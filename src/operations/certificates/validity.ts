const DAY = 24 * 60 * 60 * 1000;

/** Milliseconds by which the clock of a verifier may be behind ours. */
const SKEW = 5 * 60 * 1000;

/** A validity from a few minutes ago to `days` from now, in whole seconds (RFC 5280, 4.1.2.5). */
export function validityOf(now: Date, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const second = Math.floor(now.getTime() / 1000) * 1000;
  return { notBefore: new Date(second - SKEW), notAfter: new Date(second + days * DAY) };
}
