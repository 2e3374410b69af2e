import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { quotable } from '../../encoding/quotable.ts';
import type { Reading } from './reading.ts';
import { type JsonSchema, offsetOf, type Read, refuse, type Shape } from './shape.ts';

/** A value and where it stands. */
export interface Located<T> {
  readonly value: T;
  /** In the text of the file. */
  readonly offset: number;
}

/** A list; `least` is 0 where it may be empty. What reads to the same text as another item is refused. */
export function listOf<T>(item: Shape<T>, what: string, least: 0 | 1 = 1): Shape<readonly Located<T>[]> {
  const shape: Shape<readonly Located<T>[]> = {
    what,
    schema: { type: 'array', items: item.schema, minItems: least },
    read(node, reading) {
      if (!isSeq<Node>(node))
        return refuse(node, reading, shape, 'Write it in brackets: [A, B], or a line each with - in front.');
      if (node.items.length < least) return refuseEmpty(node, reading, what);
      const values: { value: T | undefined; offset: number }[] = [];
      for (const one of node.items) {
        if (reading.isFull) return undefined;
        values.push({ value: item.read(one, reading), offset: offsetOf(one) });
      }
      const seen = new Set<unknown>();
      for (const { value, offset } of values) {
        if (typeof value === 'string' && seen.has(value))
          reading.fault(offset, `"${quotable(value, 120)}" stands twice in one list`, 'Leave one out.');
        seen.add(value);
      }
      return values.filter((one): one is Located<T> => one.value !== undefined);
    },
  };
  return shape;
}

function refuseEmpty(node: Node, reading: Reading, what: string): undefined {
  return reading.fault(
    offsetOf(node),
    `expected ${what}, and it is empty`,
    'Write at least one, or leave it out.',
  );
}

/** One text, or a list of them. */
export function oneOrMore<T>(item: Shape<T>, what: string, least: 0 | 1 = 1): Shape<readonly Located<T>[]> {
  const list = listOf(item, what, least);
  return {
    what,
    schema: { anyOf: [item.schema, list.schema] },
    read(node, reading) {
      if (!isScalar(node) || node.value === null) return list.read(node, reading);
      const value = item.read(node, reading);
      return value === undefined ? undefined : [{ value, offset: offsetOf(node) }];
    },
  };
}

/** One member of a map: its key and its value. */
interface Pair {
  readonly key: string;
  readonly at: Node;
  readonly value: Node | undefined;
}

/** Nothing behind the colon, or `null`. */
const isNothing = (value: Node | null): value is null =>
  value === null || (isScalar(value) && value.value === null);

/** The members of a map, each key once. Keys are read as they are written, as texts are. */
function pairsOf(
  node: Node,
  reading: Reading,
  shape: { readonly what: string },
): readonly Pair[] | undefined {
  if (!isMap<Node, Node | null>(node)) return refuse(node, reading, shape);
  const seen = new Set<string>();
  const pairs: Pair[] = [];
  for (const { key: at, value } of node.items) {
    if (reading.isFull) return undefined;
    if (!isScalar(at) || at.value === null) {
      reading.fault(offsetOf(at), 'has a key that is no text', 'Write NAME: VALUE.');
      continue;
    }
    const key = typeof at.value === 'string' ? at.value : (at.source ?? String(at.value));
    if (seen.has(key)) reading.fault(offsetOf(at), `names "${quotable(key, 120)}" twice`, 'Leave one out.');
    else pairs.push({ key, at, value: isNothing(value) ? undefined : value });
    seen.add(key);
  }
  return pairs;
}

function missingValue({ key, at }: Pair, reading: Reading): undefined {
  return reading.fault(
    offsetOf(at),
    `${quotable(key, 120)} has no value`,
    'Write one, or leave the member out.',
  );
}

