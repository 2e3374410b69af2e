import { Buffer } from 'node:buffer';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';

const CONSTRUCTED = 0x20;
const MAX_DEPTH = 32;
/** Octets of a length, as many as notation reads. */
const MAX_LENGTH_OCTETS = 4;

function header(tag: number, length: number): Uint8Array {
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.of(tag, ...(length < 0x80 ? [length] : [0x80 | octets.length, ...octets]));
}

/** SET OF in DER: its elements in ascending order (X.690, 11.6). */
export function derSetOf(elements: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(elements.toSorted(Buffer.compare));
  return Buffer.concat([header(0x31, content.length), content]);
}

function elementsOf(bytes: Uint8Array, depth: number, context: ErrorContext): Uint8Array[] {
  if (depth > MAX_DEPTH) throw errorIn(context, `nests deeper than ${MAX_DEPTH} levels`);
  const written: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at]!;
    let length = bytes[at + 1];
    let start = at + 2;
    if (length === undefined) throw errorIn(context, 'ends in the middle');
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0) throw errorIn(context, 'has an indefinite length');
      if (octets > MAX_LENGTH_OCTETS) throw errorIn(context, 'has an absurd length');
      length = bytes.subarray(start, start + octets).reduce((sum, octet) => sum * 256 + octet, 0);
      start += octets;
      // As Go has it, where such a length is the last octet.
      if (start >= bytes.length) throw errorIn(context, 'ends in the middle');
    }
    const end = start + length;
    if (end > bytes.length) throw errorIn(context, 'ends in the middle');
    const content = bytes.subarray(start, end);
    const parts = (tag & CONSTRUCTED) === 0 ? [content] : elementsOf(content, depth + 1, context);
    const total = parts.reduce((sum, part) => sum + part.length, 0);
    written.push(Buffer.concat([header(tag, total), ...parts]));
    at = end;
  }
  return written;
}

/**
 * BER of definite lengths with each length written as DER has it (X.690, 10.1); what differs otherwise stays. Some authorities write
 * longer lengths, and notation reads them in a stored token.
 */
export function definiteToDer(bytes: Uint8Array, context: ErrorContext): Uint8Array {
  return Buffer.concat(elementsOf(bytes, 0, context));
}
