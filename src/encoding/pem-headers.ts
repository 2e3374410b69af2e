import { type ErrorContext, errorIn } from './error-context.ts';

export interface PemBody {
  readonly headers: readonly string[];
  /** Base64, with whatever white space is in it. */
  readonly content: string;
}

/** The two headers of a key that OpenSSL encrypted in the traditional way (RFC 1421, 4.6.1), with or without line breaks. */
const ENCRYPTED = /^\s*Proc-Type:\s*4\s*,\s*ENCRYPTED\s*DEK-Info:\s*([A-Z0-9-]{1,40})\s*,\s*/;

const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,40}: \S/;

/** The hexadecimal digits of the initialisation vector by cipher. Without line breaks only their number tells where it ends. */
const VECTORS: readonly (readonly [cipher: RegExp, digits: number])[] = [
  [/^(?:AES|CAMELLIA|ARIA)-\d{3}-CBC$/, 32],
  [/^SEED-CBC$/, 32],
  [/^(?:DES|DES-EDE3|DES-EDE|RC2|RC2-40|RC2-64|BF|CAST5)-CBC$/, 16],
];

function encrypted(body: string, context: ErrorContext): PemBody | undefined {
  const [start, cipher] = ENCRYPTED.exec(body) ?? [];
  if (start === undefined || cipher === undefined) return undefined;
  const digits = VECTORS.find(([pattern]) => pattern.test(cipher))?.[1];
  if (digits === undefined) throw errorIn(context, `is encrypted with the unknown cipher ${cipher}`);
  const vector = body.slice(start.length, start.length + digits);
  if (vector.length !== digits || !/^[0-9A-Fa-f]+$/.test(vector))
    throw errorIn(context, 'has a DEK-Info header that is cut');
  return {
    headers: ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${cipher},${vector}`],
    content: body.slice(start.length + digits),
  };
}

/**
 * Cuts the headers of a PEM block (RFC 1421, 4.4) from its content. Those of an encrypted key are also found when their line
 * breaks are gone; other headers need their line breaks.
 *
 * @throws SealiftError with the code of `context`.
 */
export function splitPemHeaders(body: string, context: ErrorContext): PemBody {
  if (!body.includes(':')) return { headers: [], content: body };
  const known = encrypted(body, context);
  if (known) return known;
  const lines = body.trim().split(/\r\n|[\r\n]/);
  const after = lines.findIndex((line) => !line.includes(':'));
  const headers = lines.slice(0, Math.max(after, 0)).map((line) => line.trim());
  if (headers.length === 0 || !headers.every((line) => HEADER.test(line)))
    throw errorIn(context, 'has headers that cannot be told from its content');
  return { headers, content: lines.slice(after).join('\n') };
}
