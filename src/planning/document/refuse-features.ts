import { CST, Lexer } from 'yaml';
import type { Reading } from './reading.ts';

/**
 * The most lexemes of a file. A line of a list has eight or so, and a parsed lexeme takes up to 300 bytes of memory.
 */
const LEXEMES = 300_000;
/**
 * The deepest nesting of flow collections, of indented lines, and of indicators (`- - -`) in one line. The format has five levels, and
 * the parser calls itself for each.
 */
const DEPTH = 16;

const WRITE_OUT = 'Write it out: a promotions file has no anchors, aliases, merge keys and tags.';

/** What is not read, by the type of its lexeme (yaml.org/spec/1.2.2, chapters 6 and 7). */
const REFUSED: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  alias: ['an alias', `${WRITE_OUT} A pattern that begins with * stands in quotes: '*': fail.`],
  anchor: ['an anchor', WRITE_OUT],
  tag: ['a tag', WRITE_OUT],
  'directive-line': ['a directive', 'Leave the line out.'],
};

/**
 * Ends of lines to other readers than this parser: a lone CR by the format itself (5.4), the others by YAML 1.1 (4.1.4). What one of them
 * takes for a comment is a member to another. Control characters are in no YAML (5.1).
 */
const UNSEEN = /\r(?!\n)|[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\u2028\u2029]/;

/** How deep each line of a block stands, by the indentation of those that it is inside of. */
class Indentation {
  readonly #open: number[] = [];

  /** Notes a line that begins with content behind `spaces`. @returns its depth. */
  line(spaces: number): number {
    while ((this.#open.at(-1) ?? -1) >= spaces) this.#open.pop();
    return this.#open.push(spaces);
  }
}

const INDICATORS = ['seq-item-ind', 'explicit-key-ind', 'map-value-ind'];
const OPENING = ['flow-map-start', 'flow-seq-start'];
const CLOSING = ['flow-map-end', 'flow-seq-end'];

/** Control characters of the lexer, which stand for no character of the file. */
const WITHOUT_LENGTH = ['doc-mode', 'flow-error-end', 'scalar'];

/**
 * Refuses what two readers of YAML may read in two ways, and what takes long or much memory, before anything is parsed. The lexer
 * keeps nothing, so that it may look at any text.
 *
 * @returns whether the text may be parsed.
 */
export function refuseFeatures(reading: Reading): boolean {
  const before = reading.faults.length;
  const unseen = reading.text.search(UNSEEN);
  if (unseen >= 0)
    reading.fault(
      unseen,
      `has U+${reading.text.charCodeAt(unseen).toString(16).toUpperCase().padStart(4, '0')}, which others read as the end of a line, or not at all`,
      'Remove the character; lines end with LF, or with CR and LF.',
    );
  let [offset, count, depth, inLine, documents] = [0, 0, 0, 0, 0];
  let isScalar = false;
  const lines = new Indentation();
  let spaces: number | undefined = 0;
  const tooDeep = 'Write it as docs/promotions.md shows it.';
  for (const lexeme of new Lexer().lex(reading.text)) {
    if (isScalar) {
      isScalar = false;
      offset += lexeme.length;
      continue;
    }
    const type = CST.tokenType(lexeme) ?? 'scalar';
    count += 1;
    if (count > LEXEMES) {
      reading.fault(offset, `has over ${LEXEMES} words and signs`, 'Split it into several lists.');
      return false;
    }
    if (type === 'scalar') isScalar = true;
    let deep = depth;
    if (type === 'newline') [inLine, spaces] = [0, 0];
    else if (type === 'space' && spaces === 0) spaces = lexeme.length;
    else if (!WITHOUT_LENGTH.includes(type) || type === 'scalar') {
      if (spaces !== undefined && type !== 'comment' && depth === 0) deep = lines.line(spaces);
      spaces = undefined;
    }
    if (INDICATORS.includes(type) && depth === 0) inLine += 1;
    if (OPENING.includes(type)) depth += 1;
    if (CLOSING.includes(type)) depth -= 1;
    if (type === 'doc-start') documents += 1;
    if (Math.max(deep, depth, inLine) > DEPTH) {
      reading.fault(offset, `is nested over ${DEPTH} levels deep`, tooDeep);
      return false;
    }
    if (documents > 1) {
      reading.fault(offset, 'begins a second document', 'Write one document a file.');
      return false;
    }
    const refused = REFUSED[type];
    if (refused) reading.fault(offset, `has ${refused[0]}`, refused[1]);
    if (reading.isFull) return false;
    if (!WITHOUT_LENGTH.includes(type)) offset += lexeme.length;
  }
  return reading.faults.length === before;
}
