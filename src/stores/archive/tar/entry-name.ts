import { type ErrorContext, errorIn } from '../../../encoding/error-context.ts';
import { printable } from '../../../encoding/printable.ts';

/** The names of a layout have 141 characters at most. */
const LENGTH = 1024;
const DEPTH = 16;

/**
 * The name of an entry as a path inside the archive, without the `./` that `tar -C FOLDER .` writes; an empty text for the
 * root.
 *
 * @throws SealiftError with the code of `context` for a name that leads outside, or that two programs could read differently.
 */
export function entryName(name: string, isFolder: boolean, context: ErrorContext): string {
  const refused = (reason: string) =>
    errorIn(context, `the entry ${JSON.stringify(printable(name))} ${reason}`);
  if (name.startsWith('/')) throw refused('has an absolute name');
  const bare = name.replace(/^(?:\.\/+)+/, '');
  const whole = isFolder ? bare.replace(/\/$/, '') : bare;
  if (isFolder && (whole === '' || whole === '.')) return '';
  const parts = whole.split('/');
  if (parts.includes('..')) throw refused('leads out of the archive (..)');
  if (parts.some((part) => part === '' || part === '.')) throw refused('has a name that is not a plain path');
  if (whole.length > LENGTH || parts.length > DEPTH) throw refused('has a name that is too long');
  return whole;
}
