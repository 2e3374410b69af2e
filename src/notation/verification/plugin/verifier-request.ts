import { PAYLOAD_MEDIA_TYPE } from '../../envelope/media-types.ts';
import { isOfAuthority } from '../../signing-schemes.ts';
import type { VerificationContext } from '../context.ts';
import type { VerifierRequest } from '../verification-plugin.ts';
import type { ChosenPlugin } from './chosen-plugin.ts';

/** What a plugin is told of a signature and of the statement (plugin-extensibility.md, "verify-signature"), as notation does it. */
export function verifierRequest(
  { envelope, statement }: Pick<VerificationContext, 'envelope' | 'statement'>,
  { capabilities, attributes }: ChosenPlugin,
): VerifierRequest {
  const { scheme, signingTime, expiry, chain } = envelope;
  return {
    criticalAttributes: {
      contentType: PAYLOAD_MEDIA_TYPE,
      signingScheme: scheme,
      ...(expiry === undefined ? {} : { expiry }),
      ...(isOfAuthority(scheme) ? { authenticSigningTime: signingTime } : {}),
      // Own members also where a key is `__proto__`.
      extendedAttributes: Object.fromEntries(attributes.map(({ key, value }) => [key, value])),
    },
    unprocessedAttributes: attributes.map(({ key }) => String(key)),
    certificateChain: chain.map(({ der }) => der),
    trustedIdentities: statement.trustedIdentities,
    capabilities,
  };
}
