import { constants, type KeyObject, type SigningOptions, verify } from 'node:crypto';
import { type Complaint, complain } from '../encoding/complaint.ts';
import { type DerElement, derChildren, derElement } from '../encoding/der.ts';
import { printable } from '../encoding/printable.ts';
import { ECDSA, HASHES, type Hash, RSA_PKCS1, RSASSA_PSS } from './signature-algorithms.ts';

interface Scheme {
  readonly keyType: 'rsa' | 'ec';
  readonly hash: Hash;
  readonly options: SigningOptions;
}

function hashOf(oid: string): Hash | undefined {
  return (Object.keys(HASHES) as Hash[]).find((hash) => HASHES[hash].oid === oid);
}

/** How an AlgorithmIdentifier says that something is signed; `undefined` for what is not allowed. */
async function schemeOf(
  algorithm: Uint8Array,
): Promise<{ readonly oid: string; readonly scheme: Scheme | undefined }> {
  const asn1 = await import('./asn1.ts');
  const { algorithmId: oid, algorithmParams } = new asn1.AlgorithmIdentifier({
    schema: asn1.fromBER(algorithm).result,
  });
  const pkcs1 = Object.hasOwn(RSA_PKCS1, oid) ? RSA_PKCS1[oid] : undefined;
  if (pkcs1) {
    return {
      oid,
      scheme: { keyType: 'rsa', hash: pkcs1, options: { padding: constants.RSA_PKCS1_PADDING } },
    };
  }
  const ecdsa = Object.hasOwn(ECDSA, oid) ? ECDSA[oid] : undefined;
  if (ecdsa) return { oid, scheme: { keyType: 'ec', hash: ecdsa, options: { dsaEncoding: 'der' } } };
  if (oid !== RSASSA_PSS || algorithmParams === undefined) return { oid, scheme: undefined };
  const parameters = new asn1.RSASSAPSSParams({ schema: algorithmParams });
  const mask = new asn1.AlgorithmIdentifier({ schema: parameters.maskGenAlgorithm.algorithmParams });
  const hash = hashOf(parameters.hashAlgorithm.algorithmId);
  const { saltLength, trailerField } = parameters;
  // RFC 4055, 3.1: the same hash for content and mask. Below zero a salt length has a meaning of its own to OpenSSL.
  const isSalt = Number.isSafeInteger(saltLength) && saltLength >= 0;
  const isSound = hash !== undefined && hashOf(mask.algorithmId) === hash && isSalt && trailerField === 1;
  const options = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  return { oid, scheme: isSound ? { keyType: 'rsa', hash, options } : undefined };
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
 * Checks the signature on SEQUENCE { what is signed, AlgorithmIdentifier, BIT STRING } over the received bytes. `der` has
 * been walked as DER.
 *
 * @throws SealiftError with the code of `complaint`.
 */
export async function checkSignedObject(
  der: Uint8Array,
  key: KeyObject,
  complaint: Complaint,
): Promise<void> {
  const bytesOf = ({ start, end }: DerElement) => der.subarray(start, end);
  const [signed, algorithm, bits] = derChildren(der, derElement(der, 0, der.length, complaint), complaint);
  const BIT_STRING = 0x03;
  if (!signed || !algorithm || bits?.tag !== BIT_STRING || der[bits.contentStart] !== 0)
    throw complain(complaint, 'has no signature');
  const { oid, scheme } = await schemeOf(bytesOf(algorithm)).catch(() => {
    throw complain(complaint, 'names no signature algorithm');
  });
  if (scheme === undefined || scheme.keyType !== key.asymmetricKeyType) {
    throw complain(
      complaint,
      `is signed with an algorithm that is not allowed for its key (${printable(oid)})`,
    );
  }
  if (!holds(bytesOf(signed), scheme, key, der.subarray(bits.contentStart + 1, bits.end)))
    throw complain(complaint, 'carries a signature that its key did not make');
}
