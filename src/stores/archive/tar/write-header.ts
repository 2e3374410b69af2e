import { BLOCK, padded } from './blocks.ts';
import { checksum, FIELDS, type Field } from './fields.ts';

interface Entry {
  readonly name: string;
  readonly size: number;
  readonly type: '0' | '5' | 'x';
}

const MODES = { 0: '0000644', 5: '0000755', x: '0000644' } as const;
/** The largest size that eleven octal digits give. */
const OCTAL_SIZE = 8 ** 11 - 1;

function ustar({ name, size, type }: Entry): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const set = (field: Field, text: string): void => {
    block.set(new TextEncoder().encode(text).subarray(0, FIELDS[field][1]), FIELDS[field][0]);
  };
  set('name', name);
  set('mode', MODES[type]);
  set('uid', '0000000');
  set('gid', '0000000');
  set('size', Math.min(size, OCTAL_SIZE).toString(8).padStart(11, '0'));
  set('mtime', '00000000000');
  set('typeflag', type);
  set('magic', 'ustar\x0000');
  set('chksum', `${checksum(block).toString(8).padStart(6, '0')}\0 `);
  return block;
}

/** `LENGTH KEY=VALUE\n`, where LENGTH counts its own digits. */
function record(key: string, value: string): Uint8Array {
  const rest = new TextEncoder().encode(` ${key}=${value}\n`);
  const digits = (length: number): number => String(length).length;
  let length = rest.length + digits(rest.length);
  if (digits(length) !== digits(rest.length)) length = rest.length + digits(length);
  return new Uint8Array([...new TextEncoder().encode(String(length)), ...rest]);
}

/**
 * The header of one entry, the same bytes each time: owner 0, time 0, one mode for files and one for folders. What ustar has no
 * room for, a name of over 100 bytes (that of a sha512 blob) or a size of 8 GiB, stands in an extended header (POSIX.1-2017, pax).
 */
export function writeHeader(entry: Entry): Uint8Array {
  const { name, size } = entry;
  const records = [
    ...(new TextEncoder().encode(name).length > FIELDS.name[1] || /[^\x20-\x7e]/.test(name)
      ? [record('path', name)]
      : []),
    ...(size > OCTAL_SIZE ? [record('size', String(size))] : []),
  ];
  const own = ustar(entry);
  if (records.length === 0) return own;
  const length = records.reduce((sum, one) => sum + one.length, 0);
  const whole = new Uint8Array(BLOCK + padded(length) + BLOCK);
  whole.set(ustar({ name: 'pax', size: length, type: 'x' }));
  let at = BLOCK;
  for (const one of records) {
    whole.set(one, at);
    at += one.length;
  }
  whole.set(own, BLOCK + padded(length));
  return whole;
}
