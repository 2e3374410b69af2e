import { isScalar, type Node } from 'yaml';
import { quotable } from '../../encoding/quotable.ts';
import type { Reading } from './reading.ts';
import { type JsonSchema, offsetOf, refuse, type Shape } from './shape.ts';

/** Says what is wrong with a text, and the remedy. */
export type Fail = (message: string, hint: string) => undefined;

/** Turns a text into what it stands for, or fails. */
export type Check<T> = (text: string, fail: Fail, reading: Reading, offset: number) => T | undefined;

/** `$(` begins a value of the environment, which stands in hosts and addresses of keys alone. */
const VARIABLE = /\$\(/;

/**
 * A text. A plain `1.10` is read as it is written, although YAML takes it for the number 1.1: tags look like numbers, and programs
 * written in Go read them so.
 *
 * @param variables whether it may hold values of the environment, which `check` puts in then.
 */
export function text<T>(
  what: string,
  check: Check<T>,
  { schema, variables = false }: { readonly schema?: JsonSchema; readonly variables?: boolean } = {},
): Shape<T> {
  const shape = {
    what,
    schema: { type: ['string', 'number', 'boolean'], ...schema },
    read(node: Node, reading: Reading): T | undefined {
      if (!isScalar(node) || node.value === null) return refuse(node, reading, { what });
      const written = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
      const fail: Fail = (message, hint) => reading.fault(offsetOf(node), message, hint);
      if (written === '')
        return fail(`expected ${what}, not an empty text`, 'Write it, or leave the member out.');
      if (!variables && VARIABLE.test(written)) {
        return fail(
          `"${quotable(written, 120)}" has a value of the environment where none may be`,
          'Write $(SEALIFT_VAR_NAME) only in the host of from, to and registries, and in the address of a key.',
        );
      }
      return check(written, fail, reading, offsetOf(node));
    },
  };
  return shape;
}

/** One of some words. */
export function oneOf<const W extends string>(words: readonly W[]): Shape<W> {
  const what = words.join(' or ');
  return text(
    what,
    (written, fail, { surroundings }) => {
      const word = words.find((one) => one === written);
      if (word !== undefined) return word;
      const near = surroundings.suggest(written, words);
      const shown = quotable(written, 120);
      return fail(
        `expected ${what}, not "${shown}"`,
        near === undefined ? `Write ${what}.` : `Did you mean ${near}?`,
      );
    },
    { schema: { type: 'string', enum: words } },
  );
}

export const FLAG: Shape<boolean> = {
  what: 'true or false',
  schema: { type: 'boolean' },
  read(node, reading) {
    if (isScalar(node) && typeof node.value === 'boolean') return node.value;
    return refuse(node, reading, FLAG, 'Write true or false; yes, no, on and off are texts in YAML 1.2.');
  },
};

/** A number between two bounds, both of them included. */
export function numberFrom(
  least: number,
  most: number,
  type: 'integer' | 'number' = 'integer',
): Shape<number> {
  const range = `${type === 'integer' ? 'a whole number' : 'a number'} from ${least} to ${most}`;
  const what = least === most ? `${least}` : range;
  return {
    what,
    schema: { type, minimum: least, maximum: most },
    read(node, reading) {
      const value = isScalar(node) ? node.value : undefined;
      const fits = typeof value === 'number' && value >= least && value <= most;
      if (fits && (type === 'number' || Number.isInteger(value))) return value;
      return refuse(node, reading, { what }, `Write ${what}.`);
    },
  };
}
