import type { Tagged } from 'cborg';

export { Tagged as CborTag } from 'cborg';

/** A floating-point number, kept apart from an integer of the same value: 1.0 is another map key than 1. */
export class CborFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export type CborKey = number | string;

export type CborMap = ReadonlyMap<CborKey, CborValue>;

/** One data item (RFC 8949, 3). Every `number` is an integer. */
export type CborValue =
  | undefined
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | CborFloat
  | Tagged
  | readonly CborValue[]
  | CborMap;
