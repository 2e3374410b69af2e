import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { TAG } from '../../encoding/der.ts';
import type { Certificate } from '../certificate.ts';
import { keyBits } from '../key-bits.ts';

function element(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts);
  const { length } = content;
  const octets =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Uint8Array.of(tag, ...octets), content]);
}

const sequence = (...parts: readonly Uint8Array[]) => element(TAG.sequence, ...parts);
/** AlgorithmIdentifier of SHA-1 with NULL, as RFC 5019 responders look it up. */
const SHA1_IDENTIFIER = Buffer.from('300906052b0e03021a0500', 'hex');
const NONCE_ID = Buffer.from('06092b0601050507300102', 'hex');

/** Serial numbers of certificates have 20 octets at most (RFC 5280, 4.1.2.2); Go and this reader take longer ones. */
const MAX_SERIAL = 1024;

function integerOf(natural: Uint8Array): Uint8Array {
  const [first = 0] = natural;
  return first >= 0x80 || natural.length === 0
    ? element(TAG.integer, Uint8Array.of(0), natural)
    : element(TAG.integer, natural);
}

/**
 * Builds an unsigned OCSPRequest for one certificate (RFC 6960, 4.1.1), its CertID by SHA-1, as RFC 5019, 2.1.1 demands.
 *
 * @param nonce 32 octets (RFC 9654, 2.1); without one the request is the same each time and a cache may answer it.
 * @returns `undefined` where the serial number is too long to be asked for.
 */
export function buildOcspRequest(
  certificate: Certificate,
  issuer: Certificate,
  nonce?: Uint8Array,
): Uint8Array | undefined {
  if (certificate.serialNumber.length > MAX_SERIAL) return undefined;
  const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest();
  const certId = sequence(
    SHA1_IDENTIFIER,
    element(TAG.octetString, sha1(issuer.subject.der)),
    element(TAG.octetString, sha1(keyBits(issuer.publicKey))),
    integerOf(certificate.serialNumber),
  );
  const list = sequence(sequence(certId));
  if (nonce === undefined) return sequence(sequence(list));
  // extnValue holds the nonce as an OCTET STRING of its own (RFC 9654, 2.1).
  const extension = sequence(NONCE_ID, element(TAG.octetString, element(TAG.octetString, nonce)));
  return sequence(sequence(list, element(0xa2, sequence(extension))));
}
