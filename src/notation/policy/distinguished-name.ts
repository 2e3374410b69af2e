import { Buffer } from 'node:buffer';
import { ATTRIBUTE_NAMES, type Name } from '../../pki/name.ts';

/** Attribute type (upper case) to value; the form in which notation compares names. */
export type NameAttributes = ReadonlyMap<string, string>;

/** Attributes that every identity has to have (trust-store-trust-policy.md, "Trusted Identities Constraints"). */
const REQUIRED = ['C', 'ST', 'O'] as const;

const TYPE = /^[A-Za-z][A-Za-z0-9-]*$|^[0-9]+(?:\.[0-9]+)*$/;

/** Characters that a backslash escapes (RFC 4514, 3: `special` and `ESC`); before any other it begins two hex digits. */
const ESCAPABLE = ' "#+,;<=>\\';

function decode(bytes: readonly number[]): string {
  try {
    // ignoreBOM: U+FEFF is a character of the value like any other.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    throw new Error('has escaped bytes that are not UTF-8');
  }
}

/** Unescapes one value (RFC 4514, 2.4): `\` with a special character or two hex digits (UTF-8). */
function unescapeValue(text: string): string {
  const bytes: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const character = String.fromCodePoint(text.codePointAt(index)!);
    if (character !== '\\') {
      bytes.push(...Buffer.from(character, 'utf8'));
      index += character.length - 1;
      continue;
    }
    const next = text.slice(index + 1, index + 2);
    const hex = text.slice(index + 1, index + 3);
    if (next !== '' && ESCAPABLE.includes(next)) {
      bytes.push(next.charCodeAt(0));
      index += 1;
    } else if (/^[0-9a-fA-F]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      index += 2;
    } else {
      throw new Error(
        'has a backslash before something that is neither a special character nor two hexadecimal digits',
      );
    }
  }
  return decode(bytes);
}

/** Cuts at each of `separators` that is not escaped. */
function split(text: string, separators: string): string[] {
  const parts: string[] = [''];
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\') {
      parts[parts.length - 1] += text.slice(index, index + 2);
      index += 1;
    } else if (separators.includes(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** Removes unescaped spaces around a type or value. Other white space stays, as in notation. */
function trim(text: string): string {
  let end = text.length;
  while (text[end - 1] === ' ') end -= 1;
  if (text[end - 1] === '\\' && end < text.length) end += 1;
  let start = 0;
  while (start < end && text[start] === ' ') start += 1;
  return text.slice(start, end);
}

/**
 * Reads a distinguished name (RFC 4514, with notation's rules): `S` is `ST`; no multi-valued RDN, no `#hex` value, no type
 * twice.
 *
 * @throws Error with the reason, for the caller to wrap.
 */
export function parseAttributes(text: string): NameAttributes {
  if (text.includes('=#')) throw new Error('holds a value in hexadecimal (=#)');
  const attributes = new Map<string, string>();
  for (const rdn of split(text, ',;')) {
    if (split(rdn, '+').length > 1)
      throw new Error('has several attributes joined by + (escape a literal + as \\+)');
    const equals = rdn.indexOf('=');
    const written = trim(rdn.slice(0, Math.max(equals, 0)));
    if (equals < 0 || !TYPE.test(written))
      throw new Error(`has a part that is not TYPE=VALUE: "${rdn.trim()}"`);
    const type = written === 'S' ? 'ST' : written;
    if (attributes.has(type)) throw new Error(`has ${type} twice`);
    attributes.set(type, unescapeValue(trim(rdn.slice(equals + 1))));
  }
  return attributes;
}

function checkRequired(attributes: NameAttributes): void {
  const missing = REQUIRED.filter((type) => !attributes.get(type));
  if (missing.length === 0) return;
  const lower = [...attributes.keys()].filter((type) => missing.some((one) => one === type.toUpperCase()));
  const why = lower.length > 0 ? `; types are in upper case, not ${lower.join(', ')}` : '';
  throw new Error(`lacks ${missing.join(', ')}${why}`);
}

/**
 * Reads the value of an `x509.subject:` identity: a name that has C, ST and O.
 *
 * @throws Error with the reason, for the caller to wrap.
 */
export function parseDistinguishedName(text: string): NameAttributes {
  const attributes = parseAttributes(text);
  checkRequired(attributes);
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
    attributes.set(name, value);
  }
  // notation reads any =# in a name as a hexadecimal value, and refuses it.
  const hexadecimal = [...attributes].find(([, value]) => value.includes('=#'));
  if (hexadecimal) throw new Error(`has a ${hexadecimal[0]} with =#, which policies cannot name`);
  checkRequired(attributes);
  return attributes;
}

/** Whether every attribute of `identity` stands in `subject` with the same value; more in the subject is fine. */
export function isWithin(identity: NameAttributes, subject: NameAttributes): boolean {
  return [...identity].every(([type, value]) => (subject.get(type) ?? '') === value);
}
