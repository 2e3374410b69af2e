import { lineAt } from './line-at.ts';
import { quotesMissing } from './quotes-missing.ts';

const INDENTATION =
  'Indent with spaces, and begin all members of an entry in one column: the one of `from`, behind the dash.';

/** Codes of the parser for lines that begin in the wrong column. A collection in brackets that is not closed has one of them too. */
const OF_INDENTATION = ['BAD_INDENT', 'TAB_AS_INDENT', 'BLOCK_AS_IMPLICIT_KEY'];

function isIndentation(code: string, message: string): boolean {
  if (message.startsWith('Sequence item without -')) return true;
  return OF_INDENTATION.includes(code) && !message.startsWith('Flow');
}

/** A range without quotes: its > begins a block of text (yaml.org/spec/1.2.2, 8.1). */
const RANGE = /:\s*>=?\s*v?\d/;

/** The remedy for a fault of the syntax. */
export function syntaxRemedy(text: string, offset: number, code: string, message: string): string {
  if (isIndentation(code, message)) return INDENTATION;
  if (code === 'BAD_DQ_ESCAPE')
    return "Write a pattern in single quotes: '^v\\d+'. In double ones a backslash begins an escape.";
  if (RANGE.test(lineAt(text, offset)))
    return "Write a range in quotes: semver: '>=1.4 <2'. Without them > begins a block of text.";
  return quotesMissing(text, offset) ?? 'Correct the line; an editor with the schema shows such faults.';
}
