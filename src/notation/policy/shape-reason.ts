import type * as z from 'zod/mini';
import { printable } from '../../encoding/printable.ts';
import { CHECK_NAMES } from './document.ts';

/** Every member of the grammar and where it stands. */
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

/** Without case, marks and plural: notation reads members of any case, and singular for plural is soon written. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/s$/, '');
}

/** What may have been meant by a member that is not known in its place. */
function meant(name: string): string {
  if (Object.hasOwn(MEMBERS, name)) return `, which belongs in ${MEMBERS[name]}`;
  const alike = Object.keys(MEMBERS).find((member) => plain(member) === plain(name));
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

/** What would have been right. */
function allowed(issue: z.core.$ZodIssue): string {
  if (issue.code !== 'invalid_value')
    return issue.code === 'invalid_type' ? (TYPES[issue.expected] ?? issue.expected) : 'that';
  return issue.values
    .filter((one) => one !== '')
    .map(shown)
    .join(', ');
}

/**
 * What a shape does not allow, in words that name the member and its value. Members that are not known come first: of a
 * misspelt one it is also true that the right one is lacking, but that helps nobody.
 *
 * @param input what was read with the shape.
 */
export function shapeReason(issues: readonly z.core.$ZodIssue[], input: unknown): string {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (!issue) return 'is malformed';
  const place = placeOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `${printable(key)}${meant(key)}`).join(', ');
    return `has a member that is not known${place === '' ? '' : ` in ${place}`}: ${names}`;
  }
  if (issue.code === 'too_small') return `has an empty ${place}`;
  const value = valueAt(input, issue.path);
  if (place === '') return `is ${shown(value)}, and has to be an object`;
  if (value === undefined) return `lacks ${place}`;
  return `has ${shown(value)} as ${place}; it has to be ${allowed(issue)}`;
}
