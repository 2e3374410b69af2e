import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/encoding/json.ts';

const context = { code: 'config_invalid', what: 'test' } as const;
const parse = (input: string | Uint8Array) => parseJson(input, context);

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

  it.each([
    ['{\n  "a": 1,\n  "b": [\n    {"c": 1, "c": 2}\n  ]\n}', /twice \(line 4, column 14\)$/],
    ['{\n  "a": 9007199254740993\n}', /exactly \(line 2, column 8\)$/],
    [`{\n"a":${'['.repeat(33)}`, /levels \(line 2, column 36\)$/],
    [
      '{\n  "a": 1,\n  }',
      /is not JSON: line 3, column 3: a name in double quotes is expected; is there a comma too many\?$/,
    ],
    ['{"a":1,"a":2}', /has the member "a" twice$/],
  ])('says by line and column where %j is wrong, if it has lines', (input, message) => {
    expect(() => parse(input)).toThrow(expect.objectContaining({ message: expect.stringMatching(message) }));
  });

  it('keeps a member called __proto__ as data', () => {
    const value = parse('{"__proto__":{"polluted":true}}') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('refuses any text or reads it as JSON.parse does', () => {
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

describe('a text that is not JSON', () => {
  it.each([
    [
      'a comma too many',
      '{\n  "a": 1,\n}',
      'line 3, column 1: a name in double quotes is expected; is there a comma too many?',
    ],
    [
      'a comma too many in a list',
      '[1,\r\n2,]',
      'line 2, column 3: a value is expected; is there a comma too many, or did it end too soon?',
    ],
    ['a byte order mark', '\ufeff{}', 'line 1, column 1: a byte order mark, which an editor put there'],
    ['no comma', '{"a": 1\n "b": 2}', 'line 2, column 2: a comma is expected'],
    ['no colon', '{"a" 1}', 'line 1, column 6: a colon is expected'],
    ['single quotes', "{'a': 1}", 'line 1, column 2: a word that is no value; text stands in double quotes'],
    ['a comment', '{\n// why\n}', 'line 2, column 1: JSON has no comments'],
    ['an end that is missing', '{"a": 1', 'line 1, column 8: a closing brace } is expected'],
    ['text behind it', '{}\n\nx', 'line 3, column 1: a word that is no value; text stands in double quotes'],
    ['a second value', '{} {}', 'line 1, column 4: there is text behind the end'],
    [
      'a backslash of Windows',
      '{"a": "C:\\q"}',
      'line 1, column 7: an escape that JSON does not know; a backslash is written \\\\',
    ],
    [
      'a quote that is missing',
      '{"a": "b}',
      'line 1, column 7: a text does not end; is a double quote missing?',
    ],
    ['a raw tab in a text', '"\t"', 'line 1, column 1: a control character inside a text'],
    [
      'nothing',
      '',
      'line 1, column 1: a value is expected; is there a comma too many, or did it end too soon?',
    ],
  ])('is refused with line, column and reason: %s', (_, text, words) => {
    expect(() => parse(text)).toThrow(`test: is not JSON: ${words}`);
  });
});
