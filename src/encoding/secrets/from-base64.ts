import { Buffer } from 'node:buffer';
import { characterAt, characterLength } from './utf8-characters.ts';
import { type View, ViewBuilder } from './view.ts';

/** Either alphabet of RFC 4648; a `/` before a text in a URL looks like one of its characters. */
const RUN = /[A-Za-z0-9+/_-]{2,}/g;
/** Stands for bytes that are not readable; it separates words. */
const GAP = '\0';
/** The least readable characters that are kept between unreadable ones. Fewer occur by accident. */
const STRETCH = 4;
/** The least characters of a run that is readable as a whole. One is a part of many words: `ea` is the base64 of `y`. */
const WHOLE = 2;

function isReadable(point: number): boolean {
  return (
    point >= 0xa0 || (point >= 0x20 && point < 0x7f) || point === 0x09 || point === 0x0a || point === 0x0d
  );
}

/** A range of bytes whose characters are all readable. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly characters: number;
}

/** The readable ranges. Nothing is kept for an unreadable byte, because most of what looks like base64 is none. */
function stretchesOf(bytes: Uint8Array): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  let characters = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = at + characterLength(bytes, at);
    if (isReadable(characterAt(bytes, at))) characters += 1;
    else {
      if (characters > 0) found.push({ from, to: at, characters });
      characters = 0;
      from = end;
    }
    at = end;
  }
  if (characters > 0) found.push({ from, to: bytes.length, characters });
  return found;
}

/**
 * Decodes each run of base64 in a view from its character number `offset` (0 to 3), because characters in front of the base64
 * may be of its alphabet too. Only readable text is kept; `undefined` when there is none.
 */
export function fromBase64({ text, from, to }: View, offset: number): View | undefined {
  const builder = new ViewBuilder();
  for (const match of text.matchAll(RUN)) {
    const start = match.index + offset;
    const behind = match.index + match[0].length;
    const base64 = match[0].slice(offset);
    if (base64.length < 2) continue;
    const bytes = Buffer.from(base64, 'base64');
    for (const stretch of stretchesOf(bytes)) {
      const isWhole = stretch.from === 0 && stretch.to === bytes.length;
      if (stretch.characters < (isWhole ? WHOLE : STRETCH)) continue;
      for (let at = stretch.from; at < stretch.to; ) {
        const end = at + characterLength(bytes, at);
        const last = Math.min(start + Math.ceil((end * 4) / 3), behind) - 1;
        const shown = String.fromCodePoint(characterAt(bytes, at));
        builder.add(shown, from[start + Math.floor((at * 4) / 3)]!, to[last]!);
        at = end;
      }
      builder.add(GAP, from[start]!, from[start]!);
    }
  }
  return builder.length === 0 ? undefined : builder.build();
}
