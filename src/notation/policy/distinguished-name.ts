import { Buffer } from 'node:buffer';
import { ATTRIBUTE_NAMES, type Name } from '../../pki/name.ts';

/** Attribute type (upper case) to value; the form in which notation compares names. */
export type NameAttributes = ReadonlyMap<string, string>;

/** Without these a name identifies nobody (trust-store-trust-policy.md, "Trusted Identities Constraints"). */
const REQUIRED = ['C', 'ST', 'O'] as const;

const TYPE = /^[A-Za-z][A-Za-z0-9-]*$|^[0-9]+(?:\.[0-9]+)*$/;

/** Unescapes one value (RFC 4514, 2.4): `\` with a special character or two hex digits (UTF-8). */
function unescapeValue(text: string): string {
  const bytes: number[] = [];
  const push = (part: string): void => {
    bytes.push(...Buffer.from(part, 'utf8'));
  };
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] !== '\\') {
      push(String.fromCodePoint(text.codePointAt(index)!));
      if (text.codePointAt(index)! > 0xffff) index += 1;
      continue;
    }
    const hex = text.slice(index + 1, index + 3);
    if (/^[0-9a-fA-F]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      index += 2;
    } else {
      if (index + 1 >= text.length) throw new Error('ends with a backslash');
      push(text[index + 1]!);
      index += 1;
    }
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
}

/** Cuts at each of `separators` that is not escaped. */
function split(text: string, separators: string): string[] {
  const parts: string[] = [''];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (character === '\\') {
      parts[parts.length - 1] += text.slice(index, index + 2);
      index += 1;
    } else if (separators.includes(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** Blanks around a value do not count, unless they are escaped. */
function trim(value: string): string {
  return value.replace(/^\s+/, '').replace(/(\\\s)?\s*$/, '$1');
}

/**
 * Reads the value of an `x509.subject:` identity (RFC 4514, with notation's rules): `S` is `ST`; no multi-valued RDN, no
 * `#hex` value, no type twice; C, ST and O are there.
 *
 * @throws Error with the reason, for the caller to wrap.
 */
export function parseDistinguishedName(text: string): NameAttributes {
  if (text.includes('=#')) throw new Error('holds a value in hexadecimal (=#)');
  const attributes = new Map<string, string>();
  for (const rdn of split(text, ',;')) {
    if (split(rdn, '+').length > 1)
      throw new Error('has several attributes joined by + (escape a literal + as \\+)');
    const equals = rdn.indexOf('=');
    const written = rdn.slice(0, equals).trim();
    if (equals < 0 || !TYPE.test(written))
      throw new Error(`has a part that is not TYPE=VALUE: "${rdn.trim()}"`);
    const type = written === 'S' ? 'ST' : written;
    if (attributes.has(type)) throw new Error(`has ${type} twice`);
    attributes.set(type, unescapeValue(trim(rdn.slice(equals + 1))));
  }
  const missing = REQUIRED.filter((type) => !attributes.get(type));
  if (missing.length > 0) throw new Error(`lacks ${missing.join(', ')}`);
  return attributes;
}

/**
 * The subject of a certificate in the form in which notation compares it.
 *
 * @throws Error with the reason where notation cannot compare it: an attribute type that it does not know by name,
 *   several O or OU. Of several CNs the last counts.
 */
export function subjectAttributes(subject: Name): NameAttributes {
  const attributes = new Map<string, string>();
  for (const { type, value } of subject.rdns.flat()) {
    const name = ATTRIBUTE_NAMES[type];
    if (name === undefined) throw new Error(`has an attribute ${type} that policies cannot name`);
    if (attributes.has(name) && name !== 'CN' && name !== 'SERIALNUMBER')
      throw new Error(`has several ${name}`);
    if (value.startsWith('#')) throw new Error(`has a ${name} that policies cannot name`);
    attributes.set(name, value);
  }
  const missing = REQUIRED.filter((type) => !attributes.get(type));
  if (missing.length > 0) throw new Error(`lacks ${missing.join(', ')}`);
  return attributes;
}

/** Whether every attribute of `identity` stands in `subject` with the same value; more in the subject is fine. */
export function isWithin(identity: NameAttributes, subject: NameAttributes): boolean {
  return [...identity].every(([type, value]) => (subject.get(type) ?? '') === value);
}
