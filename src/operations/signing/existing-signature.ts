import { SealiftError } from '../../errors.ts';
import { openEnvelope } from '../../notation/envelope/open.ts';
import type { OpenedEnvelope } from '../../notation/envelope/opened.ts';
import type { EnvelopeService } from '../../notation/ports.ts';
import { RUN_ADDRESS } from '../../notation/run-address.ts';
import { envelopeOf, isSignatureManifest } from '../../notation/signature-manifest.ts';
import { isOfAuthority } from '../../notation/signing-schemes.ts';
import { artifactTypeMatches, NOTARY_ARTIFACT_TYPE } from '../../oci/artifact-type.ts';
import { type Descriptor, sameContent } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import type { ReferrerEntry, ReferrerQuery, SourceStore } from '../../oci/ports.ts';
import { claimedReferrers, judgeEntry } from '../../oci/referrers.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { invalidAt, validUntil } from '../../pki/chain.ts';
import { ListedSignatures } from '../judging/listed-signatures.ts';
import { type EnvelopeSource, withEnvelope } from '../judging/read-envelope.ts';
import { earliest } from '../judging/signature-result.ts';
import { sameChain } from './same-chain.ts';
import { sameRoot } from './same-root.ts';
import type { StampEvidence, Timestamper } from './timestamper.ts';

/** The properties of an existing signature that make a new one needless. */
export interface Wanted {
  /** Resolves to the chain of the signer, or to `undefined` while that is unknown: then signatures under any chain count. */
  readonly chain: () => Promise<readonly Certificate[] | undefined>;
  /** Resolves to the service that signs, which tells its own signatures apart by more than their chain. */
  readonly service?: () => Promise<EnvelopeService | undefined>;
  /** Resolves to the media type that the envelope has to have. */
  readonly mediaType: () => Promise<string>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly withExpiry: boolean;
  /** Resolves to what judges timestamps when the new signature would have one. */
  readonly timestamper: () => Promise<Timestamper | undefined>;
  readonly now: Date;
  /** Whether a signature counts that other readers do not get to (`oci/discovery/discover.ts`). */
  readonly alsoUnreached: boolean;
}

/** Where signatures are looked for. */
export interface SignatureSource extends EnvelopeSource {
  readonly store: SourceStore;
  /** How its lists are read, if not by the query that the store was created for. */
  readonly query?: ReferrerQuery;
  /** Signatures that were looked at elsewhere: they are passed over, and believed to be there. */
  readonly known?: ReadonlySet<Digest>;
  /** The only signatures that count, where not all do. They are copied, so it does not matter whether readers of this list get to them. */
  readonly among?: ReadonlySet<Digest>;
}

export interface ExistingSignature {
  readonly entry: ReferrerEntry;
  readonly envelope: OpenedEnvelope;
  /** `undefined` when no date ends it: it has a timestamp and no expiry. */
  readonly validUntil: Date | undefined;
  /** Its timestamp, where the new signature would have one. */
  readonly timestamp: StampEvidence | undefined;
}

/** The part of its lifetime that a signature still has to have. */
const LEAST_LIFE = 1 / 10;

/** When a signature ends: with its expiry, and without a timestamp also with the first certificate of its chain. */
export function endOf({ expiry, chain, scheme }: OpenedEnvelope, isTimestamped: boolean): Date | undefined {
  return earliest(expiry, isTimestamped || isOfAuthority(scheme) ? undefined : validUntil(chain));
}

/** Whether it is valid now, and has enough of its lifetime left. */
function lives(envelope: OpenedEnvelope, isTimestamped: boolean, now: Date): boolean {
  const needsValid = !isTimestamped && !isOfAuthority(envelope.scheme);
  if (needsValid && invalidAt(envelope.chain, now) !== undefined) return false;
  const until = endOf(envelope, isTimestamped)?.getTime();
  if (until === undefined) return true;
  return until - now.getTime() > (until - envelope.signingTime.getTime()) * LEAST_LIFE;
}

