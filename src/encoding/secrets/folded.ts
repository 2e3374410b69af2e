import { type View, ViewBuilder } from './view.ts';

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** The text in lower case and of the same length in UTF-16 units: a character whose lower case is longer stays as it is. */
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

/** A place where `…` marks that text was cut off. */
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

/** The view itself, in lower case. */
export function folded(view: View): Searchable {
  const cuts = [...view.text.matchAll(/…/g)].map(({ index }) => ({
    at: index,
    original: view.to[index]! - 1,
  }));
  return { view: { ...view, text: foldedText(view.text) }, cuts };
}

/**
 * Only the letters and digits of the view, so that neither characters between those of a secret, such as line breaks in
 * base64, nor the other alphabet of base64 hide it.
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
