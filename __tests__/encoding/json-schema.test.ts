import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type JsonSchema, misfit } from '../../src/encoding/json-schema.ts';

const FILE = join(import.meta.dirname, '..', '..', 'schema', 'result.json');

const SMALL: JsonSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', pattern: '^[a-z]+$' },
    count: { type: 'integer', minimum: 0 },
    kind: { enum: ['a', 'b'] },
    more: { $ref: '#/$defs/more' },
    few: { type: 'array', minItems: 1, maxItems: 2, items: { maximum: 9, maxLength: 2 } },
  },
  required: ['name'],
  additionalProperties: false,
  $defs: { more: { anyOf: [{ type: 'array', items: { const: 1 } }, { type: 'null' }] } },
};

describe('a value', () => {
  it.each([[{ name: 'x' }], [{ name: 'x', count: 0, kind: 'b', more: null }], [{ name: 'x', more: [1, 1] }]])(
    '%j fits',
    (value) => {
      expect(misfit(SMALL, value)).toBeUndefined();
    },
  );

  it.each([
    [[], '', 'is not of the type object'],
    [null, '', 'is not of the type object'],
    [{}, '', 'has no name'],
    [{ name: 1 }, 'name', 'is not of the type string'],
    [{ name: 'X' }, 'name', 'does not have the form that it has to have'],
    [{ name: 'x', count: -1 }, 'count', 'is under 0'],
    [{ name: 'x', count: 1.5 }, 'count', 'is not of the type integer'],
    [{ name: 'x', kind: 'c' }, 'kind', 'is no value of its list'],
    [{ name: 'x', more: [1, 2] }, 'more[1]', 'is not 1'],
    [{ name: 'x', few: [] }, 'few', 'has under 1 elements'],
    [{ name: 'x', few: [1, 2, 3] }, 'few', 'has over 2 elements'],
    [{ name: 'x', few: [10] }, 'few[0]', 'is over 9'],
    [{ name: 'x', few: ['abc'] }, 'few[0]', 'has over 2 characters'],
    [{ name: 'x', other: 1 }, '', 'has a member that is not in the schema'],
    [JSON.parse('{"name":"x","__proto__":1}'), '', 'has a member that is not in the schema'],
    [JSON.parse('{"name":"x","constructor":1}'), '', 'has a member that is not in the schema'],
  ])('%j does not fit', (value, path, reason) => {
    expect(misfit(SMALL, value)).toEqual({ path, reason });
  });
});

it('a schema with a word that is not read is refused', () => {
  expect(() => misfit({ type: 'string', multipleOf: 3 }, 'long')).toThrow('multipleOf');
});

it('what fits is what another reader of JSON Schema accepts', () => {
  const schema: JsonSchema = JSON.parse(readFileSync(FILE, 'utf8'));
  const other = z.fromJSONSchema(schema as never);
  const result = {
    ...{ version: 1, command: 'verify', status: 'failed', warnings: ['w'] },
    error: { code: 'denied', message: 'm', hint: 'h', docs: 'd' },
    images: [
      {
        ...{ reference: 'r', digest: null, mediaType: null, size: 1, status: 'failed' },
        policy: { statement: 's', level: 'strict' },
        ...{
          platforms: [],
          signatures: [],
          identities: [],
          attachments: [],
          leftBehind: [],
          destinations: [],
        },
        error: null,
      },
    ],
  };
  expect(misfit(schema, result)).toBeUndefined();
  const values = fc.oneof(
    fc.constantFrom(null, 0, -1, 1.5, 'x', true, [], {}, 'done', 'partial'),
    fc.jsonValue({ maxDepth: 1 }),
  );
  const paths = fc.constantFrom(
    ...[
      ['version'],
      ['status'],
      ['error'],
      ['error', 'code'],
      ['warnings'],
      ['warnings', '0'],
      ['images', '0'],
    ],
    ...[
      ['images', '0', 'status'],
      ['images', '0', 'policy'],
      ['images', '0', 'size'],
      ['images', '0', 'extra'],
      ['filter'],
    ],
  );
  fc.assert(
    fc.property(paths, values, fc.boolean(), (path, value, isDeleted) => {
      const changed = structuredClone(result) as unknown as Record<string, never>;
      const parent = path.slice(0, -1).reduce((at, name) => at[name] as never, changed);
      if (isDeleted && !Array.isArray(parent)) delete parent[path.at(-1)!];
      else parent[path.at(-1)!] = value as never;
      expect(misfit(schema, changed) === undefined).toBe(other.safeParse(changed).success);
    }),
  );
});

it('the schema of results is written in the words that are read', () => {
  const walk = (schema: JsonSchema): void => {
    for (const [word, expected] of Object.entries(schema)) {
      if (word === 'enum' || word === 'required' || word === '$ref') continue;
      if (word !== 'properties' && word !== '$defs')
        expect(() => misfit({ [word]: expected }, undefined), word).not.toThrow(/is not read/);
      const inner =
        word === 'properties' || word === '$defs' ? Object.values(expected as object) : [expected].flat();
      for (const one of inner) if (typeof one === 'object' && one !== null) walk(one as JsonSchema);
    }
  };
  walk(JSON.parse(readFileSync(FILE, 'utf8')) as JsonSchema);
});
