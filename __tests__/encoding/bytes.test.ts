import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from '../../src/encoding/base64.ts';
import { checkDer, splitDer } from '../../src/encoding/der.ts';
import { goJson, sortedMembers } from '../../src/encoding/go-json.ts';
import { pemBlocks } from '../../src/encoding/pem.ts';
import { printable } from '../../src/encoding/printable.ts';
import { anyText } from '../support/any-text.ts';
import { sharedChain } from '../support/pki.ts';

const context = { code: 'envelope_invalid', what: 'test' } as const;

describe('base64', () => {
  it('decodes what it encodes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(Uint8Array.from(decodeBase64(encodeBase64(bytes), context))).toEqual(bytes);
        expect(Uint8Array.from(decodeBase64Url(encodeBase64Url(bytes), context))).toEqual(bytes);
      }),
    );
  });

  it.each(['QQ', 'QR==', 'QQ=', ' QQ==', 'QQ==\n', 'Q_==', '=', 'QQ==QQ=='])('refuses %j', (text) => {
    expect(() => decodeBase64(text, context)).toThrow();
  });

  it.each(['QQ==', 'QR', 'Q+', 'Q/', 'A', 'QQ\n'])('refuses %j for URLs', (text) => {
    expect(() => decodeBase64Url(text, context)).toThrow();
  });
});

describe('DER', () => {
  it.each([
    ['an indefinite length', [0x30, 0x80, 0, 0]],
    ['a length that is not minimal', [0x30, 0x81, 0x01, 0x05]],
    ['an integer that is padded', [0x02, 0x02, 0x00, 0x01]],
    ['a negative integer that is padded', [0x02, 0x02, 0xff, 0x80]],
    ['an empty integer', [0x02, 0x00]],
    ['a boolean of BER', [0x01, 0x01, 0x01]],
    ['set unused bits', [0x03, 0x02, 0x01, 0x01]],
    ['bytes behind the end', [0x05, 0x00, 0x00]],
    ['a string in pieces', [0x24, 0x03, 0x04, 0x01, 0x00]],
    ['a child that is too long', [0x30, 0x03, 0x04, 0x02, 0x00]],
    ['an end in the middle', [0x30]],
    ['a long tag', [0x1f, 0x81, 0x00, 0x00]],
    ['33 levels', Array.from({ length: 40 }, (_, at) => [0x30, (39 - at) * 2]).flat()],
  ])('refuses %s', (_, bytes) => {
    expect(() => checkDer(Uint8Array.from(bytes), context)).toThrow(
      expect.objectContaining({ code: 'envelope_invalid' }),
    );
  });

  it('accepts certificates, and refuses each that is cut off', () => {
    const { der } = sharedChain().leaf;
    checkDer(der, context);
    for (let length = 0; length < der.length; length += 7) {
      expect(() => checkDer(der.subarray(0, length), context)).toThrow();
    }
    expect(splitDer(Buffer.concat([der, der]), context)).toHaveLength(2);
  });

  it('reads or refuses any bytes, without a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          checkDer(bytes, context);
        } catch (error) {
          expect(error).toMatchObject({ code: 'envelope_invalid' });
        }
      }),
    );
  });
});

describe('PEM', () => {
  it('reads every block, and leaves out text between them', () => {
    const blocks = pemBlocks(`subject=x\n${sharedChain().pem}\nthe end`, context);
    expect(blocks.map(({ label }) => label)).toEqual(['CERTIFICATE', 'CERTIFICATE', 'CERTIFICATE']);
    expect(pemBlocks(sharedChain().pem.replaceAll('\n', '\r\n'), context)).toHaveLength(3);
  });

  it('refuses a block that ends as another', () => {
    expect(() => pemBlocks('-----BEGIN A-----\nQQ==\n-----END B-----', context)).toThrow();
  });
});

describe('printable', () => {
  it('escapes all that moves a cursor, breaks a line or turns the direction', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(printable(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      }),
    );
    expect(printable('a\n::error::b\u001b[31m\u202ec')).toBe('a\\u{a}::error::b\\u{1b}[31m\\u{202e}c');
  });

  it('keeps readable text as it is, up to its length', () => {
    expect(printable('Grüße, 世界 👋')).toBe('Grüße, 世界 👋');
    expect(printable('x'.repeat(300))).toHaveLength(201);
  });
});

describe('JSON as Go writes it', () => {
  const text = (value: unknown) => Buffer.from(goJson(value)).toString();

  it('escapes what Go escapes', () => {
    expect(text({ a: '<b>&\u2028\u2029' })).toBe('{"a":"\\u003cb\\u003e\\u0026\\u2028\\u2029"}');
  });

  it('sorts the members of a map by their bytes', () => {
    expect(Object.keys(sortedMembers({ b: 1, a: 1, B: 1, 'a.b': 1, é: 1, '😀': 1, '\uffee': 1 }))).toEqual([
      'B',
      'a',
      'a.b',
      'b',
      'é',
      '\uffee',
      '😀',
    ]);
  });
});
