import { type ErrorContext, errorIn } from './error-context.ts';

/** One element of DER: where it stands in the bytes that were read. Offsets count from the start of those bytes. */
export interface DerElement {
  /** The identifier octet. Tags over 30 (several identifier octets) are refused. */
  readonly tag: number;
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
}

const MAX_DEPTH = 32;
const CONSTRUCTED = 0x20;

/** Identifier octets of the universal types (X.680, 8.4). */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Reads the header of the element at `offset` (X.690, 8.1 and 10.1): definite, minimal length within `limit`. */
export function derElement(
  bytes: Uint8Array,
  offset: number,
  limit: number,
  context: ErrorContext,
): DerElement {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined || offset + 2 > limit)
    throw errorIn(context, 'ends in the middle (DER)');
  if ((tag & 0x1f) === 0x1f) throw errorIn(context, 'has a tag that no certificate has (DER)');
  let length = first;
  let contentStart = offset + 2;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 4) throw errorIn(context, 'has an indefinite or absurd length (DER)');
    length = 0;
    for (let index = 0; index < octets; index += 1)
      length = length * 256 + (bytes[contentStart + index] ?? 0);
    contentStart += octets;
    if (length < 0x80 || length < 256 ** (octets - 1))
      throw errorIn(context, 'has a length that is not minimal (DER)');
  }
  const end = contentStart + length;
  if (end > limit) throw errorIn(context, 'ends in the middle (DER)');
  return { tag, start: offset, contentStart, end };
}

/** The elements inside a constructed element, one after the other. */
export function* derChildren(
  bytes: Uint8Array,
  parent: DerElement,
  context: ErrorContext,
): Generator<DerElement> {
  for (let offset = parent.contentStart; offset < parent.end; ) {
    const child = derElement(bytes, offset, parent.end, context);
    yield child;
    offset = child.end;
  }
}

/** Whether these octets are an INTEGER (X.690, 8.3.2): at least one, and not nine equal bits in front. */
export function isInteger([first, second]: Uint8Array): boolean {
  if (first === undefined) return false;
  return second === undefined || !((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
}

/** The first octet counts the unused bits, and these are zero (X.690, 8.6.2 and 11.2.1). */
function isBitString(content: Uint8Array): boolean {
  const [unused = 8] = content;
  if (unused > 7) return false;
  return content.length === 1 ? unused === 0 : (content.at(-1)! & ((1 << unused) - 1)) === 0;
}

/** No subidentifier begins with padding, and the last one is complete (X.690, 8.19.2). */
function isObjectIdentifier(content: Uint8Array): boolean {
  const complete = content.length > 0 && content.at(-1)! < 0x80;
  return complete && content.every((octet, at) => octet !== 0x80 || (at > 0 && content[at - 1]! >= 0x80));
}

/** The universal types that BER encodes in several ways, by tag number, with a check of the one way of DER (X.690, 8 to 11). */
const PRIMITIVES: Readonly<Record<number, readonly [name: string, isDer: (content: Uint8Array) => boolean]>> =
  {
    0: ['an end-of-contents mark', () => false],
    1: ['a boolean', ({ length, 0: value }) => length === 1 && (value === 0 || value === 0xff)],
    2: ['an integer', isInteger],
    3: ['a bit string', isBitString],
    5: ['a null', ({ length }) => length === 0],
    6: ['an object identifier', isObjectIdentifier],
    10: ['an enumerated value', isInteger],
    16: ['a primitive sequence', () => false],
    17: ['a primitive set', () => false],
  };

function checkPrimitive(bytes: Uint8Array, element: DerElement, context: ErrorContext): void {
  const [name, isDer] = PRIMITIVES[element.tag] ?? [];
  if (isDer?.(bytes.subarray(element.contentStart, element.end)) === false)
    throw errorIn(context, `has ${name} that is not DER`);
}

function walk(bytes: Uint8Array, element: DerElement, depth: number, context: ErrorContext): void {
  if (depth > MAX_DEPTH) throw errorIn(context, `nests deeper than ${MAX_DEPTH} levels (DER)`);
  const universal = (element.tag & 0xc0) === 0;
  if ((element.tag & CONSTRUCTED) === 0) {
    checkPrimitive(bytes, element, context);
    return;
  }
  if (universal && element.tag !== TAG.sequence && element.tag !== TAG.set) {
    throw errorIn(context, 'has a string in pieces (DER)');
  }
  for (const child of derChildren(bytes, element, context)) walk(bytes, child, depth + 1, context);
}

/**
 * Walks one DER element and everything in it (X.690): definite and minimal lengths, integers, booleans, bit strings and
 * object identifiers as DER has them, nothing behind it. It runs before every ASN.1 parser, as they accept what Go refuses.
 */
export function checkDer(bytes: Uint8Array, context: ErrorContext): void {
  const root = derElement(bytes, 0, bytes.length, context);
  if (root.end !== bytes.length) throw errorIn(context, 'has bytes behind its end (DER)');
  walk(bytes, root, 0, context);
}

/** Whether the bytes are DER and not PEM: over 127 bytes of content, DER has a second octet that no ASCII text has. */
export function looksLikeDer([first, second = 0]: Uint8Array): boolean {
  return first === TAG.sequence && second >= 0x80;
}

const UNREPORTED: ErrorContext = { code: 'internal', what: 'bytes' };

/** Whether these bytes are one SEQUENCE of DER, from the first to the last. */
export function isWholeDer(bytes: Uint8Array): boolean {
  if (bytes[0] !== TAG.sequence) return false;
  try {
    return derElement(bytes, 0, bytes.length, UNREPORTED).end === bytes.length;
  } catch {
    return false;
  }
}

/** Cuts concatenated DER elements apart without looking into them. */
export function splitDer(bytes: Uint8Array, context: ErrorContext): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const element = derElement(bytes, offset, bytes.length, context);
    parts.push(bytes.subarray(offset, element.end));
    offset = element.end;
  }
  return parts;
}
