import type { DerElement } from '../../encoding/der.ts';
import type { DerReader } from '../der-reader.ts';

/** CertID (RFC 6960, 4.1.1). */
export interface CertId {
  readonly hash: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialNumber: Uint8Array;
}

/** SingleResponse (RFC 6960, 4.2.1). */
export interface SingleResponse {
  readonly certId: CertId;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: Date;
  /** A CRLReason by its name. */
  readonly reason?: string;
  readonly invalidityDate?: Date;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  readonly hasCritical: boolean;
}

/** BasicOCSPResponse, read and not yet proved. */
export interface BasicResponse {
  readonly responder: { readonly name: Uint8Array } | { readonly keyHash: Uint8Array };
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  /** The octets inside of the nonce, or the whole value where it is no OCTET STRING. */
  readonly nonce?: Uint8Array;
  /** DER of the certificates that came along. */
  readonly certificates: readonly Uint8Array[];
  /** tbsResponseData, signatureAlgorithm and signature, for `checkSignedObject`. */
  readonly signed: { readonly reader: DerReader; readonly parts: readonly DerElement[] };
}
