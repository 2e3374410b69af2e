import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import type { Certificate } from '../../pki/certificate.ts';
import type { SignatureAlgorithm } from '../algorithms.ts';
import { COSE_MEDIA_TYPE, JWS_MEDIA_TYPE } from './media-types.ts';
import type { OpenedEnvelope } from './opened.ts';
import type { EnvelopeRequest } from './request.ts';

/** The fields of an envelope that the key signs. */
export interface SignedFields {
  readonly request: EnvelopeRequest;
  readonly algorithm: SignatureAlgorithm;
}

/** The fields that no signature covers. Anybody who holds the envelope can change them. */
export interface UnsignedFields {
  /** Leaf first, root included. */
  readonly chain: readonly Certificate[];
  /** Free text: `sealift/1.0.0`. */
  readonly signingAgent: string;
  /** A TimeStampToken over the signature (RFC 3161), as the authority sent it. */
  readonly timestampToken?: Uint8Array;
}

/** One envelope format, read and written. */
export interface EnvelopeFormat {
  readonly mediaType: string;
  /** See `openEnvelope`. */
  open(bytes: Uint8Array): Promise<OpenedEnvelope>;
  /** The bytes that the key signs. Equal fields give equal bytes. */
  signingInput(fields: SignedFields): Uint8Array;
  /** The envelope that holds `signature`, which has to be made over the signing input of the same fields. */
  assemble(fields: SignedFields, unsigned: UnsignedFields, signature: Uint8Array): Uint8Array;
}

/** Every envelope format by its media type, each loaded when the first envelope of it is met. */
const FORMATS: Readonly<Record<string, () => Promise<EnvelopeFormat>>> = {
  [JWS_MEDIA_TYPE]: async () => (await import('./jws.ts')).JWS,
  [COSE_MEDIA_TYPE]: async () => (await import('./cose.ts')).COSE,
};

/** @throws SealiftError `envelope_invalid` for a media type of no envelope format. */
export async function envelopeFormat(mediaType: string): Promise<EnvelopeFormat> {
  const load = Object.hasOwn(FORMATS, mediaType) ? FORMATS[mediaType] : undefined;
  if (!load) throw new SealiftError('envelope_invalid', `${printable(mediaType)} is not an envelope format`);
  return load();
}
