const DAY = 24 * 60 * 60 * 1000;

/** How far the clock of whoever verifies may be behind ours, in milliseconds. */
const SKEW = 5 * 60 * 1000;

/** From a few minutes ago to `days` from now; X.509 knows whole seconds. */
export function validityOf(now: Date, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const second = Math.floor(now.getTime() / 1000) * 1000;
  return { notBefore: new Date(second - SKEW), notAfter: new Date(second + days * DAY) };
}
