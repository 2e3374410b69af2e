import { encodeBase64, encodeBase64Url } from '../../encoding/base64.ts';
import { goJson } from '../../encoding/go-json.ts';
import { formatTime } from '../../encoding/rfc3339.ts';
import type { Certificate } from '../../pki/certificate.ts';
import type { SignatureAlgorithm } from '../algorithms.ts';
import { HEADER, SCHEME_X509 } from './headers.ts';
import { PAYLOAD_MEDIA_TYPE } from './media-types.ts';

export interface EnvelopeRequest {
  readonly payload: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  /** Leaf first, root included; asked for after signing where only the signature tells it. */
  readonly chain: readonly Certificate[] | (() => readonly Certificate[]);
  readonly signingTime: Date;
  readonly expiry?: Date;
  /** Free text: `sealift/1.0.0`. */
  readonly signingAgent: string;
}

/**
 * Writes a JWS envelope (signature-envelope-jws.md), members in notation's order. jose cannot sign with a key that is
 * elsewhere, so the signing input is made here and `sign` is given all of it.
 */
export async function writeJws(
  { payload, algorithm, chain, signingTime, expiry, signingAgent }: EnvelopeRequest,
  sign: (toBeSigned: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const header = encodeBase64Url(
    goJson({
      alg: algorithm.jws,
      crit: [HEADER.signingScheme, ...(expiry === undefined ? [] : [HEADER.expiry])],
      cty: PAYLOAD_MEDIA_TYPE,
      ...(expiry === undefined ? {} : { [HEADER.expiry]: formatTime(expiry) }),
      [HEADER.signingScheme]: SCHEME_X509,
      [HEADER.signingTime]: formatTime(signingTime),
    }),
  );
  const body = encodeBase64Url(payload);
  const signature = await sign(new TextEncoder().encode(`${header}.${body}`));
  const certificates = typeof chain === 'function' ? chain() : chain;
  return goJson({
    payload: body,
    protected: header,
    header: { x5c: certificates.map(({ der }) => encodeBase64(der)), [HEADER.signingAgent]: signingAgent },
    signature: encodeBase64Url(signature),
  });
}
