import { type ErrorContext, errorIn } from '../../../encoding/error-context.ts';

/** Where the fields of a header are (POSIX.1-2017, pax, table "ustar Header Block"): offset and length. */
export const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  chksum: [148, 8],
  typeflag: [156, 1],
  magic: [257, 8],
  prefix: [345, 155],
} as const;

export type Field = keyof typeof FIELDS;

export function fieldBytes(block: Uint8Array, field: Field): Uint8Array {
  const [start, length] = FIELDS[field];
  return block.subarray(start, start + length);
}

/** The sum of all bytes, those of the field `chksum` counted as spaces. */
export function checksum(block: Uint8Array): number {
  const [start, length] = FIELDS.chksum;
  let sum = length * 0x20;
  for (let at = 0; at < start; at += 1) sum += block[at]!;
  for (let at = start + length; at < block.length; at += 1) sum += block[at]!;
  return sum;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A name: UTF-8 up to the first NUL. */
export function fieldText(bytes: Uint8Array, context: ErrorContext): string {
  const end = bytes.indexOf(0);
  try {
    const whole = end < 0 ? bytes : bytes.subarray(0, end);
    return UTF8.decode(whole);
  } catch {
    throw errorIn(context, 'an entry has a name that is not UTF-8');
  }
}

/** A number: octal digits, or, as GNU tar writes large ones, base 256 behind a set bit. `undefined` when it is neither. */
export function fieldNumber(bytes: Uint8Array): number | undefined {
  const [first = 0, ...others] = bytes;
  if (first === 0x80) {
    const value = others.reduce((sum, byte) => sum * 256 + byte, 0);
    return Number.isSafeInteger(value) ? value : undefined;
  }
  const digits = /^ *([0-7]*)[ \0]*$/.exec(String.fromCharCode(...bytes))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits || '0', 8);
}