/** Whether a signature is under our chain, and so under what whoever trusts us trusts. */
function isUnder(
  { chain, scheme }: OpenedEnvelope,
  own: readonly Certificate[],
  service: EnvelopeService | undefined,
): boolean {
  if (service) return sameRoot(chain, own);
  // A key of ours signs in the scheme notary.x509, whose anchors are in other trust stores than those of authorities.
  return !isOfAuthority(scheme) && sameChain(chain, own);
}

/**
 * Judges whether a signature has the wanted chain, is valid long enough, and holds everything that the new one would hold; resolves to
 * its end and its timestamp, or to `undefined` when it does not suffice.
 */
async function sufficient(
  envelope: OpenedEnvelope,
  target: Descriptor,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Pick<ExistingSignature, 'validUntil' | 'timestamp'> | undefined> {
  const { metadata, withExpiry, now } = wanted;
  if (!sameContent(envelope.target, target)) return undefined;
  const service = await wanted.service?.();
  if (service && !service.isOwn(envelope)) return undefined;
  const own = await wanted.chain();
  if (own !== undefined && !isUnder(envelope, own, service)) return undefined;
  const annotations = envelope.target.annotations ?? {};
  const hasPairs = Object.entries(metadata).every(
    ([key, value]) => key === RUN_ADDRESS || annotations[key] === value,
  );
  if (!hasPairs || (withExpiry && envelope.expiry === undefined)) return undefined;
  // Where the plugin is not installed that a signature demands, or that its critical attributes are for, it is refused, so it cannot
  // replace a new one that demands none.
  const known = service?.attributes ?? [];
  if (envelope.unknownCritical.some((name) => !known.includes(name))) return undefined;
  if (envelope.verificationPlugin !== service?.verificationPlugin) return undefined;
  const timestamper = await wanted.timestamper();
  const isTimestamped = timestamper !== undefined;
  if (!lives(envelope, isTimestamped, now)) return undefined;
  const timestamp = await timestamper?.accepts(envelope, signal);
  if (isTimestamped && timestamp === undefined) return undefined;
  return { validUntil: endOf(envelope, isTimestamped), timestamp };
}

const BY_TYPE: ReferrerQuery = { artifactType: NOTARY_ARTIFACT_TYPE, sources: 'api-first' };

/**
 * Finds the signatures of `target` that make a new one needless. A signature that cannot be opened is skipped. An error that
 * leaves open whether there is a signature is thrown.
 */
export async function* existingSignatures(
  source: SignatureSource,
  target: Descriptor,
  wanted: Wanted,
  signal: AbortSignal,
): AsyncGenerator<ExistingSignature> {
  const { store, query = BY_TYPE, known, among } = source;
  const listed = new ListedSignatures(store);
  for await (const entry of claimedReferrers(store, target, query, signal)) {
    if (!artifactTypeMatches(entry.descriptor, NOTARY_ARTIFACT_TYPE)) continue;
    listed.add(entry);
    const { digest } = entry.descriptor;
    if (known?.has(digest)) listed.note(entry, 'there');
    if (known?.has(digest) || among?.has(digest) === false) continue;
    const judged = await judgeEntry(store, entry, target, signal);
    if (judged.state !== 'believed' || !isSignatureManifest(judged.manifest)) continue;
    try {
      const descriptor = envelopeOf(judged.manifest);
      if (descriptor.mediaType !== (await wanted.mediaType())) continue;
      const envelope = await withEnvelope(source, descriptor, signal, (bytes) =>
        openEnvelope(bytes, descriptor.mediaType),
      );
      listed.note(entry, 'there');
      const found = await sufficient(envelope, target, wanted, signal);
      if (!found) continue;
      if (!wanted.alsoUnreached && !among && (await listed.whyUnreached(entry, signal)) !== undefined)
        continue;
      yield { entry, envelope, ...found };
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
]);
