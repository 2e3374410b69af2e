import { SealiftError } from '../../errors.ts';
import { openEnvelope } from '../../notation/envelope/open.ts';
import type { OpenedEnvelope } from '../../notation/envelope/opened.ts';
import { envelopeOf, isSignatureManifest, NOTARY_ARTIFACT_TYPE } from '../../notation/signature-manifest.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { ReferrerEntry, SourceStore } from '../../oci/ports.ts';
import { judgedReferrers } from '../../oci/referrers.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { invalidAt, validUntil } from '../../pki/chain.ts';
import { ListedSignatures } from '../judging/listed-signatures.ts';
import { type EnvelopeSource, withEnvelope } from '../judging/read-envelope.ts';
import { earliest } from '../judging/signature-result.ts';
import { sameChain } from './same-chain.ts';

/** The properties of an existing signature that make a new one needless. */
export interface Wanted {
  /** Resolves to the chain of the signer, or to `undefined` while that is unknown: then signatures under any chain count. */
  readonly chain: () => Promise<readonly Certificate[] | undefined>;
  /** Resolves to the media type that the envelope has to have. */
  readonly mediaType: () => Promise<string>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly withExpiry: boolean;
  readonly now: Date;
  /** Whether a signature counts that other readers do not get to (`oci/discovery/discover.ts`). */
  readonly alsoUnreached: boolean;
}

export interface ExistingSignature {
  readonly entry: ReferrerEntry;
  readonly envelope: OpenedEnvelope;
  readonly validUntil: Date;
}

/** The part of its lifetime that a signature still has to have. */
const LEAST_LIFE = 1 / 10;

/** Whether a signature has the wanted chain, is valid long enough, and holds everything that the new one would hold. */
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
  // `verify` refuses unknown critical attributes and verification plugins, so such a signature cannot replace a new one.
  const readable = envelope.unknownCritical.length === 0 && envelope.verificationPlugin === undefined;
  return isOurs && sameContent(envelope.target, target) && said && lives && readable;
}

/**
 * Finds the signatures of `target` that make a new one needless. A signature that cannot be opened is skipped. An error that
 * leaves open whether there is a signature is thrown.
 *
 * @param source has the store, which reads the lists that it was created for.
 */
export async function* existingSignatures(
  source: EnvelopeSource & { readonly store: SourceStore },
  target: Descriptor,
  wanted: Wanted,
  signal: AbortSignal,
): AsyncGenerator<ExistingSignature> {
  const query = { artifactType: NOTARY_ARTIFACT_TYPE, sources: 'api-first' } as const;
  const listed = new ListedSignatures(source.store);
  for await (const judged of judgedReferrers(source.store, target, query, signal)) {
    listed.add(judged.entry);
    if (judged.state !== 'believed' || !isSignatureManifest(judged.manifest)) continue;
    try {
      const descriptor = envelopeOf(judged.manifest);
      if (descriptor.mediaType !== (await wanted.mediaType())) continue;
      const envelope = await withEnvelope(source, descriptor, signal, (bytes) =>
        openEnvelope(bytes, descriptor.mediaType),
      );
      listed.note(judged.entry, 'there');
      if (!(await suffices(envelope, target, wanted))) continue;
      if (!wanted.alsoUnreached && (await listed.whyUnreached(judged.entry, signal)) !== undefined) continue;
      const until = earliest(envelope.expiry, validUntil(envelope.chain))!;
      yield { entry: judged.entry, envelope, validUntil: until };
    } catch (error) {
      const unsound = error instanceof SealiftError && UNSOUND.has(error.code);
      if (!unsound) throw error;
    }
  }
}

/** Errors that prove a signature unsound. Every other error leaves that open ("An unknown is an error"). */
const UNSOUND = new Set([
  'artifact_not_found',
  'certificate_invalid',
  'digest_mismatch',
  'envelope_invalid',
  'signature_invalid',
  'signature_manifest_invalid',
  'signing_authority_unsupported',
]);
