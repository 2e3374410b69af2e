import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable } from '../../src/encoding/printable.ts';
import { encodeName } from '../../src/pki/encode-name.ts';
import { nameText } from '../../src/pki/name.ts';
import { parseName } from '../../src/pki/parse-name.ts';
import { anyText } from '../support/any-text.ts';
import { type NameSpec, encodeName as reference } from '../support/certificate-parts.ts';
import * as der from '../support/der.ts';

const COMPLAINT = { code: 'internal', what: 'name' } as const;
const encode = (attributes: Record<string, string>) => encodeName(new Map(Object.entries(attributes)));

describe('encodeName', () => {
  it("writes the attributes in Go's order, each in an RDN of its own", async () => {
    const expected: NameSpec = [
      ['C', 'US'],
      ['ST', 'WA'],
      ['L', 'Seattle'],
      ['O', 'acme, inc.'],
      ['OU', 'été'],
      ['CN', 'release'],
      ['SERIALNUMBER', der.printableString('42')],
    ];
    const name = {
      CN: 'release',
      SERIALNUMBER: '42',
      OU: 'été',
      O: 'acme, inc.',
      L: 'Seattle',
      ST: 'WA',
      C: 'US',
    };
    const backwards = Object.fromEntries(Object.entries(name).toReversed());
    const bytes = Buffer.from(reference(expected)).toString('hex');
    for (const one of [name, backwards]) expect(Buffer.from(await encode(one)).toString('hex')).toBe(bytes);
    expect(nameText(parseName(await encode(name), COMPLAINT))).toBe(
      'SERIALNUMBER=42,CN=release,OU=été,O=acme\\, inc.,L=Seattle,ST=WA,C=US',
    );
  });

  it.each([
    [{ C: 'USA' }, /country code of two letters/],
    [{ C: 'U1' }, /country code of two letters/],
    [{ C: '' }, /empty C/],
    [{ O: '' }, /empty O/],
    [{ O: 'x'.repeat(65) }, /more than 64 characters/],
    [{ CN: '😀'.repeat(65) }, /more than 64 characters/],
    [{ SERIALNUMBER: 'é' }, /SERIALNUMBER that is not plain text/],
    [{ CN: 'a\nb' }, /control characters/],
    [{ CN: 'a\u202eb' }, /cannot be shown/],
    [{ O: 'acme\u200b' }, /cannot be shown/],
    [{ cn: 'a' }, /the attribute cn; those .* C, ST, .*CN/],
    [{ emailAddress: 'a@b.c' }, /the attribute emailAddress/],
    [{ '2.5.4.3': 'a' }, /the attribute 2\.5\.4\.3/],
  ] as [Record<string, string>, RegExp][])('refuses %j', async (attributes, reason) => {
    await expect(encode(attributes)).rejects.toThrow(reason);
  });

  it('accepts values of exactly the longest length', async () => {
    await expect(encode({ CN: '😀'.repeat(64), ST: 'x'.repeat(128) })).resolves.toBeInstanceOf(Uint8Array);
  });

  it('writes what parseName reads back', async () => {
    const value = anyText({ minLength: 1, maxLength: 40 }).filter((text) => {
      return printable(text, 100) === text && [...text].length <= 64;
    });
    await fc.assert(
      fc.asyncProperty(value, value, async (O, CN) => {
        const read = parseName(await encode({ O, CN }), COMPLAINT);
        expect(read.rdns.flat().map((one) => one.value)).toEqual([O, CN]);
      }),
      { numRuns: 50 },
    );
  });
});
