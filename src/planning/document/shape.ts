import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { quotable } from '../../encoding/quotable.ts';
import { quotesMissing } from './quotes-missing.ts';
import type { Reading } from './reading.ts';

/** A part of a JSON Schema (json-schema.org, draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What may stand at one place of a document: how it is read, and how an editor is told of it. */
export interface Shape<T> {
  /** In words, for a message: `a list of tags`. */
  readonly what: string;
  readonly schema: JsonSchema;
  /** Notes each fault in `reading`; `undefined` then. */
  readonly read: (node: Node, reading: Reading) => T | undefined;
}

/** What a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never;

export const offsetOf = (node: Node): number => node.range?.[0] ?? 0;

/** The most characters that a message shows of a value. */
const SHOWN = 120;

/** A scalar as it stands in the file. What looks like a key or a token is not shown. */
export function shownNode(node: Node): string {
  if (isMap(node)) return 'a map';
  if (isSeq(node)) return 'a list';
  if (!isScalar(node) || node.value === null) return 'nothing';
  return JSON.stringify(quotable(node.source ?? String(node.value), SHOWN));
}

export function refuse(
  node: Node,
  reading: Reading,
  { what }: { readonly what: string },
  hint?: string,
): undefined {
  const offset = offsetOf(node);
  return reading.fault(
    offset,
    `expected ${what}, not ${shownNode(node)}`,
    (isMap(node) ? quotesMissing(reading.text, offset) : undefined) ??
      hint ??
      'docs/promotions.md shows each member with an example.',
  );
}
