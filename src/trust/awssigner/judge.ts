import { printable } from '../../encoding/printable.ts';
import { SealiftError } from '../../errors.ts';
import {
  AWS_SIGNER_PLUGIN,
  SIGNING_JOB,
  SIGNING_PROFILE_VERSION,
} from '../../notation/aws-signer-attributes.ts';
import { SCHEME_SIGNING_AUTHORITY } from '../../notation/envelope/headers.ts';
import type {
  VerificationPlugin,
  VerifierCapability,
  VerifierRequest,
  VerifierResult,
} from '../../notation/verification/verification-plugin.ts';
import type { AskRevocation } from './ask-revocation.ts';
import { certificateHashes } from './certificate-hashes.ts';
import { matchingProfile } from './profile-identity.ts';
import { regionOf } from './region-of.ts';

/** The version of AWS's plugin whose rules these are. */
const VERSION = '1.0.350';

const IDENTITY: VerifierCapability = 'SIGNATURE_VERIFIER.TRUSTED_IDENTITY';
const REVOCATION: VerifierCapability = 'SIGNATURE_VERIFIER.REVOCATION_CHECK';

const unknown = (reason: string): VerifierResult => ({ success: false, code: 'revocation_unknown', reason });

/** What AWS's plugin refuses to look at. @throws SealiftError */
function timeOf({ criticalAttributes, trustedIdentities }: VerifierRequest): Date {
  const { authenticSigningTime: signedAt, signingScheme } = criticalAttributes;
  if (trustedIdentities.includes('*')) {
    throw new SealiftError(
      'identity_mismatch',
      'the statement trusts *, which is not taken for signatures of AWS Signer: every account of AWS signs under its root; name the ARN of a signing profile, arn:aws:signer:REGION:ACCOUNT:/signing-profiles/NAME',
    );
  }
  if (signingScheme !== SCHEME_SIGNING_AUTHORITY || signedAt === undefined) {
    throw new SealiftError(
      'envelope_invalid',
      `the signature demands the verification plugin of AWS Signer, and its scheme is ${printable(signingScheme)}, where that signs by ${SCHEME_SIGNING_AUTHORITY}`,
    );
  }
  return signedAt;
}

function textOf({ criticalAttributes }: VerifierRequest, name: string): string {
  const { extendedAttributes } = criticalAttributes;
  const value = Object.hasOwn(extendedAttributes, name) ? extendedAttributes[name] : undefined;
  if (typeof value === 'string') return value;
  throw new SealiftError('envelope_invalid', `the signature has no attribute ${name} that is a text`);
}

function identityResult(request: VerifierRequest): VerifierResult {
  const version = textOf(request, SIGNING_PROFILE_VERSION);
  if (matchingProfile(request.trustedIdentities, version) !== undefined) return { success: true };
  return {
    success: false,
    reason: `${printable(version, 200)} signed, which is none of the trusted identities`,
  };
}

async function revocationResult(
  request: VerifierRequest,
  signedAt: Date,
  ask: AskRevocation,
  signal: AbortSignal,
): Promise<VerifierResult> {
  const profileVersionArn = textOf(request, SIGNING_PROFILE_VERSION);
  const jobArn = textOf(request, SIGNING_JOB);
  const place = regionOf([profileVersionArn, jobArn]);
  if ('why' in place) return unknown(`nobody was asked whether it is revoked: ${place.why}`);
  const hashes = certificateHashes(request.certificateChain);
  const question = { ...place, signedAt, profileVersionArn, jobArn, certificateHashes: hashes };
  try {
    const revoked = await ask(question, signal);
    if (revoked.length === 0) return { success: true };
    const names = revoked.map((one) => (one.startsWith('arn') ? printable(one, 200) : 'a certificate'));
    return {
      success: false,
      code: 'certificate_revoked',
      reason: `AWS Signer says that it revoked ${[...new Set(names)].join(', ')}`,
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SealiftError)) throw error;
    return unknown([error.message, error.hint].filter(Boolean).join('. '));
  }
}

/**
 * Judges as AWS's Notation plugin does (github.com/aws/aws-signer-notation-plugin, internal/verifier): trusted identities are ARNs
 * of signing profiles, and AWS Signer is asked what is revoked. It differs where that is stricter: nobody is asked about the
 * signature of a stranger, and an answer that is not known is told apart from a revocation.
 */
export function awsSignerJudge(ask: AskRevocation): VerificationPlugin {
  return {
    name: AWS_SIGNER_PLUGIN,
    version: VERSION,
    capabilities: [IDENTITY, REVOCATION],
    isBuiltIn: true,
    async verify(request, signal) {
      const { capabilities, unprocessedAttributes } = request;
      const signedAt = timeOf(request);
      const results = new Map<VerifierCapability, VerifierResult>();
      if (capabilities.includes(IDENTITY)) results.set(IDENTITY, identityResult(request));
      if (capabilities.includes(REVOCATION)) {
        const isStranger = results.get(IDENTITY)?.success === false;
        results.set(
          REVOCATION,
          isStranger
            ? unknown('nobody was asked whether it is revoked, since the signer is not trusted')
            : await revocationResult(request, signedAt, ask, signal),
        );
      }
      const processed = [SIGNING_PROFILE_VERSION, SIGNING_JOB];
      return { results, processedAttributes: processed.filter((one) => unprocessedAttributes.includes(one)) };
    },
  };
}
