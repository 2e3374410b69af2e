import { decodeBase64 } from './base64.ts';
import { derElement } from './der.ts';
import { type ErrorContext, errorIn } from './error-context.ts';
import type { PemBlock } from './pem.ts';
import { withoutEscapes } from './pem-escapes.ts';
import { splitPemHeaders } from './pem-headers.ts';
import { pemInBase64 } from './pem-in-base64.ts';
import { printable } from './printable.ts';
import { userText } from './user-text.ts';

/** Any white space may stand where RFC 7468, 3 has one space, and lines need not begin with a border. */
const BORDER = /-----(BEGIN|END)((?:\s+[A-Z0-9]+){1,8})\s*-----/g;

/** Borders that lost a dash, a space or their case; text around blocks has no such words. */
const DAMAGED = [
  /\p{Pd}(?:BEGIN|END)[A-Z0-9\s%+_]{0,40}(?:CERTIFICATE|KEY|REQUEST)/u,
  /\p{Pd}{2}\s{0,8}(?:BEGIN|END)[A-Z0-9\s]{0,40}(?:CERTIFICATE|KEY|REQUEST)/iu,
  /\b(?:BEGIN|END)[A-Z0-9\s]{0,40}(?:CERTIFICATE|KEY|REQUEST)\s{0,8}\p{Pd}{2}/iu,
];

/** A whole line of content (RFC 7468, 2: 64 characters) that stands in no block, and is no digest in hexadecimal. */
const STRAY = /^(?![0-9a-fA-F]{64}$)[A-Za-z0-9+/]{64}$/m;

/** A border that is commented out at the beginning of its line. */
const COMMENT = /^[ \t]*[#;][#; \t]*-----(?:BEGIN|END)[ \t][A-Z0-9 \t]{1,80}-----[ \t]*$/gm;

/** Labels of blocks whose content is one element of DER, so that the loss of a character is detected. */
const DER = new Set([
  'CERTIFICATE',
  'X509 CERTIFICATE',
  'CERTIFICATE REQUEST',
  'NEW CERTIFICATE REQUEST',
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'RSA PRIVATE KEY',
  'EC PRIVATE KEY',
  'PUBLIC KEY',
  'RSA PUBLIC KEY',
]);

function blockOf(label: string, body: string, context: ErrorContext): PemBlock {
  const { headers, content } = splitPemHeaders(body, context);
  const base64 = content.replace(/\s+/g, '');
  if (base64 === '') throw errorIn(context, 'is empty');
  const odd = /[^A-Za-z0-9+/=]/u.exec(base64)?.[0];
  if (odd !== undefined)
    throw errorIn(context, `has a character that base64 does not have: ${printable(odd)}`);
  const bytes = decodeBase64(base64, context);
  const encrypted = headers.some((header) => header.endsWith('ENCRYPTED'));
  if (!encrypted && DER.has(label)) {
    const { end } = derElement(bytes, 0, bytes.length, context);
    if (end !== bytes.length) throw errorIn(context, 'has bytes behind its end (DER)');
  }
  return { label, headers, bytes };
}

function checkOutside(text: string, context: ErrorContext): void {
  const damaged = DAMAGED.map((border) => border.exec(text)?.[0]).find((found) => found !== undefined);
  if (damaged !== undefined)
    throw errorIn(context, `has a line that begins or ends a block and is damaged: ${printable(damaged)}`);
  if (STRAY.test(text)) throw errorIn(context, 'has a line of base64 that stands in no block');
}

/**
 * The PEM blocks of a file or value that the user gives, in order. It mends what secret stores and shells do to PEM: line
 * breaks that are gone, are spaces or are written in letters, escapes of JSON, a byte order mark, base64 (once) of the whole.
 * The blocks have exactly the original content, in canonical base64; input that could be read in two ways is an error. Text
 * around blocks is left out.
 *
 * Answers of registries, key services and plugins, and files of a trust store, are never mended: `pemBlocks` reads those.
 *
 * @throws SealiftError with the code of `context`.
 */
export function mendPem(input: Uint8Array | string, context: ErrorContext): PemBlock[] {
  const given = withoutEscapes(userText(input, context, 'replace'));
  const text = withoutEscapes(pemInBase64(given, context) ?? given).replace(COMMENT, '');
  const blocks: PemBlock[] = [];
  let open: { readonly label: string; readonly end: number } | undefined;
  let last = 0;
  for (const { 0: border, 1: kind, 2: words = '', index } of text.matchAll(BORDER)) {
    const label = words.trim().replace(/\s+/g, ' ');
    const end = index + border.length;
    if (kind === 'BEGIN') {
      if (open) throw errorIn(context, `begins a block ${label} inside a block ${open.label}`);
      checkOutside(text.slice(last, index), context);
      open = { label, end };
      continue;
    }
    if (!open) checkOutside(text.slice(last, index), context);
    if (!open) throw errorIn(context, `ends a block ${label} that does not begin`);
    if (open.label !== label)
      throw errorIn(context, `begins a block as ${open.label} and ends it as ${label}`);
    const what = `${context.what}, block ${blocks.length + 1} (${label})`;
    blocks.push(blockOf(label, text.slice(open.end, index), { ...context, what }));
    open = undefined;
    last = end;
  }
  if (open) throw errorIn(context, `begins a block ${open.label} that does not end`);
  checkOutside(text.slice(last), context);
  return blocks;
}
