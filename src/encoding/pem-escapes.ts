/** Line breaks in letters, as JSON and shells write them, once or several times escaped. */
const LETTERS = /\\{1,8}(?:r\\{1,8}n|n|r)/g;

/** Escapes that some encoders of JSON (RFC 8259, 7) add without need: of a slash, and of `+`, `=` and white space by number. */
const BY_NUMBER = /\\{1,8}(?:\/|u00(2[bBfF]|3[dD]|0[aAdD9]|20))/g;

/** Undoes the escapes of JSON and of shells in a PEM text. PEM itself has no backslash. */
export function withoutEscapes(text: string): string {
  const plain = text.replace(BY_NUMBER, (_, hex?: string) =>
    hex === undefined ? '/' : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return plain.replace(LETTERS, '\n');
}
