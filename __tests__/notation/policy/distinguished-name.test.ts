import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isWithin,
  parseDistinguishedName,
  subjectAttributes,
} from '../../../src/notation/policy/distinguished-name.ts';
import type { Name } from '../../../src/pki/name.ts';

const name = (...pairs: [string, string][]): Name => ({
  der: new Uint8Array(),
  rdns: pairs.map(([type, value]) => [{ type, value }]),
});
const OID = { C: '2.5.4.6', ST: '2.5.4.8', O: '2.5.4.10', OU: '2.5.4.11', CN: '2.5.4.3', L: '2.5.4.7' };
const BASE: [string, string][] = [
  [OID.C, 'US'],
  [OID.ST, 'WA'],
  [OID.O, 'acme'],
];

describe('parseDistinguishedName', () => {
  it.each([
    ['C=US, ST=WA, O=acme', { C: 'US', ST: 'WA', O: 'acme' }],
    ['C=US;S=WA;O=acme', { C: 'US', ST: 'WA', O: 'acme' }],
    ['C=US,ST=WA,O=acme\\, inc\\.', { O: 'acme, inc.' }],
    ['C=US,ST=WA,O=\\C3\\A9t\\C3\\A9', { O: 'été' }],
    ['C=US,ST=WA,O=été 😀', { O: 'été 😀' }],
    ['C=US,ST=WA,O=a\\+b', { O: 'a+b' }],
    ['C=US,ST=WA,O= acme\\ ', { O: 'acme ' }],
    ['C=US,ST=WA,O="acme"', { O: '"acme"' }],
  ])('%s', (text, expected) => {
    expect(Object.fromEntries(parseDistinguishedName(text))).toMatchObject(expected);
  });

  it.each([
    '',
    'C=US',
    'C=US,ST=WA,O=',
    'C=US,ST=WA,O=a,',
    'C=US,ST=WA,=a',
    'C=US,ST=WA,O=a\\',
    'c=US,ST=WA,O=a',
    'C=US,ST=WA,O=\\ff',
  ])('refuses %j', (text) => {
    expect(() => parseDistinguishedName(text)).toThrow();
  });

  it('reads back any value that was escaped', () => {
    const value = fc.string({ minLength: 1 }).filter((text) => text.trim() === text && !text.startsWith('#'));
    fc.assert(
      fc.property(value, (text) => {
        const escaped = text.replace(/[\\",;+<>=#]/g, '\\$&');
        expect(parseDistinguishedName(`C=US,ST=WA,O=${escaped}`).get('O')).toBe(text);
      }),
    );
  });
});

describe('a subject against an identity', () => {
  const matches = (subject: Name, identity: string) =>
    isWithin(parseDistinguishedName(identity), subjectAttributes(subject));

  it.each<[string, Name, string, boolean]>([
    ['equal', name(...BASE), 'C=US, ST=WA, O=acme', true],
    ['more in the subject', name(...BASE, [OID.CN, 'x']), 'C=US, ST=WA, O=acme', true],
    ['more in the identity', name(...BASE), 'C=US, ST=WA, O=acme, CN=x', false],
    ['another value', name(...BASE), 'C=US, ST=WA, O=Acme', false],
    ['a prefix', name(...BASE), 'C=US, ST=WA, O=acm', false],
    [
      'of several CNs the last',
      name(...BASE, [OID.CN, 'a'], [OID.CN, 'b']),
      'C=US, ST=WA, O=acme, CN=b',
      true,
    ],
    [
      'of several CNs the first',
      name(...BASE, [OID.CN, 'a'], [OID.CN, 'b']),
      'C=US, ST=WA, O=acme, CN=a',
      false,
    ],
  ])('%s', (_, subject, identity, expected) => {
    expect(matches(subject, identity)).toBe(expected);
  });

  it.each<[string, Name]>([
    ['a type that policies cannot name', name(...BASE, ['1.2.840.113549.1.9.1', 'a@b.io'])],
    ['several O', name(...BASE, [OID.O, 'other'])],
    ['several OU', name(...BASE, [OID.OU, 'a'], [OID.OU, 'b'])],
    ['no O', name(BASE[0]!, BASE[1]!)],
  ])('cannot be compared with %s', (_, subject) => {
    expect(() => subjectAttributes(subject)).toThrow();
  });
});
