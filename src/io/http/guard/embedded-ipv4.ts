/** The prefix of local NAT64 networks (RFC 8215). */
const LOCAL = '0064ff9b0001';

/** IPv6 prefixes of addresses that stand for an IPv4 address, in hex, and the places of its four bytes. */
const FORMS: readonly (readonly [prefix: string, at: readonly number[]])[] = [
  // IPv4-compatible and IPv4-mapped (RFC 4291, 2.5.5), IPv4-translated (RFC 2765, 2.1).
  ['000000000000000000000000', [12, 13, 14, 15]],
  ['00000000000000000000ffff', [12, 13, 14, 15]],
  ['0000000000000000ffff0000', [12, 13, 14, 15]],
  // NAT64: the well-known prefix (RFC 6052, 2.1), and the local one, whose networks have any length from 48 on.
  ['0064ff9b0000000000000000', [12, 13, 14, 15]],
  [LOCAL, [6, 7, 9, 10]],
  [LOCAL, [7, 9, 10, 11]],
  [LOCAL, [9, 10, 11, 12]],
  [LOCAL, [12, 13, 14, 15]],
  // 6to4 (RFC 3056, 2), and the server of Teredo (RFC 4380, 4).
  ['2002', [2, 3, 4, 5]],
  ['20010000', [4, 5, 6, 7]],
];

/** The client of Teredo, whose bits are inverted (RFC 4380, 4). */
const TEREDO = '20010000';
/** The interface identifier of ISATAP, its universal bit left out (RFC 5214, 6.1). */
const ISATAP = [0, 0, 0x5e, 0xfe];

/** The IPv4 addresses that an IPv6 address may lead to, by every way in which one is written in the other. */
export function embeddedIpv4(bytes: Uint8Array): readonly Uint8Array[] {
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const found = FORMS.filter(([prefix, [first = 0]]) => {
    // Of a local network the length is not known, and where it is longer these are zeros. No translator sends to 0.0.0.0/8.
    return hex.startsWith(prefix) && (prefix !== LOCAL || bytes[first] !== 0);
  }).map(([, at]) => Uint8Array.from(at.map((place) => bytes[place] ?? 0)));
  const last = bytes.subarray(12);
  if (hex.startsWith(TEREDO)) found.push(last.map((byte) => byte ^ 0xff));
  const isIsatap = ISATAP.every((byte, at) => ((bytes[8 + at] ?? 0) & (at === 0 ? 0xfd : 0xff)) === byte);
  return isIsatap ? [...found, last] : found;
}