/** A map from keys of one kind to values of another. */
export function mapOf<K extends string, V>(
  key: Shape<K>,
  value: Shape<V>,
  what: string,
): Shape<readonly Located<readonly [K, V]>[]> {
  const shape: Shape<readonly Located<readonly [K, V]>[]> = {
    what,
    schema: { type: 'object', additionalProperties: value.schema, minProperties: 1 },
    read(node, reading) {
      const pairs = pairsOf(node, reading, shape);
      if (pairs?.length === 0) return refuseEmpty(node, reading, what);
      const seen = new Set<K>();
      return pairs?.flatMap((pair) => {
        const name = key.read(pair.at, reading);
        const read = pair.value ? value.read(pair.value, reading) : missingValue(pair, reading);
        if (name === undefined || read === undefined) return [];
        if (seen.has(name)) {
          const message = `names "${quotable(name, 120)}" twice, here as "${quotable(pair.key, 120)}"`;
          reading.fault(offsetOf(pair.at), message, 'Leave one out.');
          return [];
        }
        seen.add(name);
        return [{ value: [name, read] as const, offset: offsetOf(pair.at) }];
      });
    },
  };
  return shape;
}

/** A member of a map whose members have names. */
export interface Member<T> {
  readonly shape: Shape<T>;
  readonly help: string;
  readonly required?: true;
}

type Members = Readonly<Record<string, Member<unknown>>>;

/** The members that are there, by name, each with its place. */
export type ReadMembers<M extends Members> = {
  readonly [Name in keyof M]?: Located<Read<M[Name]['shape']>>;
};

/**
 * A map that has these members and no others.
 *
 * @param elsewhere the remedy for a member that belongs to another place.
 */
export function members<M extends Members>(
  what: string,
  rows: M,
  elsewhere: (name: string) => string | undefined = () => undefined,
): Shape<ReadMembers<M>> {
  const names = Object.keys(rows);
  const properties: Record<string, JsonSchema> = Object.fromEntries(
    Object.entries(rows).map(
      ([
        name,
        {
          shape: { schema },
          help,
        },
      ]) => [name, { description: help, ...schema }],
    ),
  );
  const required = names.filter((name) => rows[name]?.required);
  const shape: Shape<ReadMembers<M>> = {
    what,
    schema: {
      type: 'object',
      properties,
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    },
    read(node, reading) {
      const pairs = pairsOf(node, reading, shape);
      if (!pairs) return undefined;
      const found: Record<string, Located<unknown>> = {};
      for (const pair of pairs) {
        if (reading.isFull) return undefined;
        const row = Object.hasOwn(rows, pair.key) ? rows[pair.key] : undefined;
        if (!row) {
          const near = unknownMember(pair, names, what, elsewhere(pair.key), reading);
          if (near !== undefined) reading.misread(offsetOf(node), near);
          continue;
        }
        const value = pair.value ? row.shape.read(pair.value, reading) : missingValue(pair, reading);
        if (value === undefined) reading.misread(offsetOf(node), pair.key);
        else found[pair.key] = { value, offset: offsetOf(pair.at) };
      }
      for (const name of required) {
        if (!pairs.some(({ key }) => key === name))
          reading.fault(offsetOf(node), `${what} lacks ${name}`, `Write ${name}: ${rows[name]?.help}.`);
      }
      return found as ReadMembers<M>;
    },
  };
  return shape;
}

/** @returns the member that was probably meant. */
function unknownMember(
  { key, at }: Pair,
  names: readonly string[],
  what: string,
  remedy: string | undefined,
  reading: Reading,
): string | undefined {
  const near = reading.surroundings.suggest(key, names);
  const usual = near === undefined ? `Members are ${names.join(', ')}.` : `Did you mean ${near}?`;
  reading.fault(offsetOf(at), `"${quotable(key, 120)}" is no member of ${what}`, remedy ?? usual);
  return near;
}

/**
 * A list, or something in another form: what stands there tells which of them is meant.
 *
 * @param hint how each is written.
 */
export function listOr<A, B>(list: Shape<A>, other: Shape<B>, hint: string): Shape<A | B> {
  const what = `${list.what}, or ${other.what}`;
  return {
    what,
    schema: { anyOf: [list.schema, other.schema] },
    read(node, reading) {
      if (isSeq(node)) return list.read(node, reading);
      if (isMap(node)) return other.read(node, reading);
      return refuse(node, reading, { what }, hint);
    },
  };
}
