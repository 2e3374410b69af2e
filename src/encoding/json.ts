import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser';
import { type Complaint, complain } from './complaint.ts';
import { jsonFault } from './json-fault.ts';
import { printable } from './printable.ts';
import { decodeUtf8 } from './utf8.ts';

const MAX_DEPTH = 32;

type Container =
  | { readonly names: Set<string>; readonly value: Record<string, unknown> }
  | { readonly value: unknown[] };

/** Builds the value while it is read, so that duplicates, depth and numbers are refused before a parser hides them. */
class Builder {
  readonly #complaint: Complaint;
  readonly #open: Container[] = [];
  #name: string | undefined;
  root: unknown;

  constructor(complaint: Complaint) {
    this.#complaint = complaint;
  }

  value(value: unknown): void {
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      this.root = value;
    } else if ('names' in parent) {
      // defineProperty: a member called __proto__ is data like any other.
      Object.defineProperty(parent.value, this.#name!, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    } else {
      parent.value.push(value);
    }
  }

  begin(container: Container): void {
    if (this.#open.length >= MAX_DEPTH)
      throw complain(this.#complaint, `nests deeper than ${MAX_DEPTH} levels`);
    this.value(container.value);
    this.#open.push(container);
  }

  end(): void {
    this.#open.pop();
  }

  name(name: string): void {
    const parent = this.#open.at(-1);
    if (parent === undefined || !('names' in parent)) return;
    this.#checkText(name);
    if (parent.names.has(name)) throw complain(this.#complaint, `has the member "${printable(name)}" twice`);
    parent.names.add(name);
    this.#name = name;
  }

  scalar(value: unknown): void {
    if (typeof value === 'number' && !Number.isSafeInteger(Math.trunc(value))) {
      throw complain(this.#complaint, 'has a number that is too large to be read exactly');
    }
    if (typeof value === 'string') this.#checkText(value);
    this.value(value);
  }

  /** Half a surrogate pair is no character: every reader makes something else of it (RFC 7493, 2.1). */
  #checkText(text: string): void {
    if (!text.isWellFormed()) throw complain(this.#complaint, 'has an escape that is half a character');
  }

  error(code: ParseErrorCode, line: number, column: number): never {
    throw complain(this.#complaint, jsonFault(printParseErrorCode(code), line, column));
  }
}

/**
 * Reads one JSON value (RFC 8259) strictly: fatal UTF-8, no byte order mark, no comments, no duplicate names, at most
 * 32 levels, integers exact. RFC 7515 section 4 asks for it: two readers must not see two documents.
 *
 * @throws SealiftError with the code of `complaint`.
 */
export function parseJson(input: Uint8Array | string, complaint: Complaint): unknown {
  const text = typeof input === 'string' ? input : decodeUtf8(input, complaint);
  const builder = new Builder(complaint);
  visit(
    text,
    {
      onObjectBegin: () => builder.begin({ names: new Set(), value: {} }),
      onObjectEnd: () => builder.end(),
      onArrayBegin: () => builder.begin({ value: [] }),
      onArrayEnd: () => builder.end(),
      onObjectProperty: (name) => builder.name(name),
      onLiteralValue: (value) => builder.scalar(value),
      onError: (code, _offset, _length, line, column) => builder.error(code, line, column),
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return builder.root;
}
