import { HASHES, type Hash } from '../signature-algorithms.ts';

export interface TimestampQuery {
  /** The hash algorithm of `imprint`. */
  readonly hash: Hash;
  /** The hash of what is to be stamped. */
  readonly imprint: Uint8Array;
  /** The content of a positive INTEGER, in minimal DER: the first octet is from 1 to 127. */
  readonly nonce: Uint8Array;
}

/**
 * TimeStampReq, version 1 (RFC 3161, 2.4.1). It asks for the certificates of the authority, since a verifier has to build the
 * chain from the token alone. The parameters of the hash are a NULL that is written, because some authorities refuse a request
 * without it.
 */
export async function buildTimestampRequest({ hash, imprint, nonce }: TimestampQuery): Promise<Uint8Array> {
  const asn1 = await import('../asn1.ts');
  const algorithm = new asn1.Sequence({
    value: [new asn1.ObjectIdentifier({ value: HASHES[hash].oid }), new asn1.Null()],
  });
  const request = new asn1.Sequence({
    value: [
      new asn1.Integer({ value: 1 }),
      new asn1.Sequence({ value: [algorithm, new asn1.OctetString({ valueHex: imprint })] }),
      new asn1.Integer({ valueHex: nonce }),
      new asn1.Boolean({ value: true }),
    ],
  });
  return new Uint8Array(request.toBER());
}
