/** The structure of JSON around its scalars. */
const STRUCTURE = /["[\]{},]/g;

export interface SplitList {
  /** The text with an empty list in place of the elements. */
  readonly rest: string;
  /** The text of each element, in order, with the white space around it. */
  readonly elements: Iterable<string>;
}

interface Token {
  readonly at: number;
  /** The character of a bracket or comma, or `"` for a whole string. */
  readonly kind: string;
  readonly end: number;
}

/** Behind the string that begins at `at`; `undefined` where it has no end. */
function endOfString(text: string, at: number): number | undefined {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote;
    while (text[before - 1] === '\\') before -= 1;
    if ((quote - before) % 2 === 0) return quote + 1;
  }
  return undefined;
}

function* tokensOf(text: string, from: number): Generator<Token> {
  const pattern = new RegExp(STRUCTURE);
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { 0: kind, index: at } = match;
    const end = kind === '"' ? endOfString(text, at) : at + 1;
    if (end === undefined) return;
    pattern.lastIndex = end;
    yield { at, kind, end };
  }
}

const OPENS = new Set(['[', '{']);
const CLOSES = new Set([']', '}']);

/**
 * Takes the list of one member out of the text of a JSON object, so that its elements can be read one by one: a strict reader
 * limits the values of a text. Nothing is checked here, so the rest and each element have to be read strictly afterwards.
 *
 * @returns `undefined` where the object has no list of that name, or has it without an end.
 */
export function splitList(text: string, name: string): SplitList | undefined {
  const quoted = JSON.stringify(name);
  let depth = 0;
  let from: number | undefined;
  let last: Token | undefined;
  for (const token of tokensOf(text, 0)) {
    const { kind, at, end } = token;
    if (OPENS.has(kind)) {
      depth += 1;
      const isNamed = last?.kind === '"' && /^\s*:\s*$/.test(text.slice(last.end, at));
      const isList = kind === '[' && depth === 2 && isNamed && text.slice(last!.at, last!.end) === quoted;
      if (isList) from ??= end;
    } else if (CLOSES.has(kind)) {
      depth -= 1;
      if (from !== undefined && depth === 1) {
        const { length } = text.slice(from, at).trim();
        const elements = length === 0 ? [] : elementsOf(text, from, at);
        return kind === ']' ? { rest: text.slice(0, from) + text.slice(at), elements } : undefined;
      }
    }
    last = token;
  }
  return undefined;
}

function* elementsOf(text: string, from: number, to: number): Generator<string> {
  let depth = 0;
  let start = from;
  for (const { kind, at, end } of tokensOf(text, from)) {
    if (at >= to) break;
    if (OPENS.has(kind)) depth += 1;
    else if (CLOSES.has(kind)) depth -= 1;
    else if (kind === ',' && depth === 0) {
      yield text.slice(start, at);
      start = end;
    }
  }
  yield text.slice(start, to);
}
