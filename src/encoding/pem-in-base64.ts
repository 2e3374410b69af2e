import { Buffer } from 'node:buffer';
import { decodeBase64 } from './base64.ts';
import { isWholeDer } from './der.ts';
import { type ErrorContext, errorIn } from './error-context.ts';
import { userText } from './user-text.ts';

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** The beginning of the base64 of `-----BEGIN`, with and without a byte order mark. */
const OF_PEM = /^(?:77u\/)?LS0tLS1CRUdJTi/;

/**
 * The text that `text` is the base64 of, when that is PEM; `undefined` when it is no base64 at all. Base64 is undone once.
 *
 * @throws SealiftError with the code of `context`, for base64 that is cut or of something else.
 */
export function pemInBase64(text: string, context: ErrorContext): string | undefined {
  const base64 = text.replace(/^\s*(["'])([^"']*)\1\s*$/, '$2').replace(/\s+/g, '');
  if (!BASE64.test(base64)) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.includes('-----BEGIN'))
    return userText(
      decodeBase64(base64, { ...context, what: `${context.what}, base64 of PEM` }),
      context,
      'replace',
    );
  // This finds both byte orders: in big-endian text the zero of the next letter follows each letter.
  if (bytes.includes('BEGIN', 0, 'utf16le')) userText(bytes, context);
  if (OF_PEM.test(bytes.toString('latin1'))) {
    throw errorIn(context, 'is base64 of base64 of PEM', 'Encode the PEM once, or not at all.');
  }
  if (OF_PEM.test(base64)) throw errorIn(context, 'is base64 of PEM, but not all of it');
  if (isWholeDer(bytes)) {
    throw errorIn(
      context,
      'is base64 without the lines -----BEGIN …----- and -----END …-----',
      'Give the whole PEM, those lines included.',
    );
  }
  return undefined;
}
