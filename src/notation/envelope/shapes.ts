import { listOf, type Read, struct } from '../../encoding/go-shape.ts';
import { DESCRIPTOR } from '../../oci/shapes.ts';
import { HEADER } from './headers.ts';

/** signature-envelope-jws.md, "JWS Envelope" and "Unprotected Headers", as notation-core-go reads them. */
export const ENVELOPE = struct({
  payload: 'text',
  protected: 'text',
  header: struct({
    x5c: listOf('bytes'),
    [HEADER.timestampSignature]: 'bytes',
    [HEADER.signingAgent]: 'text',
  }),
  signature: 'text',
});

/**
 * signature-envelope-jws.md, "Protected Headers". Those that name a verification plugin are extended attributes to
 * notation, which looks them up by their exact names.
 */
export const PROTECTED_HEADER = struct({
  alg: 'text',
  cty: 'text',
  crit: listOf('text'),
  [HEADER.expiry]: 'time',
  [HEADER.signingScheme]: 'text',
  [HEADER.signingTime]: 'time',
  [HEADER.authenticSigningTime]: 'time',
});

/** signature-specification.md, "Payload". */
export const PAYLOAD = struct({ targetArtifact: DESCRIPTOR });

export type EnvelopeMembers = Read<typeof ENVELOPE>;
export type ProtectedMembers = Read<typeof PROTECTED_HEADER>;
