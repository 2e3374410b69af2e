import { describe, expect, it } from 'vitest';
import { ANY, listOf, mapOf, struct, unread } from '../../src/encoding/go-shape.ts';
import { parseJson } from '../../src/encoding/json.ts';
import { readAs } from '../../src/encoding/read-as.ts';

const context = { code: 'manifest_invalid', what: 'test' } as const;
const PART = struct({ size: 'integer', data: 'bytes', 'os.kind': 'text' });
const SHAPE = struct({
  text: 'text',
  size: 'integer',
  flag: 'boolean',
  data: 'bytes',
  time: 'time',
  texts: listOf('text'),
  map: mapOf('text'),
  part: PART,
  parts: listOf(PART),
});
const read = (text: string) => readAs(SHAPE, text, context, 'kept');

describe('readAs', () => {
  it('reads the types of the shape, and keeps members that the shape does not name', () => {
    const value = {
      text: 'é',
      size: -5,
      flag: false,
      data: 'QQ==',
      time: '2026-06-01T10:00:00.5+08:00',
      texts: ['', 'a'],
      map: { Text: 'a', text: 'b' },
      part: { size: 9007199254740991 },
      parts: [{ data: '' }, {}],
      more: { TEXT: [null, 1.5, { size: '1' }] },
      'text ': null,
    };
    expect(read(JSON.stringify(value))).toEqual(value);
  });

  it('leaves out a member that is null, and reads null in a list or map as the zero value', () => {
    const names = ['text', 'size', 'flag', 'data', 'time', 'texts', 'map', 'part', 'parts'];
    expect(read(`{${names.map((name) => `"${name}":null`).join()},"more":null}`)).toEqual({ more: null });
    expect(read('{"texts":[null,"a"],"map":{"a":null},"parts":[null]}')).toEqual({
      texts: ['', 'a'],
      map: { a: '' },
      parts: [{}],
    });
    expect(read('null')).toEqual({});
  });

  it.each([
    ['upper case', 'TEXT', 'text'],
    ['one letter', 'teXt', 'text'],
    ['an escape', '\\u0054ext', 'text'],
    ['the long s', '\\u017fize', 'size'],
    ['the long s at the end', 'text\\u017f', 'texts'],
  ])(
    'refuses a name that differs from that of a field by %s, beside the field or alone',
    (_, name, field) => {
      for (const body of [
        `{"${name}":1}`,
        `{"${field}":null,"${name}":null}`,
        `{"${name}":null,"${field}":null}`,
      ])
        expect(() => read(body)).toThrow(new RegExp(`which others read as ${field}$`));
    },
  );

  it('refuses a name that differs by the Kelvin sign, also deep inside', () => {
    expect(() => read('{"parts":[{},{"o\\u017f.\\u212aind":1}]}')).toThrow(
      'test: has the member parts.1.oſ.\u212aind, which others read as os.kind',
    );
  });

  it.each(['tëxt', 'ﬂag', 'sıze', 'text\u0307', 'ＴＥＸＴ', 'part\u0131'])(
    'accepts a name that does not fold to that of a field: %s',
    (name) => {
      expect(read(JSON.stringify({ [name]: 1 }))).toEqual({ [name]: 1 });
    },
  );

  it.each([
    ['{"text":1}', 'text: not text'],
    ['{"text":["a"]}', 'text: not text'],
    ['{"size":2.0}', 'size: not an integer in digits'],
    ['{"size":1e3}', 'size: not an integer in digits'],
    ['{"size":0E0}', 'size: not an integer in digits'],
    ['{"size":"1"}', 'size: not an integer in digits'],
    ['{"size":{}}', 'size: not an integer in digits'],
    ['{"flag":"true"}', 'flag: not true or false'],
    ['{"data":"QR=="}', 'data: not canonical base64'],
    ['{"data":"QQ"}', 'data: not canonical base64'],
    ['{"data":"Q_=="}', 'data: not canonical base64'],
    ['{"data":"QQ==\\n"}', 'data: not canonical base64'],
    ['{"data":[65]}', 'data: not canonical base64'],
    ['{"time":"2026-06-01T10:00:00\\u005a"}', 'time: not a time (RFC 3339, without escapes)'],
    ['{"time":"2026-06-31T10:00:00Z"}', 'time: not a time (RFC 3339, without escapes)'],
    ['{"time":0}', 'time: not a time (RFC 3339, without escapes)'],
    ['{"texts":"a"}', 'texts: not a list'],
    ['{"texts":{}}', 'texts: not a list'],
    ['{"texts":["a",1]}', 'texts.1: not text'],
    ['{"map":[]}', 'map: not an object'],
    ['{"map":{"a":1}}', 'map.a: not text'],
    ['{"part":[]}', 'part: not an object'],
    ['{"part":"a"}', 'part: not an object'],
    ['{"parts":[{"size":1},{"size":true}]}', 'parts.1.size: not an integer in digits'],
  ])('refuses %s', (text, reason) => {
    expect(() => read(text)).toThrow(`test: is malformed at ${reason}`);
  });

  it.each(['[]', '1', '"a"', 'true'])('refuses %s where an object is expected', (text) => {
    expect(() => read(text)).toThrow('test: is not an object');
  });

  it('refuses a duplicate member, null or not', () => {
    expect(() => read('{"size":null,"size":1}')).toThrow(/"size" twice/);
    expect(() => read('{"more":null,"more":1}')).toThrow(/"more" twice/);
  });

  it('is anything, with numbers that are not exact, where it is for this program alone', () => {
    const own = struct({ name: 'text', at: ANY, all: listOf(ANY) }, unread(ANY));
    const text =
      '{"name":"a","at":{"b":[9223372036854775807,{"c":1e400}]},"all":["d",1],"more":[-9007199254740993]}';
    expect(readAs(own, text, context)).toEqual({
      name: 'a',
      at: { b: [2 ** 63, { c: Number.POSITIVE_INFINITY }] },
      all: ['d', 1],
    });
    expect(readAs(ANY, '[9223372036854775807,null]', context)).toEqual([2 ** 63, null]);
    for (const twice of ['{"at":{"b":1,"b":2}}', '{"more":{"b":1,"b":2}}', '{"at":1,"At":2}', '{"name":1}'])
      expect(() => readAs(own, twice, context)).toThrow('test: ');
    expect(() => readAs(struct({ name: 'text' }), '{"more":9223372036854775807}', context)).toThrow(
      /too large/,
    );
  });

  it('reads -0, as Go does, and refuses an integer that is not exact', () => {
    expect(JSON.stringify(read('{"size":-0}'))).toBe('{"size":0}');
    expect(() => read('{"size":9007199254740993}')).toThrow(/too large/);
  });

  it('reads members named like those of Object.prototype as data', () => {
    const value = read('{"__proto__":{"size":"x"},"constructor":1,"map":{"__proto__":"a","toString":"b"}}');
    expect(value.size).toBeUndefined();
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'map']);
    expect(Object.entries(value.map!)).toEqual([
      ['__proto__', 'a'],
      ['toString', 'b'],
    ]);
  });
});

