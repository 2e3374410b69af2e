import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import { COSE_MEDIA_TYPE, JWS_MEDIA_TYPE } from './media-types.ts';
import type { OpenedEnvelope } from './opened.ts';

function unsupportedCose(): never {
  throw new SealiftError('cose_unsupported', 'the signature is a COSE envelope');
}

type Opener = (bytes: Uint8Array) => Promise<OpenedEnvelope>;

/** Every envelope format by its media type, each loaded when the first envelope of it is opened. */
const FORMATS: Readonly<Record<string, () => Promise<Opener>>> = {
  [JWS_MEDIA_TYPE]: async () => (await import('./open-jws.ts')).openJws,
  [COSE_MEDIA_TYPE]: () => Promise.resolve(unsupportedCose),
};

/**
 * Reads an envelope and checks what needs no trust: its structure, the signature over the received bytes with the leaf's
 * key and the one algorithm that key has, the header rules and the profile of the chain.
 *
 * @throws SealiftError `envelope_invalid`, `signature_invalid`, `certificate_invalid`, `cose_unsupported` or
 *   `signing_authority_unsupported`.
 */
export async function openEnvelope(bytes: Uint8Array, mediaType: string): Promise<OpenedEnvelope> {
  const load = Object.hasOwn(FORMATS, mediaType) ? FORMATS[mediaType] : undefined;
  if (!load) throw new SealiftError('envelope_invalid', `${printable(mediaType)} is not an envelope format`);
  const open = await load();
  return open(bytes);
}
