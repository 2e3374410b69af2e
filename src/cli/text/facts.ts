import { printable } from '../../encoding/printable.ts';

/** A named fact of a block; `undefined` and `null` are left out. */
export type Fact = readonly [name: string, value: string | number | null | undefined];

/** Facts under one another, values aligned, everything made safe to print. */
export function factLines(facts: readonly Fact[], indent: number): string[] {
  const shown = facts.filter(([, value]) => value !== null && value !== undefined);
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(
    ([name, value]) => `${' '.repeat(indent)}${name.padEnd(width)}  ${printable(String(value), 1000)}`,
  );
}

/** A moment as people compare it: the day is enough for certificates, the time is UTC. */
export function moment(iso: string | null): string | null {
  return iso === null ? null : iso.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ' UTC');
}

export function byteSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** The columns that prose is broken at. */
const COLUMNS = 100;

/** Prose in lines that end at a blank before the last column; a word that is longer stays whole, so that it can be copied. */
export function proseLines(text: string, indent: number): string[] {
  const lines: string[] = [];
  for (const word of printable(text, 1000).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indent + last.length + 1 + word.length <= COLUMNS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => `${' '.repeat(indent)}${line}`);
}
