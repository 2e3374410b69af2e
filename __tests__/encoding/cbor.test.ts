import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CborTags, parseCbor } from '../../src/encoding/cbor.ts';
import { CborFloat, CborTag, type CborValue } from '../../src/encoding/cbor-values.ts';
import { encodeCbor } from '../../src/encoding/encode-cbor.ts';

const context = { code: 'envelope_invalid', what: 'test' } as const;
const NUMBERED: CborTags = { 1: (content) => typeof content === 'number' };
const parse = (hex: string, tags?: CborTags) => parseCbor(Buffer.from(hex, 'hex'), context, tags);

/** RFC 8949, appendix A. */
const EXAMPLES: readonly (readonly [string, CborValue])[] = [
  ['00', 0],
  ['17', 23],
  ['1818', 24],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['1b000000e8d4a51000', 1_000_000_000_000],
  ['20', -1],
  ['3903e7', -1000],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['f7', undefined],
  ['4401020304', Uint8Array.of(1, 2, 3, 4)],
  ['60', ''],
  ['62c3bc', 'ü'],
  ['64f0908591', '𐅑'],
  ['80', []],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  ['a0', new Map()],
  [
    'a201020304',
    new Map([
      [1, 2],
      [3, 4],
    ]),
  ],
  [
    'a26161016162820203',
    new Map<string, CborValue>([
      ['a', 1],
      ['b', [2, 3]],
    ]),
  ],
];

