import { parseCbor } from '../../encoding/cbor.ts';
import type { CborMap } from '../../encoding/cbor-values.ts';
import { encodeCbor } from '../../encoding/encode-cbor.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';

/** The one byte of tag 18. The array behind it is read without tags, so that none is anywhere else outside of what is signed. */
export const SIGN1_TAG = 18;
const TAG_BYTE = 0xc0 + SIGN1_TAG;

/** COSE_Sign1 (RFC 9052, 4.2). */
export interface Sign1 {
  /** The serialized map, as it was received. */
  readonly protectedBytes: Uint8Array;
  readonly unprotected: CborMap;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}

/** Reads COSE_Sign1_Tagged. @throws SealiftError with the code of `context`. */
export function readSign1(bytes: Uint8Array, context: ErrorContext): Sign1 {
  if (bytes[0] !== TAG_BYTE) throw errorIn(context, 'is not a COSE_Sign1_Tagged message');
  const message = parseCbor(bytes.subarray(1), context);
  const parts = Array.isArray(message) && message.length === 4 ? message : [];
  const [protectedBytes, unprotected, payload, signature] = parts;
  if (
    !(protectedBytes instanceof Uint8Array && unprotected instanceof Map && signature instanceof Uint8Array)
  )
    throw errorIn(context, 'is not a COSE_Sign1_Tagged message');
  // RFC 9052, 4.2 has nil for a payload that is elsewhere.
  if (!(payload instanceof Uint8Array)) throw errorIn(context, 'has no payload');
  return { protectedBytes, unprotected, payload, signature };
}

/** The bytes that are signed: Sig_structure without external data (RFC 9052, 4.4). */
export function sigStructure(protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature1', protectedBytes, new Uint8Array(), payload]);
}
