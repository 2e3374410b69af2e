import { printable } from '../../encoding/printable.ts';
import { folded } from './folded.ts';
import type { Page } from './page.ts';

export { byteSize } from '../../encoding/byte-size.ts';

/** A named fact of a block; `undefined` and `null` are left out. */
export type Fact = readonly [name: string, value: string | number | null | undefined];

/** Facts under one another, values aligned and folded, everything made safe to print. */
export function factLines(facts: readonly Fact[], indent: number, { columns }: Page): string[] {
  const shown = facts.filter(([, value]) => value !== null && value !== undefined);
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.flatMap(([name, value]) =>
    folded(`${' '.repeat(indent)}${name.padEnd(width)}  `, printable(String(value), 1000), columns),
  );
}

/** `1 blob`, `9 blobs` */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A moment as people compare it: the day is enough for certificates, the time is UTC. */
export function moment(iso: string | null): string | null {
  return iso === null ? null : iso.replace('T', ' ').replace(/(?:\.\d+)?Z$/, ' UTC');
}

/** The columns that prose is broken at where the page is wider. */
const PROSE = 100;

/** Prose in lines of some length; a word that is longer stays whole, so that it can be copied. */
export function proseLines(text: string, indent: number, { columns }: Page): string[] {
  return folded(' '.repeat(indent), printable(text, 1000), Math.min(columns, PROSE));
}