describe('parseCbor', () => {
  it.each(EXAMPLES)('reads the example %s of RFC 8949', (hex, value) => {
    expect(parse(hex)).toEqual(value);
  });

  it.each([
    ['f90000', 0],
    ['f93c00', 1],
    ['fa47c35000', 100_000],
    ['fb3ff199999999999a', 1.1],
  ])('keeps the float %s apart from an integer', (hex, value) => {
    expect(parse(hex)).toEqual(new CborFloat(value));
  });

  it('reads a tag that is named, in front of what it fits', () => {
    expect(parse('c11a514b67b0', NUMBERED)).toEqual(new CborTag(1, 1_363_896_240));
    expect(() => parse('c16161', NUMBERED)).toThrow(/the tag 1 in front of what it does not fit/);
    expect(() => parse('c0742d', NUMBERED)).toThrow(/tag not supported/);
  });

  it('keeps a byte order mark, which would make another text of it', () => {
    expect(parse('64efbbbf61')).toBe('\ufeffa');
    expect([...(parse('a164efbbbf6101') as Map<string, number>)]).toEqual([['\ufeffa', 1]]);
  });

  it('does not keep the document for a byte string of it', () => {
    const [bytes] = parseCbor(Buffer.from('8143010203', 'hex'), context) as readonly Uint8Array[];
    expect(bytes!.buffer.byteLength).toBe(3);
  });

  it.each([
    ['nothing', ''],
    ['two values', '0000'],
    ['an integer in two bytes that fits one', '1817'],
    ['an integer in three bytes that fits two', '1900ff'],
    ['an integer in five bytes that fits three', '1a0000ffff'],
    ['an integer in nine bytes that fits five', '1b00000000ffffffff'],
    ['a negative integer that is too long', '3817'],
    ['a text whose length is too long', '780161'],
    ['a byte string whose length is too long', '590001ff'],
    ['an array whose length is too long', '980100'],
    ['a map whose length is too long', 'b8010000'],
    ['a tag that is too long', 'd80100'],
    ['an array of indefinite length', '9fff'],
    ['a map of indefinite length', 'bfff'],
    ['a text of indefinite length', '7f6161ff'],
    ['a byte string of indefinite length', '5f4161ff'],
    ['a break', 'ff'],
    ['a key twice', 'a201000100'],
    ['a key twice, as text', 'a2616100616100'],
    ['a key twice, deep', '81a10aa201000100'],
    ['a key that is a float', 'a1f93c0000'],
    ['a key that is a byte string', 'a1410000'],
    ['a key that is a boolean', 'a1f500'],
    ['a key that is a list', 'a18000'],
    ['a key that is a tag', 'a1c10000'],
    ['text that is no UTF-8', '62c328'],
    ['half a surrogate pair', '63eda080'],
    ['an integer over 2^53', '1b0020000000000000'],
    ['an integer below -2^53', '3bffffffffffffffff'],
    ['NaN', 'f97e00'],
    ['Infinity', 'f97c00'],
    ['a simple value', 'e0'],
    ['a simple value in two bytes', 'f820'],
    ['a reserved length', '1c'],
    ['a tag that is not named', 'd818 4100'.replace(' ', '')],
    ['half a value', '8201'],
    ['half a map', 'a101'],
    ['half a text', '6361'],
    ['half a length', '19ff'],
    ['half a float', 'fb3ff1'],
    ['a tag of nothing', 'c1'],
    ['17 levels', `${'81'.repeat(17)}00`],
    ['17 levels of tags', `${'c1'.repeat(17)}00`],
    ['more values than any envelope has', `99fffe${'00'.repeat(0xfffe)}`],
    ['a length that is not there', '9a7fffffff'],
    ['a byte string without end', '5b001fffffffffffff'],
    ['a map that is too long for memory', 'bb001fffffffffffff'],
  ])('refuses %s', (_, hex) => {
    expect(() => parse(hex, { 1: () => true })).toThrow(
      expect.objectContaining({ code: 'envelope_invalid' }),
    );
  });

  it('shows a key from outside safely', () => {
    const key = Buffer.from('\u001b[31m\n', 'utf8');
    const pair = Buffer.concat([Buffer.from([0x60 + key.length]), key, Buffer.from([0])]);
    const twice = Buffer.concat([Buffer.from([0xa2]), pair, pair]);
    expect(() => parseCbor(twice, context)).toThrow(/repeat map key "\\u\{1b\}\[31m\\u\{a\}"/);
  });

  it('answers any bytes with a value or an error of its own', () => {
    const biased = fc.array(
      fc.oneof(fc.nat(255), fc.constantFrom(0x81, 0x82, 0xa1, 0xa2, 0xc1, 0xd2, 0x58, 0x78, 0xf9)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(biased, (list) => {
        try {
          parseCbor(Uint8Array.from(list), context, { 1: () => true, 18: () => true });
        } catch (error) {
          expect(error).toMatchObject({ name: 'SealiftError', code: 'envelope_invalid' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('encodeCbor', () => {
  /** What is written here: no floats, no tags. */
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('scalar'), tie('list'), tie('map')),
    scalar: fc.oneof(
      fc.constantFrom(null, true, false),
      fc.maxSafeInteger(),
      fc.string({ unit: 'binary' }),
      fc.uint8Array(),
    ),
    list: fc.array(tie('any'), { maxLength: 5 }),
    map: fc
      .array(fc.tuple(fc.oneof(fc.maxSafeInteger(), fc.string({ unit: 'binary' })), tie('any')), {
        maxLength: 5,
      })
      .map((pairs) => new Map(pairs)),
  })).any as fc.Arbitrary<CborValue>;

  it('is read back, strictly, and written again as the same bytes', () => {
    fc.assert(
      fc.property(value, (written) => {
        const bytes = encodeCbor(written);
        const read = parseCbor(bytes, context);
        expect(read).toEqual(written);
        expect(encodeCbor(read)).toEqual(bytes);
      }),
    );
  });

  it('sorts the keys of a map by their encoded bytes (RFC 8949, 4.2.1)', () => {
    const keys = ['aa', 'z', -1, 100, 10, 256, '', -100];
    const map = new Map(keys.map((key) => [key, 0]));
    expect([...(parseCbor(encodeCbor(map), context) as Map<unknown, unknown>).keys()]).toEqual([
      ...[10, 100, 256, -1, -100, '', 'z', 'aa'],
    ]);
  });
});
