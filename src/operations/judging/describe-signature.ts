import { SealiftError } from '../../errors.ts';
import { HEADER } from '../../notation/envelope/headers.ts';
import { openEnvelope } from '../../notation/envelope/open.ts';
import type { OpenedEnvelope } from '../../notation/envelope/opened.ts';
import { shown } from '../../notation/envelope/signed-header.ts';
import { envelopeOf } from '../../notation/signature-manifest.ts';
import { isOfAuthority } from '../../notation/signing-schemes.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Referrer } from '../../oci/referrers.ts';
import { validUntil } from '../../pki/chain.ts';
import { nameText } from '../../pki/name.ts';
import type { SignatureDetails, SignatureResult } from '../results.ts';
import { certificateDetails } from './certificate-details.ts';
import { NO_EVIDENCE } from './evidence-result.ts';
import { type EnvelopeSource, withEnvelope } from './read-envelope.ts';
import { earliest } from './signature-result.ts';

async function claimedTimestamp(token: Uint8Array | undefined): Promise<SignatureDetails['timestamp']> {
  if (!token) return null;
  // Most signatures have no timestamp, and its readers are loaded for those that do.
  const { describeTimestamp } = await import('../../notation/timestamp/timestamp.ts');
  const { authority, time, fault } = await describeTimestamp(token);
  return { authority, time: time?.toISOString() ?? null, fault };
}

function demandedPlugin({
  verificationPlugin: name,
  extendedAttributes,
}: OpenedEnvelope): SignatureDetails['verificationPlugin'] {
  if (name === undefined) return null;
  const { verificationPlugin, verificationPluginMinVersion } = HEADER;
  const least = extendedAttributes.find(({ key }) => key === verificationPluginMinVersion);
  const attributes = extendedAttributes
    .filter(({ key }) => key !== verificationPlugin && key !== verificationPluginMinVersion)
    .map(({ key, value }) => ({ name: shown(String(key)), value: shown(value) }));
  return { name, minVersion: least ? shown(least.value) : null, attributes };
}

async function detailsOf(envelope: OpenedEnvelope): Promise<SignatureDetails> {
  const { algorithm, scheme, signingTime, expiry, signingAgent, timestampToken, target, chain } = envelope;
  return {
    signatureAlgorithm: algorithm.jws,
    signingScheme: scheme,
    signingTime: signingTime.toISOString(),
    expiry: expiry?.toISOString() ?? null,
    signingAgent: signingAgent ?? null,
    timestamped: timestampToken !== undefined,
    timestamp: await claimedTimestamp(timestampToken),
    verificationPlugin: demandedPlugin(envelope),
    userMetadata: target.annotations ?? {},
    targetArtifact: { mediaType: target.mediaType, digest: target.digest, size: target.size },
    certificates: chain.map(certificateDetails),
  };
}

/**
 * Opens one signature of `subject` and checks its integrity. Its status is `listed`, because it was not judged under a policy, or
 * `failed` when it cannot be opened.
 */
export async function describeSignature(
  source: EnvelopeSource,
  subject: Digest,
  { entry, manifest }: Pick<Referrer, 'entry' | 'manifest'>,
  signal: AbortSignal,
): Promise<SignatureResult> {
  const { descriptor: listed, foundIn, elsewhere } = entry;
  const place = { foundIn, ...(elsewhere === undefined ? {} : { signatureRepository: elsewhere }) };
  const base = { digest: listed.digest, subject, made: false, ...place, ...NO_EVIDENCE } as const;
  let mediaType: string | null = null;
  try {
    const descriptor = envelopeOf(manifest);
    const { mediaType: type } = descriptor;
    mediaType = type;
    const envelope = await withEnvelope(source, descriptor, signal, (bytes) => openEnvelope(bytes, type));
    const chainEnd = isOfAuthority(envelope.scheme) ? undefined : validUntil(envelope.chain);
    const until = earliest(envelope.expiry, chainEnd);
    return {
      ...base,
      mediaType,
      signer: nameText(envelope.chain[0]!.subject),
      validUntil: until?.toISOString() ?? null,
      status: 'listed',
      checks: [{ check: 'integrity', action: 'enforce', outcome: 'passed', code: null }],
      details: await detailsOf(envelope),
    };
  } catch (error) {
    // An error with exit code 1 is a definite refusal of this signature. Every other error leaves it open and is thrown.
    if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
    const { code, message } = error;
    return {
      ...base,
      mediaType,
      signer: null,
      validUntil: null,
      status: 'failed',
      checks: [{ check: 'integrity', action: 'enforce', outcome: 'failed', code, message }],
    };
  }
}
