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

/** The attribute types that Go's `pkix.Name` knows by name, and so notation. */
export const ATTRIBUTE_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.17': 'POSTALCODE',
};

/** RFC 4514, 2.4: what a value has to escape. */
function escapeValue(value: string): string {
  return value
    .replace(/[\\",;+<>=]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ');
}

/** The name as text (RFC 4514, 2: last RDN first), as a policy and notation write it: `CN=…,O=…,ST=…,C=…`. */
export function nameText(name: Name): string {
  return name.rdns
    .toReversed()
    .map((rdn) =>
      rdn.map(({ type, value }) => `${ATTRIBUTE_NAMES[type] ?? type}=${escapeValue(value)}`).join('+'),
    )
    .join(',');
}

export function sameName(a: Name, b: Name): boolean {
  return a.der.length === b.der.length && a.der.every((byte, index) => byte === b.der[index]);
}
