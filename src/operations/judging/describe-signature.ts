import { HEADER } from '../../notation/envelope/headers.ts';
import type { OpenedEnvelope } from '../../notation/envelope/opened.ts';
import { shown } from '../../notation/envelope/signed-header.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Referrer } from '../../oci/referrers.ts';
import type { SignatureDetails, SignatureResult } from '../results.ts';
import { certificateDetails } from './certificate-details.ts';
import { openSignature } from './open-signature.ts';
import type { EnvelopeSource } from './read-envelope.ts';

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

/** One signature of `subject` with the content of its envelope; the rest as {@link openSignature} has it. */
export async function describeSignature(
  source: EnvelopeSource,
  subject: Digest,
  referrer: Pick<Referrer, 'entry' | 'manifest'>,
  signal: AbortSignal,
): Promise<SignatureResult> {
  const { result, envelope } = await openSignature(source, subject, referrer, signal);
  return envelope ? { ...result, details: await detailsOf(envelope) } : result;
}
