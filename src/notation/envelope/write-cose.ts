import { type CborKey, CborTag, type CborValue } from '../../encoding/cbor-values.ts';
import { encodeCbor } from '../../encoding/encode-cbor.ts';
import { LABEL } from './cose-parameters.ts';
import type { SignedFields, UnsignedFields } from './formats.ts';
import { HEADER, SCHEME_X509 } from './headers.ts';
import { PAYLOAD_MEDIA_TYPE } from './media-types.ts';
import { buildPayload } from './payload.ts';
import { expiryOf } from './request.ts';
import { SIGN1_TAG, sigStructure } from './sign1.ts';

/** A moment in whole seconds (RFC 8949, 3.4.2). */
const epochTime = (time: Date): CborTag => new CborTag(1, Math.floor(time.getTime() / 1000));

/** Protected header and payload as they are signed (signature-envelope-cose.md, "Protected Header"). */
function signedParts({ request, algorithm }: SignedFields): {
  readonly header: Uint8Array;
  readonly body: Uint8Array;
} {
  const expiry = expiryOf(request);
  const header = new Map<CborKey, CborValue>([
    [LABEL.alg, algorithm.cose],
    [LABEL.crit, [HEADER.signingScheme, ...(expiry === undefined ? [] : [HEADER.expiry])]],
    [LABEL.contentType, PAYLOAD_MEDIA_TYPE],
    [HEADER.signingScheme, SCHEME_X509],
    [HEADER.signingTime, epochTime(request.signingTime)],
    ...(expiry === undefined ? [] : [[HEADER.expiry, epochTime(expiry)] as const]),
  ]);
  return {
    header: encodeCbor(header),
    body: buildPayload(request.target, request.metadata, 'declared'),
  };
}

export function coseSigningInput(fields: SignedFields): Uint8Array {
  const { header, body } = signedParts(fields);
  return sigStructure(header, body);
}

/** COSE_Sign1_Tagged (RFC 9052, 4.2). */
export function assembleCose(
  fields: SignedFields,
  { chain, signingAgent, timestampToken }: UnsignedFields,
  signature: Uint8Array,
): Uint8Array {
  const { header, body } = signedParts(fields);
  const unprotected = new Map<CborKey, CborValue>([
    [LABEL.x5chain, chain.map(({ der }) => der)],
    [HEADER.signingAgent, signingAgent],
    ...(timestampToken === undefined ? [] : [[HEADER.timestampSignature, timestampToken] as const]),
  ]);
  return encodeCbor(new CborTag(SIGN1_TAG, [header, unprotected, body, signature]));
}
