import { printable } from './printable.ts';

const HIDDEN = '…';
/** Longer texts are cut, and shown shorter still. */
const LOOKED_AT = 4096;

/** Of the alphabets of base64, which `/`, `-` and `_` of a path belong to. */
const RUN = /[A-Za-z0-9+/=_-]{16,}/g;
const SEGMENT = /[A-Za-z0-9+=]{16,}/g;
/** Digests and UUIDs. */
const HEX = /^[0-9a-f-]*$/;
/**
 * How many characters are of another class than the one before. In base64 six of ten, in the beginning of a DER key three to
 * four; in names of several words two. No name of one word is as long as half a line of a PEM.
 */
const CHANGES = { letters: 0.45, short: 0.35, long: 0.2 } as const;
const LONG = 32;

const CLASSES = [/[a-z]/, /[A-Z]/, /\d/];

function isRandom(text: string): boolean {
  const [lower, upper, digit] = CLASSES.map((one) => one.test(text));
  if (HEX.test(text) || !lower || !upper) return false;
  const classes = [...text].map((character) => CLASSES.findIndex((one) => one.test(character)));
  const changes = classes.filter((one, i) => i > 0 && one !== classes[i - 1]).length;
  const mixed = text.length < LONG ? 'short' : 'long';
  return changes / (classes.length - 1) > CHANGES[digit ? mixed : 'letters'];
}

/** Parts of a text that look like a key or a token: of the alphabet of base64, and no words. */
export function randomParts(text: string): readonly string[] {
  return (text.match(RUN) ?? []).flatMap((run) => {
    const segments = (run.match(SEGMENT) ?? []).filter(isRandom);
    // A line of a key with a slash in it: what is left of it is of the key too.
    return segments.join('').length * 5 >= run.length * 2 ? [run] : segments;
  });
}

/** `USER:PASSWORD@` goes up to the last `@`; a path with an `@` has no colon before it. */
function withoutLogin(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/|)(.*)$/is.exec(text) ?? [];
  const end = rest.lastIndexOf('@');
  const isLogin = end > 0 && (scheme !== '' || rest.slice(0, end).includes(':'));
  return isLogin ? `${scheme}${HIDDEN}${rest.slice(end)}` : text;
}

/**
 * What a user gave for a name or a path, fit for an error: safe to print, and without what may be a secret that was put in
 * the wrong place: the login of a URL, a key, a JSON document, whatever looks like base64.
 */
export function quotable(text: string, max = 300): string {
  if (text.includes('-----BEGIN') || /^\s*\{/.test(text)) return '(not shown)';
  const named = withoutLogin(text.slice(0, LOOKED_AT));
  const shown = randomParts(named).reduce((left, part) => left.replaceAll(part, HIDDEN), named);
  return printable(shown, max);
}
