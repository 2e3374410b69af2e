import { SealiftError } from '../../errors.ts';
import { openEnvelope } from '../../notation/envelope/open.ts';
import type { OpenedEnvelope } from '../../notation/envelope/opened.ts';
import { envelopeOf } from '../../notation/signature-manifest.ts';
import { isOfAuthority } from '../../notation/signing-schemes.ts';
import type { Digest } from '../../oci/digest.ts';
import type { Referrer } from '../../oci/referrers.ts';
import { validUntil } from '../../pki/chain.ts';
import { nameText } from '../../pki/name.ts';
import type { SignatureResult } from '../results.ts';
import { NO_EVIDENCE } from './evidence-result.ts';
import { type EnvelopeSource, withEnvelope } from './read-envelope.ts';
import { earliest } from './signature-result.ts';

/** A signature that was opened and not judged. */
export interface OpenedSignature {
  /** Without `details`. */
  readonly result: SignatureResult;
  /** Absent where it cannot be opened. */
  readonly envelope?: OpenedEnvelope;
}

/**
 * Opens one signature of `subject` and checks its integrity. Its status is `listed`, because it was not judged under a policy, or
 * `failed` when it cannot be opened.
 */
export async function openSignature(
  source: EnvelopeSource,
  subject: Digest,
  { entry, manifest }: Pick<Referrer, 'entry' | 'manifest'>,
  signal: AbortSignal,
): Promise<OpenedSignature> {
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
    const result: SignatureResult = {
      ...base,
      mediaType,
      signer: nameText(envelope.chain[0]!.subject),
      validUntil: until?.toISOString() ?? null,
      status: 'listed',
      checks: [{ check: 'integrity', action: 'enforce', outcome: 'passed', code: null }],
    };
    return { result, envelope };
  } catch (error) {
    // An error with exit code 1 is a definite refusal of this signature. Every other error leaves it open and is thrown.
    if (!(error instanceof SealiftError) || error.exitCode !== 1) throw error;
    const { code, message } = error;
    const checks: SignatureResult['checks'] = [
      { check: 'integrity', action: 'enforce', outcome: 'failed', code, message },
    ];
    return { result: { ...base, mediaType, signer: null, validUntil: null, status: 'failed', checks } };
  }
}
