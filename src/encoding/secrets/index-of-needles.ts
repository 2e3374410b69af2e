import { isLetterOrDigit, type Searchable } from './folded.ts';
import type { Needle } from './needles.ts';

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

/** Needles are found by so many characters at their beginning; shorter ones by the first alone. */
const HEAD = 4;
/** Characters in front of a cut that may come of the bytes of one that was cut apart. */
const HALVES = 3;
const NONE: readonly never[] = [];

function headOf(text: string): string {
  return text.length < HEAD ? text.slice(0, 1) : text.slice(0, HEAD);
}

function isWord(text: string, start: number, end: number): boolean {
  const before = text[start - 1];
  const behind = text[end];
  const inside = isLetterOrDigit(text[start]!) || isLetterOrDigit(text[end - 1]!);
  if (!inside) return true;
  return (
    !(before !== undefined && isLetterOrDigit(before)) && !(behind !== undefined && isLetterOrDigit(behind))
  );
}

function stands({ text, kind }: Needle, within: string, at: number): boolean {
  return within.startsWith(text, at) && (kind !== 'word' || isWord(within, at, at + text.length));
}

/** Whether what stands in front of the cut is the beginning of the needle; its last characters may be halves themselves. */
function begins({ text }: Needle, within: string, at: number, cut: number): boolean {
  const left = cut - at;
  if (left < HEAD || left >= text.length + HALVES) return false;
  return text.startsWith(within.slice(at, Math.max(at + HEAD, cut - HALVES)));
}

/**
 * Needles, found at any number of places in one pass over a text, however many they are: a run with thousands of
 * repositories has as many tokens.
 */
export class NeedleIndex<Mark> {
  readonly #byHead = new Map<string, Kept<Mark>[]>();
  /** UTF-16 units that some needle begins with: most characters of a text are none. */
  readonly #firsts = new Set<number>();

  add(needle: Needle, mark: Mark): void {
    const head = headOf(needle.text);
    this.#firsts.add(head.charCodeAt(0));
    const kept = this.#byHead.get(head);
    if (kept) kept.push({ needle, mark });
    else this.#byHead.set(head, [{ needle, mark }]);
  }

  /** Where a needle stands, or the beginning of one in front of a cut. */
  find(
    { view, cuts }: Searchable,
    kinds: readonly Needle['kind'][],
    counts: (mark: Mark) => boolean,
  ): Range[] {
    const { text, from, to } = view;
    const found: Range[] = [];
    let next = 0;
    for (let at = 0; at < text.length; at += 1) {
      if (!this.#firsts.has(text.charCodeAt(at))) continue;
      while (next < cuts.length && cuts[next]!.at <= at) next += 1;
      const cut = cuts[next];
      for (const head of [text.slice(at, at + HEAD), text[at]!]) {
        for (const { needle, mark } of this.#byHead.get(head) ?? NONE) {
          if (!kinds.includes(needle.kind) || !counts(mark)) continue;
          if (stands(needle, text, at))
            found.push({ from: from[at]!, to: to[at + needle.text.length - 1]!, widens: needle.widens });
          else if (cut && begins(needle, text, at, cut.at))
            found.push({ from: from[at]!, to: cut.original, widens: needle.widens });
        }
      }
    }
    return found;
  }
}
