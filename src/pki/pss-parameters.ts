import { type DerElement, TAG } from '../encoding/der.ts';
import { contextTag, type DerReader } from './der-reader.ts';
import { MGF1 } from './signature-algorithms.ts';

const SHA1 = '1.3.14.3.2.26';

/** Defaults of RSASSA-PSS-params (RFC 4055, 3.1), beside SHA-1 and MGF1 with SHA-1. */
const SALT_LENGTH = 20;
const TRAILER_FIELD = 1;

export interface PssParameters {
  /** The OID of the hash. */
  readonly hash: string;
  /** Octets. */
  readonly saltLength: number;
  /** Why Go, and so notation, refuses the parameters, leaving the salt aside; absent when it accepts them. */
  readonly fault?: string;
}

/** AlgorithmIdentifier of a hash: its parameters are NULL or left out (RFC 4055, 2.1). */
function readHash(reader: DerReader, element: DerElement): { oid: string; isSound: boolean } {
  const parts = reader.parts(element);
  const oid = reader.oid(parts.required('algorithm'));
  parts.optional(TAG.null);
  return { oid, isSound: parts.isAtEnd() };
}

/**
 * Reads RSASSA-PSS-params ::= SEQUENCE { hashAlgorithm [0], maskGenAlgorithm [1], saltLength [2], trailerField [3] }. Go
 * accepts the same hash for content and mask, written out, and in certificates a salt as long as the hash.
 */
export function readPssParameters(reader: DerReader, parameters: DerElement | undefined): PssParameters {
  const parts = reader.parts(parameters);
  const [hashPart, maskPart, saltPart, trailerPart] = [0, 1, 2, 3].map((number) => {
    const part = parts.optional(contextTag(number));
    return part && reader.only(part, part.tag);
  });
  parts.end();
  const hash = hashPart ? readHash(reader, hashPart) : { oid: SHA1, isSound: true };
  const generator = maskPart ? reader.parts(maskPart) : undefined;
  const generatorId = generator ? reader.oid(generator.required('algorithm')) : MGF1;
  const maskHash = generator ? readHash(reader, generator.required('hash')) : { oid: SHA1, isSound: true };
  generator?.end();
  const saltLength = saltPart ? reader.at('saltLength').count(saltPart) : SALT_LENGTH;
  const trailer = trailerPart ? reader.at('trailerField').count(trailerPart) : TRAILER_FIELD;
  const faults: readonly (readonly [isFault: boolean, text: string])[] = [
    [!hash.isSound || !maskHash.isSound, 'its hash has parameters'],
    [generatorId !== MGF1 || maskHash.oid !== hash.oid, 'its mask is not made by MGF1 with the same hash'],
    [trailer !== TRAILER_FIELD, `its trailer field is ${trailer}`],
  ];
  const fault = faults.find(([isFault]) => isFault)?.[1];
  return { hash: hash.oid, saltLength, ...(fault === undefined ? {} : { fault }) };
}
