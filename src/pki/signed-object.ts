import { constants, type KeyObject, type SigningOptions, verify } from 'node:crypto';
import { type DerElement, TAG } from '../encoding/der.ts';
import { printable } from '../encoding/printable.ts';
import type { DerReader } from './der-reader.ts';
import { readPssParameters } from './pss-parameters.ts';
import { ECDSA, type Hash, hashOf, RSA_PKCS1, RSASSA_PSS } from './signature-algorithms.ts';

interface Scheme {
  readonly keyType: 'rsa' | 'ec';
  readonly hash: Hash;
  readonly options: SigningOptions;
}

/** The signature scheme that an AlgorithmIdentifier names; `undefined` for one that is not allowed. */
function schemeOf(
  reader: DerReader,
  algorithm: DerElement,
): { readonly oid: string; readonly scheme: Scheme | undefined } {
  const [id, parameters, ...behind] = reader.children(algorithm, TAG.sequence);
  const oid = reader.oid(id);
  if (behind.length > 0) throw reader.refuse('is malformed: something stands behind its parameters');
  const pkcs1 = Object.hasOwn(RSA_PKCS1, oid) ? RSA_PKCS1[oid] : undefined;
  if (pkcs1) {
    return {
      oid,
      scheme: { keyType: 'rsa', hash: pkcs1, options: { padding: constants.RSA_PKCS1_PADDING } },
    };
  }
  const ecdsa = Object.hasOwn(ECDSA, oid) ? ECDSA[oid] : undefined;
  if (ecdsa) return { oid, scheme: { keyType: 'ec', hash: ecdsa, options: { dsaEncoding: 'der' } } };
  if (oid !== RSASSA_PSS || parameters === undefined) return { oid, scheme: undefined };
  // A salt of any length is accepted, because OpenSSL by default makes one as long as the key allows.
  const { hash: hashId, saltLength, fault } = readPssParameters(reader, parameters);
  const hash = hashOf(hashId);
  if (hash === undefined || fault !== undefined) return { oid, scheme: undefined };
  const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  return { oid, scheme: { keyType: 'rsa', hash, options } };
}

function holds(
  toBeSigned: Uint8Array,
  { hash, options }: Scheme,
  key: KeyObject,
  signature: Uint8Array,
): boolean {
  try {
    return verify(hash, toBeSigned, { key, ...options }, signature);
  } catch {
    // OpenSSL throws on a salt that does not fit the key.
    return false;
  }
}

/**
 * Checks the signature on SEQUENCE { what is signed, AlgorithmIdentifier, BIT STRING } over the received bytes.
 *
 * @param parts of that SEQUENCE, of `reader`.
 * @throws SealiftError with the code of the reader.
 */
export function checkSignedObject(
  reader: DerReader,
  [signed, algorithm, bits]: readonly DerElement[],
  key: KeyObject,
): void {
  if (!signed || !algorithm || !bits) throw reader.refuse('has no signature');
  const { oid, scheme } = schemeOf(reader, algorithm);
  if (scheme === undefined || scheme.keyType !== key.asymmetricKeyType)
    throw reader.refuse(`is signed with an algorithm that is not allowed for its key (${printable(oid)})`);
  if (!holds(reader.whole(signed), scheme, key, reader.bits(bits)))
    throw reader.refuse('carries a signature that its key did not make');
}
