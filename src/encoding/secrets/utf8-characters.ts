/** A character, and the bytes that it came from. */
export interface DecodedCharacter {
  readonly text: string;
  readonly at: number;
  readonly length: number;
}

/** The length of a character by its first byte (RFC 3629, 4). */
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

/** How many bytes the character at `at` has; a byte that is part of no character counts as one. */
export function characterLength(bytes: Uint8Array, at: number): number {
  const length = lengthOf(bytes[at]!);
  return length === 1 || codePointAt(bytes, at, length) === undefined ? 1 : length;
}

/** The code point of the character at `at`; a byte that is part of no character is its own code point. */
export function characterAt(bytes: Uint8Array, at: number): number {
  const length = lengthOf(bytes[at]!);
  return (length === 1 ? undefined : codePointAt(bytes, at, length)) ?? bytes[at]!;
}

/** The characters of UTF-8. Bytes that are part of no character are kept as characters of their own. */
export function utf8Characters(bytes: Uint8Array): DecodedCharacter[] {
  const found: DecodedCharacter[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = characterLength(bytes, at);
    found.push({ text: String.fromCodePoint(characterAt(bytes, at)), at, length });
    at += length;
  }
  return found;
}
