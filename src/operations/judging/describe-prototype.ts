import { SealiftError } from '../../errors.ts';
import { PROTOTYPE_MEDIA_TYPE } from '../../notation/prototype/prototype-manifest.ts';
import type { PrototypeSignature } from '../../notation/prototype/read-jwt.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { nameText } from '../../pki/name.ts';
import type { SignatureDetails, SignatureResult } from '../results.ts';
import { certificateDetails } from './certificate-details.ts';
import { NO_EVIDENCE } from './evidence-result.ts';
import { type EnvelopeSource, withEnvelope } from './read-envelope.ts';

const iso = (moment: Date | undefined): string | null => moment?.toISOString() ?? null;

function detailsOf(signature: PrototypeSignature): SignatureDetails {
  const { algorithm, chain, keyId, target, references, signingTime, notBefore, expiry } = signature;
  return {
    signatureAlgorithm: algorithm,
    signingScheme: 'nv2 prototype of 2020 (JWT)',
    signingTime: iso(signingTime),
    expiry: iso(expiry),
    signingAgent: null,
    timestamped: false,
    timestamp: null,
    verificationPlugin: null,
    userMetadata: {},
    targetArtifact: target,
    certificates: chain.map(certificateDetails),
    prototype: { references, notBefore: iso(notBefore), keyId: keyId ?? null },
  };
}

function integrityOf({ isIntact }: PrototypeSignature): SignatureResult['checks'] {
  const check = { check: 'integrity', action: 'enforce' } as const;
  if (isIntact) return [{ ...check, outcome: 'passed', code: null }];
  if (isIntact === undefined) {
    const message =
      'it names its key by a fingerprint and brings no certificate, so that nobody can check it';
    return [{ ...check, outcome: 'unknown', code: null, message }];
  }
  const message = 'the signature does not fit the signed bytes or the certificate';
  return [{ ...check, outcome: 'failed', code: 'signature_invalid', message }];
}

/**
 * Opens a signature of the prototype of 2020 and decodes it. Its status is `listed`, or `failed` where it cannot be read or does not
 * fit its own certificate; it is never judged.
 *
 * @param holder the manifest that holds it.
 */
export async function describePrototype(
  source: EnvelopeSource,
  holder: Pick<SignatureResult, 'digest' | 'foundIn'>,
  jwt: Descriptor,
  signal: AbortSignal,
): Promise<SignatureResult> {
  const base = { ...holder, made: false, mediaType: PROTOTYPE_MEDIA_TYPE, ...NO_EVIDENCE } as const;
  // Hardly any image has such a signature, and its reader is loaded for those that do.
  const { readPrototypeJwt } = await import('../../notation/prototype/read-jwt.ts');
  try {
    const signature = await withEnvelope(source, jwt, signal, readPrototypeJwt);
    const leaf = signature.chain[0];
    return {
      ...base,
      subject: signature.target.digest,
      signer: leaf ? nameText(leaf.subject) : (signature.keyId ?? null),
      validUntil: iso(signature.expiry),
      status: signature.isIntact === false ? 'failed' : 'listed',
      checks: integrityOf(signature),
      details: detailsOf(signature),
    };
  } catch (error) {
    // As for every signature: exit code 1 is a definite refusal of this one, and every other error leaves it open.
    if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
    const { code, message } = error;
    return {
      ...base,
      subject: holder.digest,
      signer: null,
      validUntil: null,
      status: 'failed',
      checks: [{ check: 'integrity', action: 'enforce', outcome: 'failed', code, message }],
    };
  }
}
