import type { Sequence } from 'asn1js';
import { ecdsaWith, HASHES, MGF1, RSASSA_PSS, type SigningAlgorithm } from './signature-algorithms.ts';

/** Signs with a key that may be far away; resolves to the raw signature: of RSA as it is, of ECDSA r||s. */
export type SignBytes = (toBeSigned: Uint8Array) => Promise<Uint8Array>;

type Asn1 = typeof import('./asn1.ts');

/**
 * AlgorithmIdentifier. Of PSS all parameters are written out (RFC 4055, 3.1): the same hash for content and mask, the salt
 * as long as it, NULL behind both, which is what OpenSSL writes and Go asks for.
 */
export function algorithmIdentifier(asn1: Asn1, { keyType, hash }: SigningAlgorithm): Sequence {
  const oid = (value: string) => new asn1.ObjectIdentifier({ value });
  const explicit = (
    tagNumber: number,
    value: InstanceType<Asn1['Sequence']> | InstanceType<Asn1['Integer']>,
  ) => new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber }, value: [value] });
  if (keyType === 'ec') return new asn1.Sequence({ value: [oid(ecdsaWith(hash))] });
  const digest = () => new asn1.Sequence({ value: [oid(HASHES[hash].oid), new asn1.Null()] });
  const parameters = new asn1.Sequence({
    value: [
      explicit(0, digest()),
      explicit(1, new asn1.Sequence({ value: [oid(MGF1), digest()] })),
      explicit(2, new asn1.Integer({ value: HASHES[hash].length })),
    ],
  });
  return new asn1.Sequence({ value: [oid(RSASSA_PSS), parameters] });
}

/** Two's complement, minimal (X.690, 8.3): no zeros in front but the one that keeps it positive. */
function integerBytes(magnitude: Uint8Array): Uint8Array {
  const first = magnitude.findIndex((byte) => byte !== 0);
  const bytes = first < 0 ? Uint8Array.of(0) : magnitude.subarray(first);
  return bytes[0]! < 0x80 ? bytes : Uint8Array.of(0, ...bytes);
}

/** ECDSA-Sig-Value (RFC 3279, 2.2.3) of r||s; an RSA signature stands as it is. */
function signatureValue(asn1: Asn1, { keyType }: SigningAlgorithm, raw: Uint8Array): Uint8Array {
  if (keyType === 'rsa') return raw;
  const half = raw.length / 2;
  const value = [raw.subarray(0, half), raw.subarray(half)].map(
    (part) => new asn1.Integer({ valueHex: integerBytes(part) }),
  );
  return new Uint8Array(new asn1.Sequence({ value }).toBER());
}

/**
 * Signs `toBeSigned` as SEQUENCE { toBeSigned, AlgorithmIdentifier, BIT STRING }, the shape of a certificate (RFC 5280, 4.1.1)
 * and of a request (RFC 2986, 4.2).
 */
export async function signObject(
  toBeSigned: Sequence,
  algorithm: SigningAlgorithm,
  sign: SignBytes,
): Promise<Uint8Array> {
  const asn1 = await import('./asn1.ts');
  const raw = await sign(new Uint8Array(toBeSigned.toBER()));
  const signature = new asn1.BitString({ valueHex: signatureValue(asn1, algorithm, raw) });
  const whole = new asn1.Sequence({ value: [toBeSigned, algorithmIdentifier(asn1, algorithm), signature] });
  return new Uint8Array(whole.toBER());
}
