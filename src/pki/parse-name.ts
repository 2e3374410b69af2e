import { type DerElement, TAG } from '../encoding/der.ts';
import type { ErrorContext } from '../encoding/error-context.ts';
import { DerReader } from './der-reader.ts';
import { dottedOid } from './dotted-oid.ts';
import type { Name, NameAttribute } from './name.ts';

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const matching =
  (pattern: RegExp) =>
  (bytes: Uint8Array): string | undefined => {
    const text = latin1(bytes);
    return pattern.test(text) ? text : undefined;
  };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function utf8String(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** BMPString is UCS-2: surrogates and noncharacters are refused. A terminator at the end is left out, as in Go. */
function bmpString(bytes: Uint8Array): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const units = Array.from(
    { length: bytes.length / 2 },
    (_, at) => bytes[2 * at]! * 256 + bytes[2 * at + 1]!,
  );
  if (units.at(-1) === 0) units.pop();
  const text = String.fromCharCode(...units);
  return /[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]/.test(text) ? undefined : text;
}

/**
 * The string types that a name may hold (X.680, 41), by tag. They are strict, so that no two encodings read as one text by
 * accident: identities are compared by the text. Real authorities write `*` and `&` in PrintableStrings.
 */
const STRINGS: Readonly<Record<number, (bytes: Uint8Array) => string | undefined>> = {
  12: utf8String,
  18: matching(/^[0-9 ]*$/),
  19: matching(/^[A-Za-z0-9 '()+,\-./:=?*&]*$/),
  20: latin1,
  22: matching(/^[\x00-\x7f]*$/),
  30: bmpString,
};

/** Octets of a value. The limit bounds the arguments that are spread into one call. */
const MAX_VALUE = 4096;

/** Reads a distinguished name (RFC 5280, 4.1.2.4) as it stands in `bytes`, with the attributes that share an RDN together. */
export function parseName(bytes: Uint8Array, context: ErrorContext): Name {
  const { reader, root } = DerReader.of(bytes, context);
  const malformed = (why: string) => reader.refuse(`has a malformed name: ${why}`);
  const children = (element: DerElement, tag: number): DerElement[] => {
    if (element.tag !== tag) throw malformed('it is no SEQUENCE of SETs of attributes');
    return reader.children(element, tag);
  };
  const attribute = (pair: DerElement): NameAttribute => {
    const [type, value, ...more] = children(pair, TAG.sequence);
    if (type?.tag !== TAG.oid || value === undefined || more.length > 0)
      throw malformed('an attribute is not one type and one value');
    const id = dottedOid(reader.content(type));
    if (id === undefined) throw malformed('a type has a number beyond 31 bits');
    if (value.end - value.contentStart > MAX_VALUE)
      throw malformed(`the value of ${id} is longer than ${MAX_VALUE} octets`);
    const text = STRINGS[value.tag]?.(reader.content(value));
    if (text === undefined) throw malformed(`the value of ${id} is no string of a type that names have`);
    return { type: id, value: text };
  };
  const rdns = children(root, TAG.sequence).map((rdn) => children(rdn, TAG.set).map(attribute));
  return { der: bytes, rdns };
}
