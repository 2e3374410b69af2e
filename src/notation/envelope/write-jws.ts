import { encodeBase64, encodeBase64Url } from '../../encoding/base64.ts';
import { goJson } from '../../encoding/go-json.ts';
import { formatTime } from '../../encoding/rfc3339.ts';
import type { SignedFields, UnsignedFields } from './formats.ts';
import { HEADER, SCHEME_X509 } from './headers.ts';
import { PAYLOAD_MEDIA_TYPE } from './media-types.ts';
import { buildPayload } from './payload.ts';
import { expiryOf } from './request.ts';

/** Protected header and payload as they are signed, members in notation's order (signature-envelope-jws.md). */
function signedParts({ request, algorithm }: SignedFields): {
  readonly header: string;
  readonly body: string;
} {
  const expiry = expiryOf(request);
  const header = goJson({
    alg: algorithm.jws,
    crit: [HEADER.signingScheme, ...(expiry === undefined ? [] : [HEADER.expiry])],
    cty: PAYLOAD_MEDIA_TYPE,
    ...(expiry === undefined ? {} : { [HEADER.expiry]: formatTime(expiry) }),
    [HEADER.signingScheme]: SCHEME_X509,
    [HEADER.signingTime]: formatTime(request.signingTime),
  });
  return {
    header: encodeBase64Url(header),
    body: encodeBase64Url(buildPayload(request.target, request.metadata)),
  };
}

/** RFC 7515, 5.1. jose cannot sign with a key outside of this process, so the input is made here. */
export function jwsSigningInput(fields: SignedFields): Uint8Array {
  const { header, body } = signedParts(fields);
  return new TextEncoder().encode(`${header}.${body}`);
}

/** Flattened JSON serialization (RFC 7515, 7.2.2). */
export function assembleJws(
  fields: SignedFields,
  { chain, signingAgent, timestampToken }: UnsignedFields,
  signature: Uint8Array,
): Uint8Array {
  const { header, body } = signedParts(fields);
  return goJson({
    payload: body,
    protected: header,
    header: {
      // Standard base64 with padding, where the members around it have base64url (signature-envelope-jws.md).
      ...(timestampToken === undefined ? {} : { [HEADER.timestampSignature]: encodeBase64(timestampToken) }),
      x5c: chain.map(({ der }) => encodeBase64(der)),
      [HEADER.signingAgent]: signingAgent,
    },
    signature: encodeBase64Url(signature),
  });
}
