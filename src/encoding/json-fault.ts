/** Descriptions of syntax errors by the names that jsonc-parser gives them; `ByteOrderMark` is a name of our own. */
const FAULTS: Readonly<Record<string, string>> = {
  ByteOrderMark: 'a byte order mark, which an editor put there',
  InvalidSymbol: 'a word that is no value; text stands in double quotes',
  InvalidNumberFormat: 'a number that is not written as JSON has it',
  PropertyNameExpected: 'a name in double quotes is expected; is there a comma too many?',
  ValueExpected: 'a value is expected; is there a comma too many, or did it end too soon?',
  ColonExpected: 'a colon is expected',
  CommaExpected: 'a comma is expected',
  CloseBraceExpected: 'a closing brace } is expected',
  CloseBracketExpected: 'a closing bracket ] is expected',
  EndOfFileExpected: 'there is text behind the end',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'a text does not end; is a double quote missing?',
  UnexpectedEndOfNumber: 'a number does not end',
  InvalidUnicode: 'an escape \\u without four hexadecimal digits',
  InvalidEscapeCharacter: 'an escape that JSON does not know; a backslash is written \\\\',
  InvalidCharacter: 'a control character inside a text',
};

/** The reason and place of a syntax error; line and column count from 0, as in the parser. */
export function jsonFault(name: string, line: number, column: number): string {
  return `is not JSON: line ${line + 1}, column ${column + 1}: ${FAULTS[name] ?? name}`;
}

/** Where a value stands that is JSON and yet refused, to be put behind the reason. */
export function jsonPlace(line: number, column: number): string {
  return ` (line ${line + 1}, column ${column + 1})`;
}
