import { encodeBase64 } from '../../encoding/base64.ts';
import { CborFloat, CborTag, type CborValue } from '../../encoding/cbor-values.ts';

/** Seconds since 1970 as RFC 3339, without the fraction where it is none; `undefined` where no year has them. */
function timeText(seconds: unknown): string | undefined {
  const content = seconds instanceof CborFloat ? seconds.value : seconds;
  const time = new Date(typeof content === 'number' ? content * 1000 : Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString().replace('.000Z', 'Z');
}

/**
 * A value of a protected header as the JSON that notation makes of it for a plugin: bytes in base64, times as text.
 * `undefined` for maps, for which there is none.
 */
export function jsonOfCbor(value: CborValue): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Uint8Array) return encodeBase64(value);
  if (value instanceof CborFloat) return value.value;
  if (value instanceof CborTag) return timeText(value.value);
  if (value instanceof Map) return undefined;
  if (Array.isArray(value)) {
    const items = value.map(jsonOfCbor);
    return items.includes(undefined) ? undefined : items;
  }
  return value;
}