describe('an unread member', () => {
  const UNREAD = struct({ size: 'integer', map: unread(mapOf('text')), list: unread(listOf(PART)) });
  const readUnread = (text: string) => readAs(UNREAD, text, context);

  it('is not built', () => {
    expect(readUnread('{"map":{"a":"b"},"list":[{"size":1},null],"more":{"deep":[1]},"size":1}')).toEqual({
      size: 1,
    });
  });

  it.each([
    ['a value of another type', '{"map":{"a":1}}'],
    ['an element of another type', '{"list":[{"size":2.0}]}'],
    ['a name in another case', '{"list":[{"SIZE":1}]}'],
    ['a member that stands twice', '{"map":{},"map":{}}'],
    ['a member that stands twice inside', '{"map":{"a":"b","a":"c"}}'],
    ['a member without a name that stands twice', '{"more":1,"more":2}'],
    ['a member that stands twice in one without a name', '{"more":{"a":[{"b":1,"b":2}]}}'],
    ['a number that is too large', '{"more":[9007199254740993]}'],
  ])('is checked by the same rules: %s', (_, text) => {
    expect(() => readUnread(text)).toThrow(expect.objectContaining({ code: 'manifest_invalid' }));
  });

  it('does not count towards the limit of values', () => {
    const many = `[${Array(200_000).fill('{}').join()}]`;
    expect(readUnread(`{"more":${many},"list":${many},"size":1}`)).toEqual({ size: 1 });
    expect(() => readAs(UNREAD, `{"more":${many}}`, context, 'kept')).toThrow(/has over 150000 values/);
    expect(() => parseJson(many, context)).toThrow(/has over 150000 values/);
  });
});
