import { type ErrorContext, errorIn } from '../../../encoding/error-context.ts';
import { printable } from '../../../encoding/printable.ts';
import { fieldText } from './fields.ts';

/** What an extended header changes in the entry behind it. */
export interface Extension {
  readonly name?: string;
  readonly size?: number;
}

const RECORD = /^([1-9]\d{0,5}) ([^=]+)=/;

/** The records `LENGTH KEY=VALUE\n` of an extended header (POSIX.1-2017, pax, "pax Extended Header"). */
function* records(bytes: Uint8Array, context: ErrorContext): Generator<readonly [string, Uint8Array]> {
  for (let at = 0; at < bytes.length; ) {
    const head = new TextDecoder('latin1').decode(bytes.subarray(at, at + 256));
    const [before = '', length = '', key = ''] = RECORD.exec(head) ?? [];
    const end = at + Number(length);
    const isWhole =
      length !== '' && end <= bytes.length && at + before.length < end && bytes[end - 1] === 0x0a;
    if (!isWhole) throw errorIn(context, 'an extended header of the tar is malformed');
    yield [key, bytes.subarray(at + before.length, end - 1)];
    at = end;
  }
}

/**
 * Reads an extended header. What says where a content is and what it is called counts; times, owners and attributes do not.
 *
 * @throws SealiftError with the code of `context`; also for the records of sparse files.
 */
export function readPax(bytes: Uint8Array, context: ErrorContext): Extension {
  const found = new Map<string, Uint8Array>();
  for (const [key, value] of records(bytes, context)) {
    if (key.startsWith('GNU.sparse')) throw errorIn(context, 'an entry is a sparse file');
    if (key !== 'path' && key !== 'size') continue;
    if (found.has(key)) throw errorIn(context, `an extended header of the tar has two records for ${key}`);
    found.set(key, value);
  }
  const [path, size] = [found.get('path'), found.get('size')];
  if (path?.includes(0)) throw errorIn(context, 'an entry has a NUL in its name');
  return {
    ...(path === undefined ? {} : { name: fieldText(path, context) }),
    ...(size === undefined ? {} : { size: decimal(size, context) }),
  };
}

function decimal(bytes: Uint8Array, context: ErrorContext): number {
  const text = new TextDecoder('latin1').decode(bytes);
  const value = Number(text);
  if (/^\d{1,16}$/.test(text) && Number.isSafeInteger(value)) return value;
  throw errorIn(context, `an extended header of the tar has the size ${printable(text)}`);
}
