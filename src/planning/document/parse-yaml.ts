import { Composer, type Node, Parser } from 'yaml';
import { quotesMissing } from './quotes-missing.ts';
import type { Reading } from './reading.ts';
import { refuseFeatures } from './refuse-features.ts';

/** The most faults of the syntax that are told; what follows the first is often its consequence. */
const TOLD = 20;

const USUAL = 'Correct the line; an editor with the schema shows such faults.';

/**
 * Parses a file as YAML 1.2 with the core schema (yaml.org/spec/1.2.2, 10.3), of which JSON is a part. Keys are compared by
 * whoever reads a map: the parser compares each with all others, which takes minutes for as many as a file may have.
 *
 * @returns the content; `undefined` where a fault was noted.
 */
export function parseYaml(reading: Reading): Node | undefined {
  if (!refuseFeatures(reading)) return undefined;
  const { text } = reading;
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [document, second] = composer.compose(new Parser().parse(text), true, text.length);
  for (const { pos, message } of [...(document?.errors ?? []), ...(document?.warnings ?? [])].slice(0, TOLD))
    reading.fault(pos[0], `is no YAML: ${message}`, quotesMissing(text, pos[0]) ?? USUAL);
  if (second) reading.fault(second.range[0], 'begins a second document', 'Write one document a file.');
  if (reading.faults.length > 0) return undefined;
  return document?.contents ?? reading.fault(0, 'is empty', 'Write `version: 1` and `promotions:`.');
}
