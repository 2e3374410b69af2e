import { encodeBase64 } from '../encoding/base64.ts';
import type { VerifierAnswer, VerifierRequest } from '../notation/verification/verification-plugin.ts';
import { VERIFICATION } from './answers.ts';
import { ask, CONTRACT_VERSION, type Plugin } from './ask.ts';
import { verifierAnswer } from './verifier-answer.ts';

const WANTED = { shape: VERIFICATION, needed: ['verificationResults'] } as const;

/** The zero value of Go's `time.Time`, which notation writes for a signature without expiry. */
const NO_EXPIRY = '0001-01-01T00:00:00Z';

/** RFC 3339 as Go writes it: the fraction without zeros at its end. */
const timeText = (time: Date): string => time.toISOString().replace(/\.?0*Z$/, 'Z');

/** The members of the request as notation writes them, since plugins are tried with that. */
function members({
  criticalAttributes,
  unprocessedAttributes,
  certificateChain,
  trustedIdentities,
  capabilities,
}: VerifierRequest): Readonly<Record<string, unknown>> {
  const { contentType, signingScheme, expiry, authenticSigningTime, extendedAttributes } = criticalAttributes;
  return {
    contractVersion: CONTRACT_VERSION,
    signature: {
      criticalAttributes: {
        contentType,
        signingScheme,
        expiry: expiry === undefined ? NO_EXPIRY : timeText(expiry),
        ...(authenticSigningTime === undefined
          ? {}
          : { authenticSigningTime: timeText(authenticSigningTime) }),
        ...(Object.keys(extendedAttributes).length === 0 ? {} : { extendedAttributes }),
      },
      unprocessedAttributes: unprocessedAttributes.length === 0 ? null : unprocessedAttributes,
      certificateChain: certificateChain.map((der) => encodeBase64(der)),
    },
    trustPolicy: { trustedIdentities, signatureVerification: capabilities },
  };
}

/**
 * `verify-signature`: what the plugin says of a signature. Whether the answer fits the request is for the caller to judge.
 *
 * @throws SealiftError those of {@link ask}.
 */
export async function verifySignature(
  plugin: Plugin,
  request: VerifierRequest,
  signal: AbortSignal,
): Promise<VerifierAnswer> {
  const answer = await ask(plugin, 'verify-signature', members(request), WANTED, signal);
  return verifierAnswer(answer, plugin);
}
