import { Buffer } from 'node:buffer';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { type DerElement, TAG } from '../encoding/der.ts';
import { printable } from '../encoding/printable.ts';
import type { ErrorCode } from '../errors.ts';
import type { DerReader } from './der-reader.ts';
import { ED25519 } from './signature-algorithms.ts';

const RSA = '1.2.840.113549.1.1.1';
const EC = '1.2.840.10045.2.1';

/** The least bits of an RSA key (signature-specification.md); Go accepts 1024 bits. */
const MIN_RSA_BITS = 2048;
/** Go reads no larger exponent. */
const MAX_EXPONENT = 2n ** 63n - 1n;

/** Named curves that Go reads (RFC 5480, 2.1.1.1): the octets of a coordinate, and why one is of no use here. */
const CURVES: Readonly<Record<string, { readonly length: number; readonly fault?: string }>> = {
  '1.3.132.0.33': { length: 28, fault: 'is on P-224; P-256, P-384 and P-521 are allowed' },
  '1.2.840.10045.3.1.7': { length: 32 },
  '1.3.132.0.34': { length: 48 },
  '1.3.132.0.35': { length: 66 },
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
  /** The error for a kind of key that is not read. */
  unsupported(reason: string): Error;
}

function bitsOf(natural: Uint8Array): number {
  const [first] = natural;
  return first === undefined ? 0 : natural.length * 8 - (Math.clz32(first) - 24);
}

/** RSAPublicKey ::= SEQUENCE { modulus, publicExponent } (RFC 3279, 2.3.1). */
function checkRsa({ reader, parameters, key }: KeyInfo): string | undefined {
  if (parameters?.tag !== TAG.null) throw reader.refuse('has parameters that are not NULL, as RSA has them');
  const { reader: inside, root } = reader.inside(key);
  const parts = inside.parts(root);
  const modulus = inside.at('modulus').natural(parts.required('modulus'));
  const octets = inside.at('publicExponent').natural(parts.required('publicExponent'));
  parts.end();
  const exponent = BigInt(`0x0${Buffer.from(octets.subarray(0, 9)).toString('hex')}`);
  const bits = bitsOf(modulus);
  if (bits === 0 || modulus.at(-1)! % 2 === 0) throw reader.refuse('has an RSA modulus that is even');
  if (exponent === 0n || exponent > MAX_EXPONENT)
    throw reader.refuse('has an RSA exponent that is 0 or beyond 63 bits');
  if (bits < MIN_RSA_BITS) return `is of RSA with ${bits} bits; ${MIN_RSA_BITS} are the least`;
  // Go's crypto/rsa refuses these when it verifies.
  if (exponent < 3n || exponent >= 2n ** 31n || exponent % 2n === 0n)
    return `has the RSA exponent ${exponent}, and not an odd one from 3 to 2147483647`;
  return undefined;
}

/** ECPoint, on a named curve (RFC 5480, 2.1.1 and 2.2); `createPublicKey` checks that the point is on the curve. */
function checkEc({ reader, parameters, key, unsupported }: KeyInfo): string | undefined {
  if (parameters?.tag !== TAG.oid) throw reader.refuse('is of EC without a named curve');
  const id = reader.oid(parameters);
  const curve = CURVES[id];
  if (!curve) throw unsupported(`is on a curve that is not allowed (${id}); P-256, P-384 and P-521 are`);
  if (key[0] !== UNCOMPRESSED || key.length !== 1 + 2 * curve.length)
    throw reader.refuse('is no uncompressed point of its curve');
  return curve.fault;
}

/** RFC 8410, 3 and 4. */
function checkEd25519({ reader, parameters, key }: KeyInfo): undefined {
  if (parameters) throw reader.refuse('has parameters, which Ed25519 does not');
  if (key.length !== ED25519_LENGTH) throw reader.refuse('has not the length of an Ed25519 key');
}

const CHECKS: Readonly<Record<string, (info: KeyInfo) => string | undefined>> = {
  [RSA]: checkRsa,
  [EC]: checkEc,
  [ED25519]: checkEd25519,
};

export interface ReadKey {
  readonly publicKey: KeyObject;
  /** Why signatures by this key are not relied on; absent when they are. */
  readonly keyFault?: string;
}

/**
 * Reads SubjectPublicKeyInfo ::= SEQUENCE { algorithm, subjectPublicKey BIT STRING } (RFC 5280, 4.1.2.7) of the kinds that Go
 * verifies with, in the one encoding of each that Go reads; OpenSSL reads more of both.
 *
 * @param info of `reader`, which names what the key belongs to.
 * @param unsupported the code for a kind or curve that is not read; without one it is the reader's own.
 */
export function readPublicKey(reader: DerReader, info: DerElement, unsupported?: ErrorCode): ReadKey {
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
  const keyFault = check({ reader: named, parameters, key, unsupported: refuseKind });
  try {
    const publicKey = createPublicKey({ key: Buffer.from(reader.whole(info)), format: 'der', type: 'spki' });
    return keyFault === undefined ? { publicKey } : { publicKey, keyFault };
  } catch {
    throw named.refuse('cannot be read: its numbers do not make a key');
  }
}
