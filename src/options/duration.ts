const MILLISECONDS: ReadonlyMap<string | undefined, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);

/** The longest duration in milliseconds: a hundred years. */
const LONGEST = 36_525 * 86_400_000;

/**
 * `30d`, `24h`, `10m`, `90s`, `1h30m` in milliseconds; `undefined` when it is not a duration, is zero or over a hundred
 * years. A number without a unit is not a duration: some tools read it as seconds, others as minutes.
 */
export function parseDuration(text: string): number | undefined {
  if (!/^(?:\d{1,9}(?:ms|[smhdw]))+$/.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|[smhdw])/g)) {
    total += Number(count) * (MILLISECONDS.get(unit) ?? Number.NaN);
  }
  return total > 0 && total <= LONGEST ? total : undefined;
}
