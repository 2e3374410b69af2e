import { Buffer } from 'node:buffer';
import { expect } from 'vitest';
import { printable } from '../../src/encoding/printable.ts';

const percent = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const unicode = (text: string): string =>
  Array.from(
    { length: text.length },
    (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** What others do to what they repeat. */
export const ENCODINGS = {
  raw: (text: string): string => text,
  'upper case': (text: string): string => text.replace(/[a-z]/g, (one) => one.toUpperCase()),
  'percent-encoded': (text: string): string => encodeURIComponent(text),
  'percent-encoded in lower case': (text: string): string =>
    encodeURIComponent(text).replace(/%../g, (one) => one.toLowerCase()),
  'percent-encoded whole': percent,
  'percent-encoded twice': (text: string): string => encodeURIComponent(encodeURIComponent(text)),
  'a form': (text: string): string => new URLSearchParams({ a: text }).toString().slice(2),
  JSON: (text: string): string => JSON.stringify(text).slice(1, -1),
  'JSON with escaped slashes': (text: string): string =>
    JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  'JSON in \\u': unicode,
  'JSON in JSON': (text: string): string => JSON.stringify(JSON.stringify(text)),
  HTML: (text: string): string => text.replace(/[^a-z]/gi, (one) => `&#${one.codePointAt(0)};`),
  base64,
  'base64 without padding': (text: string): string => base64(text).replace(/=+$/, ''),
  'base64 for URLs': (text: string): string => Buffer.from(text).toString('base64url'),
  'base64 percent-encoded': (text: string): string => encodeURIComponent(base64(text)),
  'base64 twice': (text: string): string => base64(base64(text)),
  'base64 of JSON': (text: string): string => base64(JSON.stringify({ a: [text] })),
  'base64 in lines': (text: string): string => base64(`before ${text} behind`).replace(/.{7}/g, '$&\n'),
  hexadecimal: (text: string): string => Buffer.from(text).toString('hex'),
  'quoted bytes': (text: string): string => percent(text).replaceAll('%', '\\x'),
  printable: (text: string): string => printable(text, 10_000),
} as const;

/** Nothing of a text says the secret, however it is read. */
export function expectHidden(shown: string, secret: string): void {
  const lower = shown.toLowerCase();
  for (const [name, encode] of Object.entries(ENCODINGS)) {
    const at = lower.indexOf(encode(secret).toLowerCase());
    expect(at < 0 ? '' : `${name}: ${shown.slice(Math.max(0, at - 60), at + 100)}`).toBe('');
  }
  for (const [run] of shown.matchAll(/[A-Za-z0-9+/_-]{8,}/g)) {
    for (const offset of [0, 1, 2, 3]) {
      expect(Buffer.from(run.slice(offset), 'base64').toString('utf8')).not.toContain(secret);
    }
  }
}
