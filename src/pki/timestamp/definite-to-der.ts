import { Buffer } from 'node:buffer';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';

const CONSTRUCTED = 0x20;
const MAX_DEPTH = 32;
/** Octets of a length, as many as notation reads. */
const MAX_LENGTH_OCTETS = 4;
/** Real tokens have some hundreds. Each element costs memory here and in every reader behind, however short it is. */
const MAX_ELEMENTS = 20_000;

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

/** Writes elements again, and counts them before it holds anything of them. */
class Rewriter {
  readonly #context: ErrorContext;
  #elements = 0;

  constructor(context: ErrorContext) {
    this.#context = context;
  }

  elements(bytes: Uint8Array, depth: number): Uint8Array {
    if (depth > MAX_DEPTH) throw errorIn(this.#context, `nests deeper than ${MAX_DEPTH} levels`);
    const written: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; ) {
      this.#elements += 1;
      if (this.#elements > MAX_ELEMENTS)
        throw errorIn(this.#context, `has more than ${MAX_ELEMENTS} elements`);
      const tag = bytes[at]!;
      const { start, end } = this.#extent(bytes, at);
      const content = bytes.subarray(start, end);
      const inside = (tag & CONSTRUCTED) === 0 ? content : this.elements(content, depth + 1);
      written.push(header(tag, inside.length), inside);
      at = end;
    }
    return Buffer.concat(written);
  }

  /** Where the content of the element at `at` begins and ends. */
  #extent(bytes: Uint8Array, at: number): { readonly start: number; readonly end: number } {
    const ended = (): Error => errorIn(this.#context, 'ends in the middle');
    let length = bytes[at + 1];
    let start = at + 2;
    if (length === undefined) throw ended();
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0) throw errorIn(this.#context, 'has an indefinite length');
      if (octets > MAX_LENGTH_OCTETS) throw errorIn(this.#context, 'has an absurd length');
      length = bytes.subarray(start, start + octets).reduce((sum, octet) => sum * 256 + octet, 0);
      start += octets;
      // As Go has it, where such a length is the last octet.
      if (start >= bytes.length) throw ended();
    }
    const end = start + length;
    if (end > bytes.length) throw ended();
    return { start, end };
  }
}

/**
 * BER of definite lengths with each length written as DER has it (X.690, 10.1); what differs otherwise stays. Some authorities write
 * longer lengths, and notation reads them in a stored token.
 */
export function definiteToDer(bytes: Uint8Array, context: ErrorContext): Uint8Array {
  return new Rewriter(context).elements(bytes, 0);
}
