import { foldedText, isLetterOrDigit, type Searchable } from './folded.ts';
import type { Needle } from './needles.ts';
import type { View } from './view.ts';

/** A part of the original text. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly widens?: true | undefined;
}

interface Kept<Mark> {
  readonly needle: Needle;
  readonly mark: Mark;
}

/** Needles are indexed by this many characters at their beginning; shorter ones by the first alone. */
const HEAD = 4;
/** The most characters in front of a cut that may stand for the bytes of one character that was cut apart. */
const HALVES = 3;
/** Characters behind the first one of the longest escape, `\U0001f600`. */
const ESCAPE_TAIL = 9;
const NONE: readonly never[] = [];

function headOf(text: string): string {
  return text.length < HEAD ? text.slice(0, 1) : text.slice(0, HEAD);
}

/** What most bytes are that were read from a text which is no base64. */
const NOT_ASCII = /[^\0-\x7f]/;

/** Whether the range is no part of a longer word. In text from base64 (`isDecoded`) only ASCII separates words. */
function isWord(text: string, start: number, end: number, isDecoded: boolean): boolean {
  const joins = (one: string | undefined): boolean =>
    one !== undefined && (isLetterOrDigit(one) || (isDecoded && NOT_ASCII.test(one)));
  const inside = isLetterOrDigit(text[start]!) || isLetterOrDigit(text[end - 1]!);
  return !inside || !(joins(text[start - 1]) || joins(text[end]));
}

function stands({ text, kind }: Needle, { text: within, original }: View, at: number): boolean {
  if (!within.startsWith(text, at)) return false;
  return kind !== 'word' || isWord(within, at, at + text.length, original === undefined);
}

/** Whether the text in front of the cut is the beginning of the needle, but for characters that the cut may have changed. */
function begins({ text }: Needle, within: string, at: number, cut: number): boolean {
  const left = cut - at;
  if (left < HEAD || left >= text.length + HALVES) return false;
  return text.startsWith(within.slice(at, Math.max(at + HEAD, cut - HALVES)));
}

/**
 * Finds all needles in one pass over a text, however many there are: a run with thousands of repositories has as many tokens.
 */
export class NeedleIndex<Mark> {
  readonly #byHead = new Map<string, Kept<Mark>[]>();
  /** The first UTF-16 unit of each needle. Most characters of a text are not among them, and are passed over. */
  readonly #firsts = new Set<number>();

  add(needle: Needle, mark: Mark): void {
    const head = headOf(needle.text);
    this.#firsts.add(head.charCodeAt(0));
    const kept = this.#byHead.get(head);
    if (kept) kept.push({ needle, mark });
    else this.#byHead.set(head, [{ needle, mark }]);
  }

  /** The ranges of needles, and of the beginnings of needles in front of a cut. */
  find(
    { view, cuts }: Searchable,
    kinds: readonly Needle['kind'][],
    counts: (mark: Mark) => boolean,
  ): Range[] {
    const { text, from, to } = view;
    const found: Range[] = [];
    let next = 0;
    for (let at = 0; at < text.length; at += 1) {
      found.push(...this.#behindEscape(view, at, kinds, counts));
      if (!this.#firsts.has(text.charCodeAt(at))) continue;
      while (next < cuts.length && cuts[next]!.at <= at) next += 1;
      const cut = cuts[next];
      for (const head of [text.slice(at, at + HEAD), text[at]!]) {
        for (const { needle, mark } of this.#byHead.get(head) ?? NONE) {
          if (!kinds.includes(needle.kind) || !counts(mark)) continue;
          if (stands(needle, view, at))
            found.push({ from: from[at]!, to: to[at + needle.text.length - 1]!, widens: needle.widens });
          else if (cut && begins(needle, text, at, cut.at))
            found.push({ from: from[at]!, to: cut.original, widens: needle.widens });
        }
      }
    }
    return found;
  }

  /** Needles that begin in what was read as an escape in front of `at`: in `%abc%2Fdef` it may be `abc/def`. */
  #behindEscape(
    { text, from, to, original }: View,
    at: number,
    kinds: readonly Needle['kind'][],
    counts: (mark: Mark) => boolean,
  ): Range[] {
    const start = from[at]!;
    const isBehind = at === 0 ? start > 0 : from[at - 1] !== start - 1;
    if (original === undefined || !isBehind) return [];
    const found: Range[] = [];
    for (let length = 1; length <= Math.min(ESCAPE_TAIL, start); length += 1) {
      const tail = foldedText(original.slice(start - length, start));
      if (!this.#firsts.has(tail.charCodeAt(0))) continue;
      const joined = tail + text.slice(at, at + HEAD);
      for (const head of [joined.slice(0, HEAD), joined[0]!]) {
        for (const { needle, mark } of this.#byHead.get(head) ?? NONE) {
          const isMeant = needle.kind !== 'word' && kinds.includes(needle.kind) && counts(mark);
          if (!isMeant || needle.text.length <= length) continue;
          if (!needle.text.startsWith(tail) || !text.startsWith(needle.text.slice(length), at)) continue;
          const end = at + needle.text.length - length;
          found.push({ from: start - length, to: to[end - 1]!, widens: needle.widens });
        }
      }
    }
    return found;
  }
}
