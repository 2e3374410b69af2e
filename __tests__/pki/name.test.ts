import { describe, expect, it } from 'vitest';
import { nameText, sameName } from '../../src/pki/name.ts';
import type { NameSpec } from '../support/certificate-parts.ts';
import * as der from '../support/der.ts';
import { LEAF, mint } from '../support/pki.ts';

async function textOf(subject: NameSpec): Promise<string> {
  return nameText((await mint({ ...LEAF, subject }).certificate()).subject);
}

describe('nameText', () => {
  // The expected texts are what Go's pkix.Name prints, and so notation.
  const cases: [string, NameSpec, string][] = [
    [
      'the usual order',
      [
        ['C', 'US'],
        ['ST', 'WA'],
        ['L', 'Seattle'],
        ['O', 'Notary'],
        ['CN', 'x'],
      ],
      'CN=x,O=Notary,L=Seattle,ST=WA,C=US',
    ],
    [
      'another order',
      [
        ['CN', 'x'],
        ['O', 'Notary'],
        ['ST', 'WA'],
        ['C', 'US'],
      ],
      'CN=x,O=Notary,ST=WA,C=US',
    ],
    [
      'all known types',
      [
        ['SERIALNUMBER', '1'],
        ['POSTALCODE', '9'],
        ['STREET', 's'],
        ['OU', 'u'],
        ['C', 'US'],
        ['CN', 'x'],
      ],
      'SERIALNUMBER=1,CN=x,OU=u,POSTALCODE=9,STREET=s,C=US',
    ],
    [
      'an e-mail address',
      [
        ['C', 'US'],
        ['emailAddress', der.ia5String('a@b.c')],
        ['CN', 'x'],
      ],
      'CN=x,C=US,1.2.840.113549.1.9.1=#0c056140622e63',
    ],
    [
      'a type without a name',
      [
        ['C', 'US'],
        ['UID', 'me'],
        ['CN', 'x'],
      ],
      'CN=x,C=US,0.9.2342.19200300.100.1.1=#13026d65',
    ],
    [
      'several attributes in one RDN',
      [
        ['C', 'US'],
        [
          ['O', 'a'],
          ['OU', 'u'],
        ],
        ['CN', 'x'],
      ],
      'CN=x,OU=u,O=a,C=US',
    ],
    [
      'several values of one type',
      [
        ['C', 'US'],
        ['OU', 'u1'],
        ['OU', 'u2'],
        ['CN', 'x'],
        ['CN', 'y'],
      ],
      'CN=y,OU=u1+OU=u2,C=US',
    ],
    [
      'special characters',
      [
        ['C', 'US'],
        ['O', 'a,b+c"d\\e;f<g>h=i'],
        ['CN', '#x '],
      ],
      'CN=\\#x\\ ,O=a\\,b\\+c\\"d\\\\e\\;f\\<g\\>h=i,C=US',
    ],
    [
      'blanks',
      [
        ['O', ' a  b '],
        ['CN', ' '],
      ],
      'CN=\\ ,O=\\ a  b\\ ',
    ],
    [
      'an empty value',
      [
        ['O', ''],
        ['CN', ''],
      ],
      'O=',
    ],
    ['an empty RDN', [['C', 'US'], [], ['CN', 'x']], 'CN=x,C=US'],
    ['no attribute', [], ''],
  ];
  it.each(cases)('prints %s', async (_, subject, text) => {
    expect(await textOf(subject)).toBe(text);
  });
});

describe('sameName', () => {
  it('compares bytes: the same text in another string type is another name', async () => {
    const names = await Promise.all(
      [der.utf8String('a'), der.utf8String('a'), der.printableString('a')].map(async (value) => {
        return (await mint({ ...LEAF, subject: [['O', value]] }).certificate()).subject;
      }),
    );
    expect(sameName(names[0]!, names[1]!)).toBe(true);
    expect(sameName(names[0]!, names[2]!)).toBe(false);
  });
});
