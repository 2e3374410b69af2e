import { Buffer } from 'node:buffer';
import * as der from '../der.ts';

/** Entries of 36 bytes each, with serial numbers of 16 octets that begin with `7f` and count upwards. */
export function manyEntries(count: number): Uint8Array {
  const serial = Buffer.alloc(17);
  serial[0] = 0x7f;
  const one = Buffer.from(
    der.sequence(der.element(0x02, serial), der.time(new Date('2026-01-01T00:00:00Z'))),
  );
  const all = Buffer.alloc(one.length * count, one);
  for (let at = 0; at < count; at += 1) all.writeUInt32BE(at, at * one.length + 4 + serial.length - 4);
  return all;
}
