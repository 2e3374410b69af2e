import { Buffer } from 'node:buffer';

/** One attribute of a distinguished name; `type` is the dotted OID, `value` the decoded text. */
export interface NameAttribute {
  readonly type: string;
  readonly value: string;
}

/** A distinguished name (RFC 5280, 4.1.2.4): RDNs in certificate order, each with one or more attributes. */
export interface Name {
  readonly der: Uint8Array;
  readonly rdns: readonly (readonly NameAttribute[])[];
}

/** The attribute types that Go's `pkix.Name` knows by name, and so notation, in the order in which it encodes them. */
export const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.6': 'C',
  '2.5.4.8': 'ST',
  '2.5.4.7': 'L',
  '2.5.4.9': 'STREET',
  '2.5.4.17': 'POSTALCODE',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.3': 'CN',
  '2.5.4.5': 'SERIALNUMBER',
};

/** Types of which Go keeps only the last value, and no empty one. */
const SINGLE = new Set(['CN', 'SERIALNUMBER']);

/** Escapes a value (RFC 4514, 2.4); `=` needs no escape. */
function escapeValue(value: string): string {
  return value.replace(/[\\",;+<>]|^[ #]| $/g, '\\$&');
}

/** The value of a type without a name: its DER in hexadecimal (RFC 4514, 2.4), in the string type that Go would choose. */
function hexValue(value: string): string {
  const PRINTABLE = 0x13;
  const UTF8 = 0x0c;
  const bytes = Buffer.from(value, 'utf8');
  const tag = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? PRINTABLE : UTF8;
  const { length } = bytes;
  const octets =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return `#${Buffer.from([tag, ...octets]).toString('hex')}${bytes.toString('hex')}`;
}

/**
 * The name as text (RFC 4514), spelled and ordered as Go's `pkix.Name` does and so as notation shows it, whatever the
 * order in the certificate: `CN=…,O=…,ST=…,C=…`, attributes that have no name at the end.
 */
export function nameText(name: Name): string {
  const attributes = name.rdns.flat();
  const known = Object.entries(ATTRIBUTE_NAMES).map(([type, written]) => {
    const all = attributes.filter((one) => one.type === type).map(({ value }) => value);
    const values = SINGLE.has(written) ? all.slice(-1).filter((value) => value !== '') : all;
    return values.map((value) => `${written}=${escapeValue(value)}`).join('+');
  });
  const unknown = attributes
    .filter(({ type }) => !Object.hasOwn(ATTRIBUTE_NAMES, type))
    .map(({ type, value }) => `${type}=${hexValue(value)}`);
  return [...unknown, ...known.filter((text) => text !== '')].toReversed().join(',');
}

export function sameName(a: Name, b: Name): boolean {
  return a.der.length === b.der.length && a.der.every((byte, index) => byte === b.der[index]);
}
