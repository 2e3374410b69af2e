import { type CborTags, parseCbor } from '../../encoding/cbor.ts';
import { CborFloat, type CborMap } from '../../encoding/cbor-values.ts';
import { type ErrorContext, errorIn } from '../../encoding/error-context.ts';

/** The one tag that the specification has, in front of a number of seconds (RFC 8949, 3.4.2). */
const EPOCH_TIME: CborTags = {
  1: (content) => typeof content === 'number' || content instanceof CborFloat,
};

/** Reads `empty_or_serialized_map` (RFC 9052, 3). @throws SealiftError with the code of `context`. */
export function readProtectedMap(bytes: Uint8Array, context: ErrorContext): CborMap {
  if (bytes.length === 0) return new Map();
  const value = parseCbor(bytes, context, EPOCH_TIME);
  if (!(value instanceof Map)) throw errorIn(context, 'is not a map');
  return value;
}
