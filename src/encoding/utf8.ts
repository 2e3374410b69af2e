import { Buffer, isUtf8 } from 'node:buffer';
import { type ErrorContext, errorIn } from './error-context.ts';

/** Decodes UTF-8 and refuses malformed sequences instead of replacing them. */
export function decodeUtf8(bytes: Uint8Array, context: ErrorContext): string {
  if (!isUtf8(bytes)) throw errorIn(context, 'is not UTF-8');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
