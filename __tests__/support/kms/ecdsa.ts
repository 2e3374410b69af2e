import { createECDH, type KeyObject, randomBytes } from 'node:crypto';
import * as der from '../der.ts';

interface Curve {
  readonly name: string;
  readonly order: bigint;
  readonly width: number;
}

const CURVES: Readonly<Record<string, Curve>> = {
  prime256v1: {
    name: 'prime256v1',
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    width: 32,
  },
  secp384r1: {
    name: 'secp384r1',
    order: BigInt(
      '0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973',
    ),
    width: 48,
  },
  secp521r1: {
    name: 'secp521r1',
    order: BigInt(
      '0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409',
    ),
    width: 66,
  },
};

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex') || '0'}`);

/** ECDSA (FIPS 186-5, 6.4.1) over a digest that was made elsewhere, as r||s; node signs data alone. */
export function signEcdsa(key: KeyObject, digest: Buffer): Buffer {
  const { order, width, name } = CURVES[key.asymmetricKeyDetails?.namedCurve ?? '']!;
  const secret = number(Buffer.from(key.export({ format: 'jwk' }).d!, 'base64url'));
  const bits = order.toString(2).length;
  const excess = Math.max(0, digest.length * 8 - bits);
  const hashed = number(digest) >> BigInt(excess);
  for (;;) {
    const nonce = (number(randomBytes(width + 8)) % (order - 1n)) + 1n;
    const point = createECDH(name);
    point.setPrivateKey(Buffer.from(nonce.toString(16).padStart(width * 2, '0'), 'hex'));
    const r = number(point.getPublicKey().subarray(1, 1 + width)) % order;
    const s = (power(nonce, order - 2n, order) * ((hashed + r * secret) % order)) % order;
    if (r === 0n || s === 0n) continue;
    return Buffer.from([r, s].map((part) => part.toString(16).padStart(width * 2, '0')).join(''), 'hex');
  }
}

/** r||s as ECDSA-Sig-Value (RFC 3279, 2.2.3). */
export function toDer(raw: Buffer): Buffer {
  const integer = (part: Buffer): Uint8Array => {
    const start = part.findIndex((byte) => byte !== 0);
    const bytes = part.subarray(start);
    const positive = bytes[0]! & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
    return der.element(0x02, positive);
  };
  const half = raw.length / 2;
  return Buffer.from(der.sequence(integer(raw.subarray(0, half)), integer(raw.subarray(half))));
}
