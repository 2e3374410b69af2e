import { type ErrorContext, errorIn } from './error-context.ts';
import { decodeUtf8 } from './utf8.ts';

const UTF_8 = 'Write it as UTF-8; in PowerShell: Set-Content -Encoding utf8.';

const lossy = new TextDecoder('utf-8', { ignoreBOM: true });

/** Whether the bytes begin with a byte order mark of UTF-16 or UTF-32, or with a Latin letter in one of these. */
function isWide([first, second]: Uint8Array): boolean {
  if (first === undefined || second === undefined) return false;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || first * second === 0;
}

/** Text without the byte order mark that editors and PowerShell put in front of it. */
export function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/**
 * Text of a file or value that the user gives. A byte order mark is no error; what a registry, a key service or a plugin
 * answers is read by `decodeUtf8`, which leaves it where it is.
 *
 * @param others what to do with bytes that are not UTF-8: refuse them, or show them as U+FFFD where they cannot matter.
 * @throws SealiftError with the code of `context`, by name for UTF-16.
 */
export function userText(
  input: Uint8Array | string,
  context: ErrorContext,
  others: 'refuse' | 'replace' = 'refuse',
): string {
  if (typeof input === 'string') return withoutMark(input);
  if (isWide(input)) throw errorIn(context, 'is UTF-16, as PowerShell writes it by default', UTF_8);
  return withoutMark(others === 'replace' ? lossy.decode(input) : decodeUtf8(input, context));
}
