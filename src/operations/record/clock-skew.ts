/** Milliseconds by which the clocks of two machines may differ. A record that is stated later than that is from the future. */
export const CLOCK_SKEW = 5 * 60_000;
