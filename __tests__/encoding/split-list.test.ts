import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitList } from '../../src/encoding/split-list.ts';

const around = (text: string) => ({
  rest: splitList(text, 'list')?.rest,
  elements: [...(splitList(text, 'list')?.elements ?? [])],
});

it('rest and elements are what was put together', () => {
  const name = fc.string().filter((one) => one !== 'list' && one !== '__proto__');
  fc.assert(
    fc.property(
      fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }),
      fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 6 }),
      fc.dictionary(name, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }),
      fc.constantFrom(0, 2),
      (first, list, last, indent) => {
        const found = around(JSON.stringify({ ...first, list, ...last }, null, indent));
        expect(found.elements.map((one) => JSON.parse(one))).toEqual(JSON.parse(JSON.stringify(list)));
        expect(JSON.parse(found.rest!)).toEqual(JSON.parse(JSON.stringify({ ...first, list: [], ...last })));
      },
    ),
  );
});

it.each([
  ['{}'],
  ['[[1]]'],
  ['{"a":"\\"list\\":[1]"}'],
  ['{"a":{"list":[1]}}'],
  ['{"list":{"0":1}}'],
  ['{"list":"x","b":[1]}'],
  ['{"\\u006cist":[1]}'],
  ['{"list":[1'],
  ['{"list":[1}'],
  ['{"list" 1 [1]}'],
  ['["list",[1]]'],
  [''],
])('in %s there is no list of that name', (text) => {
  expect(splitList(text, 'list')).toBeUndefined();
});

it.each([
  ['{"list":[,]}', ['', '']],
  ['{"list":[1,]}', ['1', '']],
  ['{"list":[[}]}', ['[}']],
])('what is no JSON is left to the reader of the elements: %s', (text, elements) => {
  expect(around(text).elements).toEqual(elements);
});

it('texts that consist of quotes, backslashes or brackets are read in time', () => {
  const many = 200_000;
  for (const part of ['\\\\', '"', '[', ']', ',', '\\"', ' '])
    for (const text of [
      part.repeat(many),
      `{"list":["${part.repeat(many)}`,
      `{"list":[${part.repeat(many)}]}`,
    ]) {
      let length = 0;
      for (const one of splitList(text, 'list')?.elements ?? []) length += one.length;
      expect(length).toBeLessThanOrEqual(text.length);
    }
});
