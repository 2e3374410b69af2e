import { describe, expect, it } from 'vitest';
import { checkDer, derChildren, derElement } from '../../src/encoding/der.ts';
import { parseJson } from '../../src/encoding/json.ts';
import { pemBlocks } from '../../src/encoding/pem.ts';

const context = { code: 'certificate_invalid', what: 'test' } as const;
const refusal = expect.objectContaining({ code: 'certificate_invalid' });
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

describe('the reader of DER', () => {
  it.each([
    ['an empty bit string before something else', '30 04 0300 0500'],
    ['a bit string with unused bits and no bits', '03 01 01'],
    ['a bit string with more than 7 unused bits', '03 02 08 00'],
    ['a null with content', '05 01 00'],
    ['an empty object identifier', '06 00'],
    ['an object identifier with padding', '06 02 80 01'],
    ['an object identifier with padding inside', '06 03 2a 80 01'],
    ['an object identifier that does not end', '06 02 2a 80'],
    ['an enumerated value with padding', '0a 02 00 01'],
    ['an end-of-contents mark', '30 02 00 00'],
    ['an empty boolean', '01 00'],
    ['a primitive sequence', '10 00'],
    ['a length of five octets', '04 85 0000000001 00'],
    ['a length of zero in two octets', '04 82 0000'],
  ])('refuses %s', (_, text) => {
    expect(() => checkDer(hex(text), context)).toThrow(refusal);
  });

  it.each([
    ['a bit string of no bits', '03 01 00'],
    ['unused bits that are zero', '03 02 04 f0'],
    ['minus one', '02 01 ff'],
    ['a positive number with a high bit', '02 02 00 80'],
    ['an object identifier of several octets', '06 09 2a864886f70d010701'],
    ['an identifier with 0x80 inside a subidentifier', '06 04 2a 81 80 00'],
    ['a set of what it likes', '31 06 020102 020101'],
    ['an implicit tag', '30 03 80 01 05'],
  ])('accepts %s', (_, text) => {
    expect(() => checkDer(hex(text), context)).not.toThrow();
  });

  it('reads the elements of a sequence and nothing behind it', () => {
    const bytes = hex('30 06 020105 020107 0500');
    const root = derElement(bytes, 0, bytes.length, context);
    const children = [...derChildren(bytes, root, context)];
    expect(children.map(({ contentStart, end }) => [...bytes.subarray(contentStart, end)])).toEqual([
      [5],
      [7],
    ]);
  });

  it('refuses a child that is longer than its parent', () => {
    const bytes = hex('30 03 04 05 00 00 00 00 00');
    const root = derElement(bytes, 0, bytes.length, context);
    expect(() => [...derChildren(bytes, root, context)]).toThrow(refusal);
  });
});

describe('pemBlocks', () => {
  const block = (label: string) => `-----BEGIN ${label}-----\nQQ==\n-----END ${label}-----\n`;

  it.each([
    ['a block that does not end', `${block('A')}-----BEGIN B-----\nQQ==\n`],
    ['a block inside a block', `-----BEGIN A-----\n${block('B')}-----END A-----\n`],
    ['base64 that is not canonical', '-----BEGIN A-----\nQR==\n-----END A-----\n'],
    ['text inside a block', '-----BEGIN A-----\nQQ==\nhello\n-----END A-----\n'],
  ])('refuses %s', (_, text) => {
    expect(() => pemBlocks(text, context)).toThrow(refusal);
  });

  it('reads a block with spaces behind its borders, or Windows line ends', () => {
    const text = `-----BEGIN A----- \r\nQQ==\t\r\n-----END A-----\t\r\n${block('B')}`;
    expect(pemBlocks(text, context).map(({ label }) => label)).toEqual(['A', 'B']);
  });

  it.each([
    ['a byte order mark', `\ufeff${block('A')}${block('B')}`],
    ['an indent', block('A').replace(/^/gm, '  ')],
    ['an indented end', block('A').replace('-----END', '\t-----END')],
  ])('refuses a block that Go would pass over for %s', (_, text) => {
    expect(() => pemBlocks(text, context)).toThrow(/behind a space or a byte order mark/);
  });

  it('keeps the headers of the traditional form apart from the content', () => {
    const text =
      '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nQQ==\n-----END RSA PRIVATE KEY-----';
    expect(pemBlocks(text, context)).toMatchObject([
      { headers: ['Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,00'] },
    ]);
  });

  it('takes a time proportional to its input', () => {
    // In time quadratic in this length the test would run into its time limit.
    expect(() => pemBlocks('-----BEGIN A-----\n'.repeat(200_000), context)).toThrow(refusal);
    expect(pemBlocks('-----END A-----\n'.repeat(200_000), context)).toEqual([]);
  });
});

describe('parseJson on what readers disagree about', () => {
  it.each([
    ['a number that becomes Infinity', '[1e400]'],
    ['a negative one', '[-1e400]'],
    ['a large integer with an exponent', '1e16'],
    ['a large number with a fraction', '9007199254740993.5'],
    ['half a surrogate pair as a value', '"\\ud800"'],
    ['half a surrogate pair as a name', '{"\\udc00":1}'],
    ['a raw tab in a string', '"\t"'],
    ['a vertical tab between values', '[1,\u000b2]'],
    ['a no-break space between values', '[1,\u00a02]'],
    ['a comment between members', '{"a":1,/* */"b":2}'],
  ])('refuses %s', (_, text) => {
    expect(() => parseJson(text, context)).toThrow(refusal);
  });

  it('reads whole surrogate pairs, the largest exact integers and 32 levels', () => {
    expect(parseJson('"\\ud83d\\udc4b"', context)).toBe('👋');
    expect(parseJson('[9007199254740991,-9007199254740991,1.5e-7]', context)).toEqual([
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
      1.5e-7,
    ]);
    expect(() => parseJson('['.repeat(32) + ']'.repeat(32), context)).not.toThrow();
  });

  it('names a duplicate member safely for a terminal', () => {
    expect(() => parseJson('{"\\u001b[2J":1,"\\u001b[2J":2}', context)).toThrow(/\\u\{1b\}\[2J" twice/);
  });
});
