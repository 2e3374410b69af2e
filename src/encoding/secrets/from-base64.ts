import { Buffer } from 'node:buffer';
import { utf8Characters } from './utf8-characters.ts';
import { type View, ViewBuilder } from './view.ts';

/** Either alphabet of RFC 4648; a `/` before a text in a URL looks like one of its characters. */
const RUN = /[A-Za-z0-9+/_-]{2,}/g;
const READABLE = /^[\t\n\r -~\u00a1-\u{10ffff}]$/u;
/** What is not readable; it separates words. */
const GAP = '\0';
/** So many readable characters together are no accident among others that are not. */
const STRETCH = 4;

/**
 * What the base64 in a view says when it is read from its character number `offset` (0 to 3): what stands before it may be
 * of the alphabet too. Only what is readable is kept. `undefined` when nothing is.
 */
export function fromBase64({ text, from, to }: View, offset: number): View | undefined {
  const builder = new ViewBuilder();
  for (const match of text.matchAll(RUN)) {
    const start = match.index + offset;
    const base64 = match[0].slice(offset);
    if (base64.length < 2) continue;
    const characters = utf8Characters(Buffer.from(base64, 'base64'));
    const readable = characters.map((one) => READABLE.test(one.text));
    const isWhole = !readable.includes(false);
    for (let i = 0; i < characters.length; ) {
      let end = i;
      while (readable[end]) end += 1;
      if (end > i && (isWhole || end - i >= STRETCH)) {
        for (const { text: shown, at, length } of characters.slice(i, end)) {
          const first = start + Math.floor((at * 4) / 3);
          const last = start + Math.ceil(((at + length) * 4) / 3) - 1;
          builder.add(shown, from[first]!, to[Math.min(last, match.index + match[0].length - 1)]!);
        }
        builder.add(GAP, from[start]!, from[start]!);
      }
      i = Math.max(end, i + 1);
    }
  }
  return builder.length === 0 ? undefined : builder.build();
}
