import { Buffer } from 'node:buffer';
import { derElement, TAG } from './der.ts';

/** The kinds of files that are one SEQUENCE of DER, by the first octets of its content in hexadecimal. */
const KINDS: readonly (readonly [start: string, kind: string])[] = [
  ['020103', 'a PKCS#12 file'], // RFC 7292, 4: version 3
  ['06092a864886f70d0107', 'a PKCS#7 file'], // RFC 5652, 3
  ['020100', 'a private key'], // RFC 5958 (PKCS#8) and RFC 8017 (PKCS#1)
  ['020101', 'a private key'], // RFC 5915 (SEC1), RFC 5958 with a public key
];

/** Names the kind of a DER file for an error; `undefined` for text, and for DER of an unknown kind. */
export function derKind(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== TAG.sequence) return undefined;
  try {
    const { contentStart } = derElement(bytes, 0, bytes.length, { code: 'internal', what: 'bytes' });
    const start = Buffer.from(bytes.subarray(contentStart, contentStart + 16)).toString('hex');
    return KINDS.find(([prefix]) => start.startsWith(prefix))?.[1];
  } catch {
    return undefined;
  }
}
