import type { EnvelopeFormat } from './formats.ts';
import { COSE_MEDIA_TYPE } from './media-types.ts';
import { openCose } from './open-cose.ts';
import { assembleCose, coseSigningInput } from './write-cose.ts';

/** signature-envelope-cose.md */
export const COSE: EnvelopeFormat = {
  mediaType: COSE_MEDIA_TYPE,
  open: openCose,
  signingInput: coseSigningInput,
  assemble: assembleCose,
};
