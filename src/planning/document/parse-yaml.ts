import { Composer, type Node, Parser } from 'yaml';
import type { Reading } from './reading.ts';
import { refuseFeatures } from './refuse-features.ts';
import { syntaxRemedy } from './syntax-remedy.ts';

/** The most faults of the syntax that are told; what follows the first is often its consequence. */
const TOLD = 20;

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
  for (const { pos, code, message } of [...(document?.errors ?? []), ...(document?.warnings ?? [])].slice(
    0,
    TOLD,
  ))
    reading.fault(pos[0], `is no YAML: ${message}`, syntaxRemedy(text, pos[0], code, message));
  if (second) reading.fault(second.range[0], 'begins a second document', 'Write one document a file.');
  if (reading.faults.length > 0) return undefined;
  return document?.contents ?? reading.fault(0, 'is empty', 'Write `version: 1` and `promotions:`.');
}
