import { utf8Characters } from './utf8-characters.ts';
import { type View, ViewBuilder } from './view.ts';

/**
 * How characters are written in URLs (RFC 3986, 2.1), JSON (RFC 8259, 7), HTML (5, "Character references"), and in what
 * programs of Go, Python and C print as quoted text.
 */
const ESCAPE =
  /(?:%[0-9a-fA-F]{2})+|(?:\\x[0-9a-fA-F]{2})+|(?:\\[0-3][0-7]{2})+|[%\\]u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}|\\[\s\S]|&#[xX][0-9a-fA-F]{1,6};?|&#\d{1,7};?|&(?:amp|lt|gt|quot|apos|nbsp);/g;

const NAMES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&nbsp;': ' ',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
  '\\b': '\b',
  '\\f': '\f',
};

/** Escapes that write bytes: how many characters write one, and in which base the last of them is a number. */
const BYTES: readonly (readonly [start: RegExp, width: number, digits: number, base: number])[] = [
  [/^%[^u]/, 3, 2, 16],
  [/^\\x/, 4, 2, 16],
  [/^\\[0-3][0-7]{2}/, 4, 3, 8],
];

function codePoint(written: string): string | undefined {
  const hex = /^(?:[%\\]u\{?|\\U|&#[xX])([0-9a-fA-F]+)/.exec(written)?.[1];
  const decimal = /^&#(\d+)/.exec(written)?.[1];
  const value = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return Number.isNaN(value) || value > 0x10ffff ? undefined : String.fromCodePoint(value);
}

function add(builder: ViewBuilder, { from, to }: View, written: string, at: number): void {
  const [, width = 0, digits = 0, base = 0] = BYTES.find(([start]) => start.test(written)) ?? [];
  if (width === 0) {
    const text = NAMES[written] ?? codePoint(written) ?? written.slice(1);
    builder.add(text, from[at]!, to[at + written.length - 1]!);
    return;
  }
  const bytes = Uint8Array.from({ length: written.length / width }, (_, i) =>
    Number.parseInt(written.slice((i + 1) * width - digits, (i + 1) * width), base),
  );
  for (const character of utf8Characters(bytes)) {
    const start = at + character.at * width;
    builder.add(character.text, from[start]!, to[start + character.length * width - 1]!);
  }
}

/** The view with its escapes read, once; `undefined` when it has none. */
export function unescaped(view: View): View | undefined {
  const { text } = view;
  const builder = new ViewBuilder();
  let done = 0;
  for (const match of text.matchAll(ESCAPE)) {
    builder.copy(view, done, match.index);
    add(builder, view, match[0], match.index);
    done = match.index + match[0].length;
  }
  if (done === 0) return undefined;
  builder.copy(view, done, text.length);
  return builder.build(view.original);
}
