import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isWithin,
  parseDistinguishedName,
  subjectAttributes,
} from '../../../src/notation/policy/distinguished-name.ts';
import { type Name, nameText } from '../../../src/pki/name.ts';
import { anyText } from '../../support/any-text.ts';

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
    ['C=US,ST=WA,O=acme\\, inc.', { O: 'acme, inc.' }],
    ['C=US,ST=WA,O=\\C3\\A9t\\C3\\A9', { O: 'été' }],
    ['C=US,ST=WA,O=été 😀', { O: 'été 😀' }],
    ['C=US,ST=WA,O=a\\+b', { O: 'a+b' }],
    ['C=US,ST=WA,O= acme\\ ', { O: 'acme ' }],
    ['C=US,ST=WA,O="acme"', { O: '"acme"' }],
  ])('reads %s', (text, expected) => {
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
    'C=US,ST=WA,O=acme\\.',
    'C=US,ST=WA,O=\\é',
    'C=US,ST=WA,O=\\😀',
    'C=US,ST=WA,O=\\4',
    'C=US,\tST=WA,O=a',
    'C=US,\nST=WA,O=a',
    'C=US,ST=WA,O=  ',
  ])('refuses %j', (text) => {
    expect(() => parseDistinguishedName(text)).toThrow();
  });

  it('reads back any value that was escaped', () => {
    const unit = fc.oneof(fc.constantFrom(...' #\\",;+<>=\t\ufeff'), anyText({ minLength: 1, maxLength: 1 }));
    const value = fc.string({ unit, minLength: 1 });
    fc.assert(
      fc.property(value, (text) => {
        fc.pre(text.isWellFormed());
        const escaped = text.replace(/[\\",;+<>=#]|^ | $/g, '\\$&');
        expect(parseDistinguishedName(`C=US,ST=WA,O=${escaped}`).get('O')).toBe(text);
      }),
    );
  });

  it('reads back a subject as it is shown', () => {
    const value = fc.string({
      unit: fc.constantFrom(
        'a',
        ' ',
        '#',
        '=',
        ',',
        '+',
        '\\',
        '"',
        ';',
        '<',
        '>',
        'é',
        '\u00a0',
        '\ufeff',
        '😀',
      ),
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(value, value, value, (organization, unit, common) => {
        fc.pre(![organization, unit, common].some((text) => text.includes('=#')));
        const subject = name(BASE[0]!, BASE[1]!, [OID.O, organization], [OID.OU, unit], [OID.CN, common]);
        expect(parseDistinguishedName(nameText(subject))).toEqual(
          new Map([...subjectAttributes(subject)].toReversed()),
        );
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
    ['an empty value and none at all', name(...BASE), 'C=US, ST=WA, O=acme, OU=', true],
    ['an empty value and another', name(...BASE, [OID.OU, 'x']), 'C=US, ST=WA, O=acme, OU=', false],
    ['a space more', name(BASE[0]!, BASE[1]!, [OID.O, 'acme ']), 'C=US, ST=WA, O=acme ', false],
    ['a value that begins with #', name(BASE[0]!, BASE[1]!, [OID.O, '#1']), 'C=US, ST=WA, O=\\#1', true],
    [
      '=# in a CN that does not count',
      name(...BASE, [OID.CN, 'a=#'], [OID.CN, 'b']),
      'C=US, ST=WA, O=acme, CN=b',
      true,
    ],
    [
      'an attribute that shares its RDN',
      {
        der: new Uint8Array(),
        rdns: [BASE.map(([type, value]) => ({ type, value }))],
      },
      'C=US, ST=WA, O=acme',
      true,
    ],
  ])('matches or not: %s', (_, subject, identity, expected) => {
    expect(matches(subject, identity)).toBe(expected);
  });

  it.each<[string, Name]>([
    ['a type that policies cannot name', name(...BASE, ['1.2.840.113549.1.9.1', 'a@b.io'])],
    ['several O', name(...BASE, [OID.O, 'other'])],
    ['several OU', name(...BASE, [OID.OU, 'a'], [OID.OU, 'b'])],
    ['several ST', name(...BASE, [OID.ST, 'OR'])],
    ['an empty O', name(BASE[0]!, BASE[1]!, [OID.O, ''])],
    ['=# in a value', name(...BASE, [OID.CN, 'a=#b'])],
    ['no O', name(BASE[0]!, BASE[1]!)],
  ])('cannot be compared with %s', (_, subject) => {
    expect(() => subjectAttributes(subject)).toThrow();
  });
});
