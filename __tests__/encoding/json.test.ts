import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/encoding/json.ts';

const complaint = { code: 'config_invalid', what: 'test' } as const;
const parse = (input: string | Uint8Array) => parseJson(input, complaint);

describe('parseJson', () => {
  it('reads what JSON.stringify writes', () => {
    const safe = fc.jsonValue({ maxDepth: 5 }).filter((value) => !/e\+|\d{16}/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(safe, (value) => {
        expect(parse(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it.each([
    ['a duplicate name', '{"a":1,"a":2}'],
    ['a duplicate name, escaped', '{"a":1,"\\u0061":2}'],
    ['a duplicate name, deep', '{"x":[{"a":1,"a":2}]}'],
    ['two values', '{} {}'],
    ['nothing', ''],
    ['a comment', '{"a":1} // x'],
    ['a trailing comma', '[1,]'],
    ['a byte order mark', '\ufeff{}'],
    ['single quotes', "{'a':1}"],
    ['a large integer', '9007199254740993'],
    ['NaN', 'NaN'],
    ['a half surrogate pair in UTF-8', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)],
    ['latin-1', Uint8Array.of(0x22, 0xe9, 0x22)],
    ['33 levels', '['.repeat(33) + ']'.repeat(33)],
    ['half a value', '{"a":'],
  ])('refuses %s', (_, input) => {
    expect(() => parse(input)).toThrow(expect.objectContaining({ code: 'config_invalid' }));
  });

  it('keeps a member called __proto__ as data', () => {
    const value = parse('{"__proto__":{"polluted":true}}') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('either refuses or agrees with JSON.parse, on any text', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.string({ unit: fc.constantFrom(...'{}[]",:0 1eE+-.tfn\\u') }),
    );
    fc.assert(
      fc.property(text, (input) => {
        let ours: unknown;
        try {
          ours = parse(input);
        } catch {
          return;
        }
        expect(ours).toEqual(JSON.parse(input));
      }),
      { numRuns: 500 },
    );
  });
});
