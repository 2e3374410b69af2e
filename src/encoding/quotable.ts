import { printable } from './printable.ts';

const HIDDEN = '…';
/** Longer texts are cut to this length before they are searched. */
const LOOKED_AT = 4096;

/** Runs of characters of base64 and base64url. `/`, `-` and `_` belong to these alphabets and stand in paths as well. */
const RUN = /[A-Za-z0-9+/=_-]{16,}/g;
const SEGMENT = /[A-Za-z0-9+=]{16,}/g;
/** Digests and UUIDs, which are no secrets. */
const HEX = /^[0-9a-f-]*$/;
/**
 * The least share of characters whose class differs from that of the one before, for a random text. In base64 six of ten
 * differ, at the beginning of a DER key three to four, in names of several words two. No single word is as long as half a
 * line of PEM.
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
    // Where two fifths of a run are random, it is one key with slashes in it, and is hidden as a whole.
    return segments.join('').length * 5 >= run.length * 2 ? [run] : segments;
  });
}

/** Hides `USER:PASSWORD@`, which goes up to the last `@`. A path with an `@` has no colon before it. */
function withoutLogin(text: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/|)(.*)$/is.exec(text) ?? [];
  const end = rest.lastIndexOf('@');
  const isLogin = end > 0 && (scheme !== '' || rest.slice(0, end).includes(':'));
  return isLogin ? `${scheme}${HIDDEN}${rest.slice(end)}` : text;
}

/**
 * Makes a name or path that the user gave fit for an error: safe to print, and without what may be a secret in the wrong
 * place, such as the login of a URL, a key, a JSON document or whatever looks like base64.
 */
export function quotable(text: string, max = 300): string {
  if (text.includes('-----BEGIN') || /^\s*\{/.test(text)) return '(not shown)';
  const named = withoutLogin(text.slice(0, LOOKED_AT));
  const shown = randomParts(named).reduce((left, part) => left.replaceAll(part, HIDDEN), named);
  return printable(shown, max);
}
