/** A character, and the bytes that it came from. */
export interface DecodedCharacter {
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

/** By the first byte (RFC 3629, 4). */
function lengthOf(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function codePointAt(bytes: Uint8Array, at: number, length: number): number | undefined {
  let value = bytes[at]! & (0x7f >> length);
  for (let i = 1; i < length; i += 1) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return undefined;
    value = (value << 6) | (next & 0x3f);
  }
  return value > 0x10ffff ? undefined : value;
}

/** The characters of UTF-8; a byte that belongs to none is taken for itself, so that nothing behind it is lost. */
export function utf8Characters(bytes: Uint8Array): DecodedCharacter[] {
  const found: DecodedCharacter[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = lengthOf(bytes[at]!);
    const value = length === 1 ? undefined : codePointAt(bytes, at, length);
    const text = String.fromCodePoint(value ?? bytes[at]!);
    const taken = value === undefined ? 1 : length;
    found.push({ text, at, length: taken });
    at += taken;
  }
  return found;
}
