import { Buffer } from 'node:buffer';

/** CBOR by hand, also in forms that no encoder writes: made apart from the code under test. */

/** Bytes behind the first one; as few as there can be when absent. */
export type Width = 0 | 1 | 2 | 4 | 8;

function shortest(argument: bigint): Width {
  if (argument < 24n) return 0;
  if (argument < 0x100n) return 1;
  if (argument < 0x10000n) return 2;
  return argument < 0x100000000n ? 4 : 8;
}

const ADDITIONAL = { 1: 24, 2: 25, 4: 26, 8: 27 } as const;

/** The head of a data item (RFC 8949, 3). */
export function head(major: number, argument: number | bigint, width?: Width): Buffer {
  const value = BigInt(argument);
  const size = width ?? shortest(value);
  if (size === 0) return Buffer.from([(major << 5) | Number(value)]);
  const whole = Buffer.alloc(8);
  whole.writeBigUInt64BE(value);
  return Buffer.concat([Buffer.from([(major << 5) | ADDITIONAL[size]]), whole.subarray(8 - size)]);
}

export const int = (value: number | bigint, width?: Width): Buffer =>
  value < 0 ? head(1, -1n - BigInt(value), width) : head(0, value, width);

export const bytes = (value: Uint8Array, width?: Width): Buffer =>
  Buffer.concat([head(2, value.length, width), value]);

export const text = (value: string | Uint8Array, width?: Width): Buffer => {
  const encoded = Buffer.from(value);
  return Buffer.concat([head(3, encoded.length, width), encoded]);
};

export const array = (items: readonly Uint8Array[], width?: Width): Buffer =>
  Buffer.concat([head(4, items.length, width), ...items]);

export type Pair = readonly [Uint8Array, Uint8Array];

/** In the order that is given, twice where it is given twice. */
export const map = (pairs: readonly Pair[], width?: Width): Buffer =>
  Buffer.concat([head(5, pairs.length, width), ...pairs.flat()]);

export const tag = (number: number, content: Uint8Array, width?: Width): Buffer =>
  Buffer.concat([head(6, number, width), content]);

export function float(value: number): Buffer {
  const encoded = Buffer.alloc(9);
  encoded[0] = 0xfb;
  encoded.writeDoubleBE(value, 1);
  return encoded;
}

/** An array, map (of pairs in a row), text or byte string of indefinite length. */
export const indefinite = (major: 2 | 3 | 4 | 5, parts: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from([(major << 5) | 31]), ...parts, Buffer.from([0xff])]);

export const NULL = Buffer.from([0xf6]);
export const UNDEFINED = Buffer.from([0xf7]);
export const TRUE = Buffer.from([0xf5]);

export const label = (of: number | string): Buffer => (typeof of === 'number' ? int(of) : text(of));
