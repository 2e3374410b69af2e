import { printable } from '../encoding/printable.ts';
import { ATTRIBUTE_NAMES } from './name.ts';

/** Characters at most, by type (RFC 5280, appendix A.1, upper bounds). */
const LONGEST: Readonly<Record<string, number>> = {
  C: 2,
  ST: 128,
  L: 128,
  STREET: 128,
  POSTALCODE: 40,
  O: 64,
  OU: 64,
  CN: 64,
  SERIALNUMBER: 64,
};

/** Types that have to be PrintableStrings (RFC 5280, appendix A.1); all others may be UTF8Strings. */
const PRINTABLE: Readonly<Record<string, RegExp>> = {
  C: /^[A-Za-z]{2}$/,
  SERIALNUMBER: /^[A-Za-z0-9 '()+,\-./:=?]*$/,
};

function checkValue(type: string, value: string): void {
  if (value === '') throw new Error(`has an empty ${type}`);
  if (type === 'C' && !PRINTABLE.C!.test(value))
    throw new Error('has a C that is not a country code of two letters');
  if (PRINTABLE[type]?.test(value) === false) throw new Error(`has a ${type} that is not plain text`);
  if ([...value].length > LONGEST[type]!)
    throw new Error(`has a ${type} of more than ${LONGEST[type]} characters`);
  if (/\p{Cc}/u.test(value)) throw new Error(`has a ${type} with control characters`);
  // Characters that change the direction of text or have no width make one name look like another.
  if (printable(value, value.length) !== value)
    throw new Error(`has a ${type} with characters that cannot be shown`);
}

/**
 * A distinguished name in DER (RFC 5280, 4.1.2.4), each attribute in an RDN of its own. The attributes have the order of Go
 * (C, ST, L, …, CN) whatever the order they were given in, so that a signer has one name, the one that notation shows.
 *
 * @throws Error with the reason, for the caller to wrap.
 */
export async function encodeName(attributes: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const known = Object.values(ATTRIBUTE_NAMES);
  const unknown = [...attributes.keys()].find((type) => !known.includes(type));
  if (unknown !== undefined)
    throw new Error(
      `has the attribute ${unknown}; those that trust policies can name are ${known.join(', ')}`,
    );
  for (const [type, value] of attributes) checkValue(type, value);
  const asn1 = await import('./asn1.ts');
  const rdns = Object.entries(ATTRIBUTE_NAMES).flatMap(([oid, type]) => {
    const value = attributes.get(type);
    if (value === undefined) return [];
    const text = Object.hasOwn(PRINTABLE, type)
      ? new asn1.PrintableString({ value })
      : new asn1.Utf8String({ value });
    const pair = new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: oid }), text] });
    return [new asn1.Set({ value: [pair] })];
  });
  return new Uint8Array(new asn1.Sequence({ value: rdns }).toBER());
}
