import type { EnvelopeFormat } from './formats.ts';
import { JWS_MEDIA_TYPE } from './media-types.ts';
import { openJws } from './open-jws.ts';
import { assembleJws, jwsSigningInput } from './write-jws.ts';

/** signature-envelope-jws.md */
export const JWS: EnvelopeFormat = {
  mediaType: JWS_MEDIA_TYPE,
  open: openJws,
  signingInput: jwsSigningInput,
  assemble: assembleJws,
};
