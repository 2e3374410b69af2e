/** Characters that Go's `json.Marshal` escapes beyond RFC 8259. */
const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

/**
 * Compact JSON as Go writes it, members in the order they have, so that the same values give the bytes (and the digest)
 * that notation gives.
 */
export function goJson(value: unknown): Uint8Array {
  const text = JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => ESCAPES[character]!);
  return new TextEncoder().encode(text);
}

/** The members of a map in the order in which Go marshals one: sorted by the bytes of their names. */
export function sortedMembers<T>(map: Readonly<Record<string, T>>): Record<string, T> {
  const encoder = new TextEncoder();
  const compare = ([a]: [string, T], [b]: [string, T]): number => {
    const [left, right] = [encoder.encode(a), encoder.encode(b)];
    const at = left.findIndex((byte, index) => byte !== right[index]);
    return at < 0 ? left.length - right.length : left[at]! - (right[at] ?? -1);
  };
  return Object.fromEntries(Object.entries(map).toSorted(compare));
}
