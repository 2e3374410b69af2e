/** A schema in the part of JSON Schema (2020-12) in which the schemas of this package are written. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A value that does not fit: where it stands, and what is wrong with it. */
export interface Misfit {
  /** `images[0].status`; empty for the whole. */
  readonly path: string;
  readonly reason: string;
}

type Check = (
  expected: never,
  value: unknown,
  path: string,
  root: JsonSchema,
  schema: JsonSchema,
) => Misfit | undefined;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  number: (value) => typeof value === 'number',
  integer: Number.isSafeInteger,
};

const patterns = new Map<string, RegExp>();

function patternOf(text: string): RegExp {
  const pattern = patterns.get(text) ?? new RegExp(text, 'u');
  patterns.set(text, pattern);
  return pattern;
}

/** Says nothing about the value. */
const nothing: Check = () => undefined;

const wrong = (path: string, reason: string): Misfit => ({ path, reason });

function each(
  values: Iterable<readonly [path: string, value: unknown, schema: JsonSchema]>,
  root: JsonSchema,
): Misfit | undefined {
  for (const [path, value, schema] of values) {
    const found = misfit(schema, value, path, root);
    if (found) return found;
  }
  return undefined;
}

const within = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** What each word of a schema asks for; it says nothing about values of other types, as in the specification. */
const CHECKS: Readonly<Record<string, Check>> = {
  $schema: nothing,
  $id: nothing,
  $defs: nothing,
  title: nothing,
  description: nothing,
  $ref: (name: string, value, path, root) => {
    const definitions = root.$defs as Readonly<Record<string, JsonSchema>>;
    return misfit(definitions[name.replace('#/$defs/', '')]!, value, path, root);
  },
  const: (expected: unknown, value, path) =>
    value === expected ? undefined : wrong(path, `is not ${JSON.stringify(expected)}`),
  enum: (expected: readonly unknown[], value, path) =>
    expected.includes(value) ? undefined : wrong(path, 'is no value of its list'),
  type: (expected: string, value, path) =>
    TYPES[expected]!(value) ? undefined : wrong(path, `is not of the type ${expected}`),
  pattern: (expected: string, value, path) =>
    typeof value !== 'string' || patternOf(expected).test(value)
      ? undefined
      : wrong(path, 'does not have the form that it has to have'),
  minimum: (expected: number, value, path) =>
    typeof value !== 'number' || value >= expected ? undefined : wrong(path, `is under ${expected}`),
  maximum: (expected: number, value, path) =>
    typeof value !== 'number' || value <= expected ? undefined : wrong(path, `is over ${expected}`),
  // Characters are code points (JSON Schema Validation, 6.3.1).
  maxLength: (expected: number, value, path) =>
    typeof value !== 'string' || value.length <= expected || [...value].length <= expected
      ? undefined
      : wrong(path, `has over ${expected} characters`),
  maxItems: (expected: number, value, path) =>
    !Array.isArray(value) || value.length <= expected
      ? undefined
      : wrong(path, `has over ${expected} elements`),
  minItems: (expected: number, value, path) =>
    !Array.isArray(value) || value.length >= expected
      ? undefined
      : wrong(path, `has under ${expected} elements`),
  anyOf: (expected: readonly JsonSchema[], value, path, root) => {
    const misfits = expected.map((one) => misfit(one, value, path, root));
    if (misfits.includes(undefined)) return undefined;
    // The one that got furthest into the value is the one that was meant.
    return misfits.toSorted((a, b) => b!.path.length - a!.path.length)[0];
  },
  items: (expected: JsonSchema, value, path, root) =>
    Array.isArray(value)
      ? each(
          value.map((one, at) => [`${path}[${at}]`, one, expected] as const),
          root,
        )
      : undefined,
  required: (expected: readonly string[], value, path) => {
    const missing = isObject(value) ? expected.find((name) => !Object.hasOwn(value, name)) : undefined;
    return missing === undefined ? undefined : wrong(path, `has no ${missing}`);
  },
  properties: (expected: Readonly<Record<string, JsonSchema>>, value, path, root) =>
    isObject(value)
      ? each(
          Object.entries(value)
            .filter(([name]) => Object.hasOwn(expected, name))
            .map(([name, one]) => [within(path, name), one, expected[name]!] as const),
          root,
        )
      : undefined,
  additionalProperties: (expected: JsonSchema | false, value, path, root, { properties = {} }) => {
    if (!isObject(value)) return undefined;
    const others = Object.entries(value).filter(([name]) => !Object.hasOwn(properties as object, name));
    if (expected === false)
      return others.length === 0 ? undefined : wrong(path, 'has a member that is not in the schema');
    return each(
      others.map(([name, one]) => [within(path, name), one, expected] as const),
      root,
    );
  },
};

/**
 * The first part of a value that a schema does not allow.
 *
 * @throws Error for a schema with a word that is not read here: the value would not be checked for it.
 */
export function misfit(
  schema: JsonSchema,
  value: unknown,
  path = '',
  root: JsonSchema = schema,
): Misfit | undefined {
  for (const [word, expected] of Object.entries(schema)) {
    const check = Object.hasOwn(CHECKS, word) ? CHECKS[word] : undefined;
    if (!check) throw new Error(`the schema has the word ${word}, which is not read`);
    const found = check(expected as never, value, path, root, schema);
    if (found) return found;
  }
  return undefined;
}
