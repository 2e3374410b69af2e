import { quotable } from '../encoding/quotable.ts';

const CLASSES = [/[a-z]/, /[A-Z]/, /\d/];
/** A shorter part of a path reveals too little of a key to be hidden. */
const SHORT = 8;

function shownPart(part: string): string {
  const isMixed = part.length >= SHORT && CLASSES.every((one) => one.test(part));
  return isMixed || part.endsWith('=') ? '…' : part;
}

/**
 * The path of a key for an error. A line out of the middle of a PEM may stand in its place, so a path without a separator or an
 * extension is not shown, nor is a part that looks like base64.
 */
export function keyPath(path: string): string {
  if (!/[/\\.]/.test(path)) return 'the given path';
  return quotable(path, 600)
    .split(/([/\\._\s-])/)
    .map(shownPart)
    .join('');
}
