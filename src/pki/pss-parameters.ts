import type { DerElement } from '../encoding/der.ts';
import { context, type DerReader, TAG } from './der-reader.ts';

/** The default of both hash functions (RFC 4055, 3.1). */
const SHA1 = '1.3.14.3.2.26';

/**
 * The hash functions of RSASSA-PSS-params (RFC 4055, 3.1), by OID: SEQUENCE { hashAlgorithm [0], maskGenAlgorithm [1], … },
 * each an AlgorithmIdentifier that may be left out; that of the mask has the hash as its parameters.
 */
export function pssHashes(
  reader: DerReader,
  parameters: DerElement | undefined,
): { readonly hash: string; readonly mask: string } {
  const parts = reader.children(parameters, TAG.sequence);
  const algorithm = (number: number): DerElement[] | undefined => {
    const part = parts.find(({ tag }) => tag === context(number));
    return part && reader.children(reader.children(part, context(number))[0], TAG.sequence);
  };
  const hash = algorithm(0);
  const mask = algorithm(1);
  return {
    hash: hash ? reader.oid(hash[0]) : SHA1,
    mask: mask ? reader.oid(reader.children(mask[1], TAG.sequence)[0]) : SHA1,
  };
}
