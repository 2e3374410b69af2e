import { type View, ViewBuilder } from './view.ts';

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** Lower case, one character (UTF-16 unit) for one. */
export function foldedText(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return [...text].map((one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).join('');
}

export function isLetterOrDigit(text: string): boolean {
  return LETTER_OR_DIGIT.test(text);
}

/** The letters and digits of a text in lower case. */
export function skeletonText(text: string): string {
  return foldedText(text.replace(/[^\p{L}\p{N}]/gu, ''));
}

/** Where text was cut off: `…` stood there. */
export interface Cut {
  /** Index in the view of the character that would follow. */
  readonly at: number;
  /** Index of the `…` in the original. */
  readonly original: number;
}

/** A view to be searched. */
export interface Searchable {
  readonly view: View;
  readonly cuts: readonly Cut[];
}

/** As it stands, in lower case. */
export function folded(view: View): Searchable {
  const cuts = [...view.text.matchAll(/…/g)].map(({ index }) => ({
    at: index,
    original: view.to[index]! - 1,
  }));
  return { view: { ...view, text: foldedText(view.text) }, cuts };
}

/**
 * Its letters and digits alone: nothing that is put between the characters of a secret, such as a line break in base64,
 * and no other alphabet of base64 hides it.
 */
export function skeleton(view: View): Searchable {
  const builder = new ViewBuilder();
  const cuts: Cut[] = [];
  let at = 0;
  for (const character of view.text) {
    if (character === '…') cuts.push({ at: builder.length, original: view.to[at]! - 1 });
    else if (isLetterOrDigit(character)) builder.copy(view, at, at + character.length);
    at += character.length;
  }
  const built = builder.build(view.original);
  return { view: { ...built, text: foldedText(built.text) }, cuts };
}
