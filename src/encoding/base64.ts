import { Buffer } from 'node:buffer';
import { type ErrorContext, errorIn } from './error-context.ts';

function decode(text: string, variant: 'base64' | 'base64url', context: ErrorContext): Uint8Array {
  const bytes = Buffer.from(text, variant);
  // Node skips characters outside of the alphabet, so the text is compared with its own encoding (RFC 4648, 3.5).
  if (bytes.toString(variant) !== text) throw errorIn(context, `is not canonical ${variant}`);
  return bytes;
}

/** The last digits whose unused bits are zero, by the number of `=` behind them (RFC 4648, 3.5). */
const LAST_DIGIT = ['', 'AEIMQUYcgkosw048', 'AQgw'] as const;

/** Whether {@link decodeBase64} accepts the text. It is not decoded for that. */
export function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const digits = text.length - padding;
  return (
    /^[A-Za-z0-9+/]*={0,2}$/.test(text) && (padding === 0 || LAST_DIGIT[padding].includes(text[digits - 1]!))
  );
}

/** Standard base64 with padding (RFC 4648, 4), canonical only. */
export function decodeBase64(text: string, context: ErrorContext): Uint8Array {
  return decode(text, 'base64', context);
}

/** base64url without padding (RFC 7515, 2), canonical only. */
export function decodeBase64Url(text: string, context: ErrorContext): Uint8Array {
  return decode(text, 'base64url', context);
}

export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

export function encodeBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
