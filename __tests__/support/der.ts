import { Buffer } from 'node:buffer';

/** Writes DER, and on demand what is not DER: tests need certificates that no library would make. */

export function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  const octets: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  const length = content.length < 0x80 ? [content.length] : [0x80 | octets.length, ...octets];
  return Buffer.concat([Uint8Array.of(tag, ...length), content]);
}

export const sequence = (...parts: readonly Uint8Array[]) => element(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]) => element(0x31, ...parts);
export const boolean = (value: boolean) => element(0x01, Uint8Array.of(value ? 0xff : 0));
export const octetString = (bytes: Uint8Array) => element(0x04, bytes);
export const nothing = () => element(0x05);
export const utf8String = (text: string) => element(0x0c, Buffer.from(text, 'utf8'));
export const printableString = (text: string) => element(0x13, Buffer.from(text, 'latin1'));
export const ia5String = (text: string) => element(0x16, Buffer.from(text, 'latin1'));
/** Context-specific and constructed. */
export const explicit = (number: number, ...parts: readonly Uint8Array[]) => element(0xa0 | number, ...parts);
/** Context-specific and primitive. */
export const implicit = (number: number, bytes: Uint8Array) => element(0x80 | number, bytes);

export const bitString = (bytes: Uint8Array, unused = 0) => element(0x03, Uint8Array.of(unused), bytes);

/** A non-negative INTEGER. */
export function integer(value: number | Uint8Array): Uint8Array {
  const hex = typeof value === 'number' ? value.toString(16) : Buffer.from(value).toString('hex');
  const bytes = Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex');
  const start = bytes.findIndex((byte) => byte !== 0);
  const minimal = start < 0 ? Uint8Array.of(0) : bytes.subarray(start);
  return element(0x02, minimal[0]! >= 0x80 ? Uint8Array.of(0) : Uint8Array.of(), minimal);
}

export function oid(dotted: string): Uint8Array {
  const [first, second, ...rest] = dotted.split('.').map(Number) as [number, number, ...number[]];
  const base128 = (value: number): number[] => {
    const octets = [value % 128];
    for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) {
      octets.unshift((left % 128) | 0x80);
    }
    return octets;
  };
  return element(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** UTCTime up to 2049, GeneralizedTime from 2050 (RFC 5280, 4.1.2.5). */
export function time(moment: Date): Uint8Array {
  const text = `${moment.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
  return moment.getUTCFullYear() < 2050
    ? element(0x17, Buffer.from(text.slice(2)))
    : element(0x18, Buffer.from(text));
}
