import { Buffer } from 'node:buffer';
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DerElement } from '../encoding/der.ts';
import { printable } from '../encoding/printable.ts';
import type { ErrorCode } from '../errors.ts';
import { type DerReader, TAG } from './der-reader.ts';
import { ED25519 } from './signature-algorithms.ts';

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';

/** What signature-specification.md allows of RSA; Go relies on keys from 1024 bits. */
const MIN_RSA_BITS = 2048;

/** Named curves (RFC 5480, 2.1.1.1) and the octets of a coordinate on them. */
const CURVES: Readonly<Record<string, number>> = {
  '1.2.840.10045.3.1.7': 32,
  '1.3.132.0.34': 48,
  '1.3.132.0.35': 66,
};

/** The first octet of a point that is not compressed (SEC 1, 2.3.3). */
const UNCOMPRESSED = 0x04;
/** RFC 8032, 5.1.5. */
const ED25519_LENGTH = 32;

interface KeyInfo {
  readonly reader: DerReader;
  readonly parameters: DerElement | undefined;
  /** The content of the BIT STRING. */
  readonly key: Uint8Array;
  /** The error for a key that is well formed, and that nobody relies on. */
  unsupported(reason: string): Error;
}

/** A magnitude in octets, as a number; `Infinity` from 2^32. */
const numberOf = (natural: Uint8Array): number =>
  natural.length > 4 ? Infinity : natural.reduce((sum, octet) => sum * 256 + octet, 0);

function bitsOf(natural: Uint8Array): number {
  const [first] = natural;
  return first === undefined ? 0 : natural.length * 8 - (Math.clz32(first) - 24);
}

/** RSAPublicKey ::= SEQUENCE { modulus, publicExponent } (RFC 3279, 2.3.1). */
function checkRsa({ reader, parameters, key, unsupported }: KeyInfo): void {
  if (parameters?.tag !== TAG.null) throw reader.refuse('has parameters that are not NULL, as RSA has them');
  const { reader: inside, root } = reader.inside(key);
  const parts = inside.parts(root);
  const modulus = inside.at('modulus').natural(parts.required('modulus'));
  const exponent = numberOf(inside.at('publicExponent').natural(parts.required('publicExponent')));
  parts.end();
  const bits = bitsOf(modulus);
  if (bits < MIN_RSA_BITS) throw unsupported(`is of RSA with ${bits} bits; ${MIN_RSA_BITS} are the least`);
  if (modulus.at(-1)! % 2 === 0) throw reader.refuse('has an RSA modulus that is even');
  // As Go's crypto/rsa, whatever the machine.
  if (exponent < 3 || exponent >= 2 ** 31 || exponent % 2 === 0)
    throw unsupported('has an RSA exponent that is not an odd number from 3 to 2147483647');
}

/** ECPoint, on a named curve (RFC 5480, 2.1.1 and 2.2); that it lies there is seen by whoever makes a key of it. */
function checkEc({ reader, parameters, key, unsupported }: KeyInfo): void {
  if (parameters?.tag !== TAG.oid) throw reader.refuse('is of EC without a named curve');
  const curve = reader.oid(parameters);
  const length = CURVES[curve];
  if (length === undefined)
    throw unsupported(`is on a curve that is not allowed (${curve}); P-256, P-384 and P-521 are`);
  if (key[0] !== UNCOMPRESSED || key.length !== 1 + 2 * length)
    throw reader.refuse('is no uncompressed point of its curve');
}

/** RFC 8410, 3 and 4. */
function checkEd25519({ reader, parameters, key }: KeyInfo): void {
  if (parameters) throw reader.refuse('has parameters, which Ed25519 does not');
  if (key.length !== ED25519_LENGTH) throw reader.refuse('has not the length of an Ed25519 key');
}

const CHECKS: Readonly<Record<string, (info: KeyInfo) => void>> = {
  [RSA]: checkRsa,
  [EC]: checkEc,
  [ED25519]: checkEd25519,
};

/**
 * Reads SubjectPublicKeyInfo ::= SEQUENCE { algorithm, subjectPublicKey BIT STRING } (RFC 5280, 4.1.2.7), of the kinds that the
 * Notary Project and Go both rely on, in the one encoding of each that Go takes; OpenSSL takes more of both.
 *
 * @param info of `reader`, which names what the key belongs to.
 * @param unsupported the code for a kind, curve or size that is not allowed; without one it is the reader's own.
 */
export function readPublicKey(reader: DerReader, info: DerElement, unsupported?: ErrorCode): KeyObject {
  const named = reader.at('public key');
  const parts = named.parts(info);
  const algorithm = named.parts(parts.required('algorithm'));
  const key = named.bits(parts.required('subjectPublicKey'));
  parts.end();
  const id = named.oid(algorithm.required('algorithm'));
  const parameters = algorithm.isAtEnd() ? undefined : algorithm.required('parameters');
  algorithm.end();
  const refuseKind = (reason: string) => named.refuse(reason, unsupported);
  const check = CHECKS[id];
  if (!check) throw refuseKind(`is of a kind that is not allowed (${printable(id)})`);
  check({ reader: named, parameters, key, unsupported: refuseKind });
  try {
    return createPublicKey({ key: Buffer.from(reader.whole(info)), format: 'der', type: 'spki' });
  } catch {
    throw named.refuse('cannot be read: its numbers do not make a key');
  }
}
