import { SealiftError } from '../errors.ts';
import { openEnvelope } from '../notation/envelope/open.ts';
import type { OpenedEnvelope } from '../notation/envelope/opened.ts';
import { envelopeOf, isSignatureManifest, NOTARY_ARTIFACT_TYPE } from '../notation/signature-manifest.ts';
import { type Descriptor, sameContent } from '../oci/descriptor.ts';
import type { ReferrerEntry, SourceStore } from '../oci/ports.ts';
import { judgedReferrers } from '../oci/referrers.ts';
import type { Certificate } from '../pki/certificate.ts';
import { invalidAt, validUntil } from '../pki/chain.ts';
import { type EnvelopeSource, withEnvelope } from './read-envelope.ts';
import { sameChain } from './same-chain.ts';
import { earliest } from './signature-result.ts';

/** What a signature has to be like so that another one adds nothing. */
export interface Wanted {
  /** Our chain, asked for when a signature is there; any chain will do while that is not known. */
  readonly chain: () => Promise<readonly Certificate[] | undefined>;
  /** Of the envelopes that count. */
  readonly mediaType: () => Promise<string>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly withExpiry: boolean;
  readonly now: Date;
}

export interface ExistingSignature {
  readonly entry: ReferrerEntry;
  readonly envelope: OpenedEnvelope;
  readonly validUntil: Date;
}

/** Less than this part of its life left is not enough. */
const LEAST_LIFE = 1 / 10;

/** Whether the signature is under our very chain, as far as that is known, still holds, and says all that was asked for. */
async function suffices(envelope: OpenedEnvelope, target: Descriptor, wanted: Wanted): Promise<boolean> {
  const { chain, expiry, signingTime } = envelope;
  const { metadata, withExpiry, now } = wanted;
  const own = await wanted.chain();
  const isOurs = own === undefined || sameChain(chain, own);
  const annotations = envelope.target.annotations ?? {};
  const hasPairs = Object.entries(metadata).every(([key, value]) => annotations[key] === value);
  const until = earliest(expiry, validUntil(chain))!.getTime();
  const life = until - signingTime.getTime();
  const lives = invalidAt(chain, now) === undefined && until - now.getTime() > life * LEAST_LIFE;
  const said = hasPairs && (!withExpiry || expiry !== undefined);
  // What a verifier of ours would refuse is worth nothing, however sound it is.
  const readable = envelope.unknownCritical.length === 0 && envelope.verificationPlugin === undefined;
  return isOurs && sameContent(envelope.target, target) && said && lives && readable;
}

/**
 * Looks for signatures on `target` that make another one needless. Signatures that do not open are passed over: they
 * are none. What cannot be fetched is thrown.
 *
 * @param source whose store lists from the sources that it was made to read.
 */
export async function* existingSignatures(
  source: EnvelopeSource & { readonly store: SourceStore },
  target: Descriptor,
  wanted: Wanted,
  signal: AbortSignal,
): AsyncGenerator<ExistingSignature> {
  const query = { artifactType: NOTARY_ARTIFACT_TYPE, sources: 'api-first' } as const;
  for await (const judged of judgedReferrers(source.store, target, query, signal)) {
    if (judged.state !== 'believed' || !isSignatureManifest(judged.manifest)) continue;
    try {
      const descriptor = envelopeOf(judged.manifest);
      if (descriptor.mediaType !== (await wanted.mediaType())) continue;
      const envelope = await withEnvelope(source, descriptor, signal, (bytes) =>
        openEnvelope(bytes, descriptor.mediaType),
      );
      if (!(await suffices(envelope, target, wanted))) continue;
      const until = earliest(envelope.expiry, validUntil(envelope.chain))!;
      yield { entry: judged.entry, envelope, validUntil: until };
    } catch (error) {
      const unsound = error instanceof SealiftError && UNSOUND.has(error.code);
      if (!unsound) throw error;
    }
  }
}

/** Errors that say: this is no sound signature; every other one says that something is not known. */
const UNSOUND = new Set([
  'artifact_not_found',
  'certificate_invalid',
  'digest_mismatch',
  'envelope_invalid',
  'signature_invalid',
  'signature_manifest_invalid',
  'signing_authority_unsupported',
  'cose_unsupported',
]);
