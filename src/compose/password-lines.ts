import { SealiftError } from '../errors.ts';
import { type Input, readInput } from '../io/read-input.ts';

const LIMIT = 64 * 1024;

const PIPE =
  'Pipe it in: printf %s "$PASSWORD" | sealift … --password-stdin; or log in before, with `docker login`.';
const PIPE_BOTH =
  'Pipe both in, a line each, that of the source first: printf \'%s\\n%s\\n\' "$FROM" "$TO" | sealift … --password-stdin.';

/** RFC 7617, 2: neither user nor password has control characters. */
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * Reads the passwords of `--password-stdin`, one a line; a line break at the end is not a part of it. A password is in no error.
 *
 * @param input absent where there is no command line.
 * @throws SealiftError `usage`, or the reason of `signal`.
 */
export async function passwordLines(
  input: Input | undefined,
  count: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const hint = count === 1 ? PIPE : PIPE_BOTH;
  const refuse = (message: string): SealiftError => new SealiftError('usage', message, { hint });
  if (!input) {
    throw new SealiftError('usage', '--password-stdin is for the command line alone', {
      hint: 'Name a file with --registry-config.',
    });
  }
  if (input.isTTY) {
    throw refuse(
      '--password-stdin reads from a pipe, and the standard input is a terminal, which would show the password',
    );
  }
  const bytes = await readInput(input, LIMIT, signal);
  if (bytes.length > LIMIT)
    throw refuse(`the standard input has over ${LIMIT / 1024} KiB, which is no password`);
  let text: string;
  try {
    // The decoder drops a byte order mark, which PowerShell puts before what it pipes.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
  } catch {
    throw refuse('the standard input is not UTF-8');
  }
  if (text === '') throw refuse('the standard input holds no password');
  const lines = text.split(/\r?\n/);
  const expected = count === 1 ? 'one line is expected' : `${count} lines are expected`;
  if (lines.length !== count)
    throw refuse(
      `the standard input has ${lines.length} line${lines.length === 1 ? '' : 's'}, and ${expected}`,
    );
  if (lines.includes('')) throw refuse('the standard input has an empty line where a password is expected');
  if (lines.some((line) => CONTROL.test(line)))
    throw refuse('the standard input has a control character in a password');
  return lines;
}
