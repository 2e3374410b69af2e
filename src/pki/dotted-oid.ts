/** Go, and so notation, reads no larger part of an object identifier. */
const MAX_PART = 2 ** 31 - 1;

/** The content of an OBJECT IDENTIFIER as dotted text (X.690, 8.19); `undefined` when it is malformed. */
export function dottedOid(bytes: Uint8Array): string | undefined {
  const parts: number[] = [];
  let value = 0;
  let begins = true;
  for (const byte of bytes) {
    // X.690, 8.19.2: a part does not begin with a zero digit.
    if (begins && byte === 0x80) return undefined;
    value = value * 128 + (byte & 0x7f);
    if (value > MAX_PART) return undefined;
    begins = byte < 0x80;
    if (begins) {
      parts.push(value);
      value = 0;
    }
  }
  const [first, ...rest] = parts;
  if (!begins || first === undefined) return undefined;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
}
