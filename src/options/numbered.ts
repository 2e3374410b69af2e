/** `1-3, 7` */
function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] + 1 === number) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges
    .map(([from, to]) => (from === to ? `${from}` : from + 1 === to ? `${from}, ${to}` : `${from}-${to}`))
    .join(', ');
}

/**
 * The texts of several problems in one, each behind the number of its problem: `(1) a (2) b`. What several of them have in common stands
 * once, behind all of their numbers, and what all have, without one.
 */
export function numbered(texts: readonly string[]): string {
  const numbers = Map.groupBy(texts.keys(), (at) => texts[at]!);
  if (numbers.size === 1) return texts[0]!;
  return [...numbers].map(([text, same]) => `(${rangesOf(same.map((at) => at + 1))}) ${text}`).join(' ');
}
