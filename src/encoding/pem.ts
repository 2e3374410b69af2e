import { Buffer } from 'node:buffer';
import { decodeBase64 } from './base64.ts';
import { type ErrorContext, errorIn } from './error-context.ts';

export interface PemBlock {
  readonly label: string;
  /** Headers of the traditional form (`Proc-Type`, `DEK-Info`), empty for RFC 7468. */
  readonly headers: readonly string[];
  readonly bytes: Uint8Array;
}

const BORDER_HINT = 'Write it at the beginning of its line, as UTF-8 without a byte order mark.';

const BEGIN = /^-----BEGIN ([A-Z0-9 ]+)-----$/;
const END = /^-----END ([A-Z0-9 ]+)-----$/;

/** A border that Go's encoding/pem finds: at the beginning of its line, with only spaces and tabs behind it. */
const BORDER = /^-----[A-Z0-9 ]+-----[ \t]*$/;

/**
 * Every PEM block (RFC 7468) of `text`, in order; lines between blocks are explanatory and left out. A block without an end is
 * an error, because the file was cut off. A border that Go passes over is an error too, because Go would read other blocks.
 *
 * @throws SealiftError with the code of `context`.
 */
export function pemBlocks(text: string, context: ErrorContext): PemBlock[] {
  const blocks: PemBlock[] = [];
  let open: { label: string; headers: string[]; base64: string[] } | undefined;
  for (const written of text.split(/\r?\n/)) {
    const line = written.trim();
    const begin = BEGIN.exec(line)?.[1];
    if ((begin !== undefined || END.test(line)) && !BORDER.test(written))
      throw errorIn(
        context,
        `has ${line} behind a space or a byte order mark, where others find no block`,
        BORDER_HINT,
      );
    if (open === undefined) {
      if (begin !== undefined) open = { label: begin, headers: [], base64: [] };
      continue;
    }
    const end = END.exec(line)?.[1];
    if (begin !== undefined) throw errorIn(context, `begins a block ${begin} inside a block ${open.label}`);
    if (end === undefined) {
      (line.includes(':') ? open.headers : open.base64).push(line);
      continue;
    }
    const { label, headers, base64 } = open;
    if (label !== end) throw errorIn(context, `begins a block as ${label} and ends it as ${end}`);
    blocks.push({ label, headers, bytes: decodeBase64(base64.join(''), context) });
    open = undefined;
  }
  if (open !== undefined) throw errorIn(context, `begins a block ${open.label} that does not end`);
  return blocks;
}

/** One PEM block (RFC 7468, 3), with a line break at its end; headers of the traditional form before an empty line. */
export function pemText(label: string, der: Uint8Array, headers: readonly string[] = []): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  const above = headers.length === 0 ? [] : [...headers, ''];
  return [`-----BEGIN ${label}-----`, ...above, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** The text of several blocks, one after the other. */
export function pemDocument(blocks: readonly PemBlock[]): string {
  return blocks.map(({ label, bytes, headers }) => pemText(label, bytes, headers)).join('');
}
