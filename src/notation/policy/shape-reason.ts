import type * as z from 'zod/mini';
import { printable } from '../../encoding/printable.ts';
import { CHECK_NAMES } from './document.ts';

/** Every member of the grammar and the object that it belongs in. */
const MEMBERS: Readonly<Record<string, string>> = {
  version: 'the document',
  trustPolicies: 'the document',
  name: 'a statement',
  registryScopes: 'a statement',
  signatureVerification: 'a statement',
  trustStores: 'a statement',
  trustedIdentities: 'a statement',
  level: 'signatureVerification',
  override: 'signatureVerification',
  verifyTimestamp: 'signatureVerification',
  ...Object.fromEntries(CHECK_NAMES.map((check) => [check, 'override'])),
};

/** A name without case, punctuation and plural, in which misspelt members mostly differ. */
function simplified(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/s$/, '');
}

/** The member of the grammar that an unknown one probably is. */
function meantMember(name: string): string | undefined {
  return Object.keys(MEMBERS).find((member) => simplified(member) === simplified(name));
}

/** A hint for an unknown member: the place where it belongs, or the member that was probably meant. */
function memberHint(name: string): string {
  if (Object.hasOwn(MEMBERS, name)) return `, which belongs in ${MEMBERS[name]}`;
  const alike = meantMember(name);
  return alike === undefined ? '' : ` (did you mean ${alike}?)`;
}

/** `trustStores[1]`, `signatureVerification.level`. */
function placeOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return printable(text.replace(/^\./, ''));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((parent, part) => (parent as Record<PropertyKey, unknown>)[part], value);
}

/** A value of any type, for an error. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return printable(typeof value === 'string' ? JSON.stringify(value) : String(value));
}

const TYPES: Readonly<Record<string, string>> = { array: 'an array', string: 'text', object: 'an object' };

/** The values or the type that the shape allows. */
function allowed(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_value')
    return issue.code === 'invalid_type' ? (TYPES[issue.expected] ?? issue.expected) : 'that';
  return issue.values
    .filter((one) => one !== '')
    .map(shown)
    .join(', ');
}

function reasonOf(issue: z.core.$ZodIssue, input: unknown): string {
  const place = placeOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `${printable(key)}${memberHint(key)}`).join(', ');
    return `has a member that is not known${place === '' ? '' : ` in ${place}`}: ${names}`;
  }
  if (issue.code === 'too_small') return `has an empty ${place}`;
  const value = valueAt(input, issue.path);
  if (place === '') return `is ${shown(value)}, and has to be an object`;
  if (value === undefined) return `lacks ${place}`;
  return `has ${shown(value)} as ${place}; it has to be ${allowed(issue)}`;
}

/**
 * Every reason for which a shape refuses a value, each naming the member and its value. Unknown members are reported first;
 * one that is missing is not reported where an unknown one is a misspelling of it.
 *
 * @param input what was read with the shape.
 */
export function shapeReasons(issues: readonly z.core.$ZodIssue[], input: unknown): readonly string[] {
  const unknown = issues.filter((issue) => issue.code === 'unrecognized_keys');
  const misspelt = new Set(
    unknown.flatMap(({ path, keys }) => keys.map((key) => placeOf([...path, meantMember(key) ?? key]))),
  );
  const others = issues.filter(
    (issue) =>
      issue.code !== 'unrecognized_keys' &&
      !(valueAt(input, issue.path) === undefined && misspelt.has(placeOf(issue.path))),
  );
  const reasons = [...unknown, ...others].map((issue) => reasonOf(issue, input));
  return reasons.length > 0 ? reasons : ['is malformed'];
}
