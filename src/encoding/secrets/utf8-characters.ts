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

/** How many bytes the character at `at` has; a byte that belongs to none is taken for itself. */
export function characterLength(bytes: Uint8Array, at: number): number {
  const length = lengthOf(bytes[at]!);
  return length === 1 || codePointAt(bytes, at, length) === undefined ? 1 : length;
}

/** The code point of the character at `at`; that of a byte that belongs to none is the byte. */
export function characterAt(bytes: Uint8Array, at: number): number {
  const length = lengthOf(bytes[at]!);
  return (length === 1 ? undefined : codePointAt(bytes, at, length)) ?? bytes[at]!;
}

/** The characters of UTF-8; nothing is lost behind a byte that belongs to none. */
export function utf8Characters(bytes: Uint8Array): DecodedCharacter[] {
  const found: DecodedCharacter[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    found.push({ text: String.fromCodePoint(characterAt(bytes, at)), at, length });
    at += length;
  }
  return found;
}
