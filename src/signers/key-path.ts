import { quotable } from '../encoding/quotable.ts';

const CLASSES = [/[a-z]/, /[A-Z]/, /\d/];
/** A part of a path that is no longer is not much of a key. */
const SHORT = 8;

function shownPart(part: string): string {
  const isMixed = part.length >= SHORT && CLASSES.every((one) => one.test(part));
  return isMixed || part.endsWith('=') ? '…' : part;
}

/**
 * The path of a key as an error shows it. A line out of the middle of a PEM is a path too: without a separator or an
 * extension nothing is shown, nor is a part that looks as base64 does.
 */
export function keyPath(path: string): string {
  if (!/[/\\.]/.test(path)) return 'the given path';
  return quotable(path, 600)
    .split(/([/\\._\s-])/)
    .map(shownPart)
    .join('');
}
