import { printParseErrorCode, visit } from 'jsonc-parser';
import { type ErrorContext, errorIn } from './error-context.ts';
import type { GoShape } from './go-shape.ts';
import { JsonBuilder } from './json-builder.ts';
import { jsonFault, jsonPlace } from './json-fault.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * Reads one JSON value (RFC 8259) strictly: fatal UTF-8, no byte order mark, no comments, no duplicate names, at most
 * 32 levels, integers exact. RFC 7515, 4 asks for it: two readers must not see two documents.
 *
 * @param shape and `unnamed`: see `readAs`, which gives the value its type.
 * @throws SealiftError with the code of `context`.
 */
export function parseJson(
  input: Uint8Array | string,
  context: ErrorContext,
  shape?: GoShape,
  unnamed: 'kept' | 'dropped' = 'kept',
): unknown {
  const text = typeof input === 'string' ? input : decodeUtf8(input, context);
  let [atLine, atColumn] = [0, 0];
  const moveTo = (line: number, column: number): void => {
    atLine = line;
    atColumn = column;
  };
  // What a program wrote in one line is not counted through by anybody.
  const place = (): string => (text.includes('\n') ? jsonPlace(atLine, atColumn) : '');
  const builder = new JsonBuilder(context, text.length, shape, unnamed, place);
  visit(
    text,
    {
      onObjectBegin: (_offset, _length, line, column) => {
        moveTo(line, column);
        builder.begin(false);
      },
      onObjectEnd: () => builder.end(),
      onArrayBegin: (_offset, _length, line, column) => {
        moveTo(line, column);
        builder.begin(true);
      },
      onArrayEnd: () => builder.end(),
      onObjectProperty: (name, _offset, _length, line, column) => {
        moveTo(line, column);
        builder.name(name);
      },
      onLiteralValue: (value, offset, length, line, column) => {
        moveTo(line, column);
        builder.scalar(value, () => text.slice(offset, offset + length));
      },
      onError: (code, _offset, _length, line, column) => {
        const name = text.startsWith('\ufeff') ? 'ByteOrderMark' : printParseErrorCode(code);
        throw errorIn(context, jsonFault(name, line, column));
      },
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return builder.root;
}
