import pLimit from 'p-limit';
import { abortable } from '../../async/abortable.ts';
import { taskGroup } from '../../async/task-group.ts';
import { SealiftError } from '../../errors.ts';
import { chainWarnings } from '../../notation/chain-warnings.ts';
import { buildSignatureManifest, NOTARY_ARTIFACT_TYPE } from '../../notation/signature-manifest.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import { type Digest, digestOf } from '../../oci/digest.ts';
import {
  canOpenUploads,
  type FoundIn,
  hasReferrersTags,
  type ManifestContent,
  type ReferrerQuery,
} from '../../oci/ports.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { nameText } from '../../pki/name.ts';
import { NO_EVIDENCE, timestampResult } from '../judging/evidence-result.ts';
import type { SignatureResult } from '../results.ts';
import { refusedSignature } from '../signature-repository/refused.ts';
import { warnOfSha512 } from '../warn-of-sha512.ts';
import { bytesStream } from './bytes-stream.ts';
import type { EmptyConfig } from './empty-configs.ts';
import type { SignedEnvelope } from './envelope-maker.ts';
import { type ExistingSignature, endOf, existingSignatures } from './existing-signature.ts';
import { putSignature } from './put-signature.ts';
import { sameChain } from './same-chain.ts';
import type { SignRequest } from './sign-request.ts';
import type { StampEvidence } from './timestamper.ts';

export interface SignedManifest {
  readonly status: 'signed' | 'skipped';
  readonly signature: SignatureResult;
}

type Chain = readonly Certificate[];

/** A signature that the store has, before a reading has confirmed that it is listed. */
interface Pushed {
  readonly manifest: ManifestContent;
  /** Media type of the envelope. */
  readonly mediaType: string;
  readonly chain: Chain;
  readonly until: Date | undefined;
  readonly timestamp: StampEvidence | undefined;
}

/** The next step for one manifest, before anything is put: a new signature, or the existing one. */
type Step =
  | { readonly kind: 'existing'; readonly existing: ExistingSignature }
  | { readonly kind: 'made'; readonly made: SignedEnvelope };

function resultOf(signature: {
  readonly digest: Digest;
  readonly subject: Digest;
  readonly made: boolean;
  readonly mediaType: string;
  readonly chain: Chain;
  readonly foundIn: FoundIn;
  readonly signatureRepository: string | undefined;
  readonly until: Date | undefined;
  readonly timestamp: StampEvidence | undefined;
}): SignatureResult {
  const { digest, subject, made, mediaType, chain, foundIn, signatureRepository, until, timestamp } =
    signature;
  return {
    digest,
    subject,
    made,
    mediaType,
    signer: nameText(chain[0]!.subject),
    foundIn,
    ...(signatureRepository === undefined ? {} : { signatureRepository }),
    validUntil: until?.toISOString() ?? null,
    status: 'passed',
    checks: [],
    ...NO_EVIDENCE,
    // The root that judged it was given for this run, and is in no trust store.
    timestamp: timestamp ? timestampResult({ ...timestamp, store: null }) : null,
  };
}

const byChain = (found: readonly ExistingSignature[], chain: Chain) =>
  found.find(({ envelope }) => sameChain(envelope.chain, chain));

/** Signs the manifests of one image in one store. */
export class ImageSigner {
  readonly #request: SignRequest;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #store: CachedTarget;
  /** The query by which lists of referrers are read. */
  readonly #query: ReferrerQuery;
  readonly #config: EmptyConfig;
  #hasWarned = false;

  constructor(request: SignRequest) {
    const { ifSigned, concurrency, target, emptyConfigs, signatures } = request;
    const store = signatures ?? request.store;
    this.#request = request;
    this.#limit = pLimit(concurrency);
    this.#query = {
      sources: ifSigned === 'fail' ? 'api-first' : 'preferred',
      // A list that may be written again is read without a filter, since its other entries have to stay.
      ...(ifSigned === 'add' && hasReferrersTags(store) ? {} : { artifactType: NOTARY_ARTIFACT_TYPE }),
    };
    this.#store = target(store, this.#query);
    this.#config = emptyConfigs.of(store);
  }

  /** Asks for the list and the config that signing a manifest needs, while the manifest itself is still being asked for. */
  prefetch(digest: Digest): void {
    this.#store.prefetch({ digest }, this.#query);
    this.#config.prefetch();
  }

  /** The repository that has the signatures, where that is not the image's own. */
  get #repository(): string | undefined {
    return this.#request.signatures?.name;
  }

  async sign(target: Descriptor, signal: AbortSignal): Promise<SignedManifest> {
    const { reporter, reference } = this.#request;
    const done = await this.#limit(async () => {
      signal.throwIfAborted();
      const step = await this.#make(target, await this.#existing(target, signal), signal);
      return step.kind === 'existing'
        ? { kind: 'skipped' as const, signature: this.#needless(target, step.existing) }
        : { kind: 'pushed' as const, pushed: await this.#push(target, step.made, signal) };
    });
    if (done.kind === 'skipped') {
      warnOfSha512(reporter, reference, target, done.signature.foundIn);
      return { status: 'skipped', signature: done.signature };
    }
    const { manifest, mediaType, chain, until, timestamp } = done.pushed;
    const signatureRepository = this.#repository;
    signal.throwIfAborted();
    reporter.progress({ type: 'phase', phase: 'confirm', subject: reference });
    // This runs outside the limit, so that the waits of docs/architecture.md, "The referrers tag", overlap for all manifests.
    const foundIn = await this.#taken(target, manifest, signal, () =>
      this.#store.linkReferrers(target, [manifest], signal),
    );
    warnOfSha512(reporter, reference, target, foundIn);
    return {
      status: 'signed',
      signature: resultOf({
        digest: manifest.descriptor.digest,
        subject: target.digest,
        made: true,
        mediaType,
        chain,
        foundIn,
        signatureRepository,
        until,
        timestamp,
      }),
    };
  }

  /** Makes a signature, or chooses the one of `found` with the same chain. */
  async #make(target: Descriptor, found: readonly ExistingSignature[], signal: AbortSignal): Promise<Step> {
    const { clock, metadata, expiresAfter, reference, reporter } = this.#request;
    // Here the answer of the key service is needed for the first time.
    const [first] = found;
    if (!first) reporter.progress({ type: 'phase', phase: 'sign', subject: reference });
    const signer = await this.#request.signer;
    this.#warnOf(signer.chain);
    let same = signer.chain && byChain(found, signer.chain);
    if (same) return { kind: 'existing', existing: same };
    if (first) reporter.progress({ type: 'phase', phase: 'sign', subject: reference });
    signal.throwIfAborted();
    // Before the key is used: what it signs must find its place.
    await this.#store.refuseUnlistable(target, [], this.#query, signal);
    const request = {
      target,
      metadata,
      signingTime: new Date(Math.floor(clock.now().getTime() / 1000) * 1000),
      ...(expiresAfter === undefined ? {} : { expiresAfter }),
    };
    // No signature under the chain exists, so one will be put: its upload is opened while others sign and stamp.
    if (signer.chain && signer.isRemote && canOpenUploads(this.#store)) this.#store.openUpload(signal);
    const isNeedless = (chain: Chain): boolean => {
      same = byChain(found, chain);
      return same !== undefined;
    };
    const made = await abortable(this.#request.envelopes.get(signer, request, isNeedless), signal);
    this.#warnOf(signer.chain);
    return made ? { kind: 'made', made } : { kind: 'existing', existing: same! };
  }

  /** Warns once, as soon as the chain is known, of what a verifier may refuse about it. */
  #warnOf(chain: Chain | undefined): void {
    if (!chain || this.#hasWarned) return;
    this.#hasWarned = true;
    for (const warning of chainWarnings(chain)) this.#request.reporter.warning(warning);
  }

  /** Puts the blobs of a signature, then its manifest. */
  async #push(target: Descriptor, made: SignedEnvelope, signal: AbortSignal): Promise<Pushed> {
    const { reference, reporter } = this.#request;
    const { bytes, annotations, opened } = made;
    const { mediaType, chain, signingTime } = opened;
    const envelope = { mediaType, digest: digestOf(bytes), size: bytes.length };
    const manifest = buildSignatureManifest({ subject: target, envelope, chain, signingTime, annotations });

    await this.#store.refuseUnlistable(target, [manifest], this.#query, signal);
    reporter.progress({ type: 'phase', phase: 'attach', subject: reference });
    await taskGroup(signal, [
      (joined) => this.#store.putBlob(envelope, (offset) => bytesStream(bytes, offset), joined),
      (joined) => abortable(this.#config.put(), joined),
    ]);
    await this.#taken(target, manifest, signal, () =>
      putSignature(this.#store, manifest, { descriptor: envelope, bytes }, signal),
    );
    const { timestamp } = made;
    return { manifest, mediaType, chain, until: endOf(opened, timestamp !== undefined), timestamp };
  }

  /** What `write` comes to; a refusal by a repository that lacks the image is told as such. */
  async #taken<T>(
    subject: Descriptor,
    manifest: ManifestContent,
    signal: AbortSignal,
    write: () => Promise<T>,
  ): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (!this.#request.signatures) throw error;
      throw await refusedSignature(this.#store, { subject, manifest }, error, signal);
    }
  }

  /** The signatures that make a new one needless: those under the chain of the signer, or all while that is unknown. */
  async #existing(target: Descriptor, signal: AbortSignal): Promise<ExistingSignature[]> {
    const { signer, ifSigned, metadata, expiresAfter, clock } = this.#request;
    if (ifSigned === 'add') return [];
    // This is called only when there is a signature, so that otherwise the list does not wait for the key service.
    const chain = async (): Promise<Chain | undefined> => (await signer).chain;
    const mediaType = async (): Promise<string> => (await signer).mediaType;
    const wanted = {
      chain,
      mediaType,
      metadata,
      withExpiry: expiresAfter !== undefined,
      timestamper: async () => (await signer).timestamper,
      now: clock.now(),
      alsoUnreached: ifSigned === 'fail',
    };
    const { envelopeBudget, signatures, store, view } = this.#request;
    const found: ExistingSignature[] = [];
    // A signature beside the image is none in the repository for signatures, where others will look for it.
    const places =
      signatures && ifSigned === 'fail' ? [this.#store, view(store, this.#query)] : [this.#store];
    for (const place of places) {
      const source = { store: place, envelopeBudget };
      for await (const one of existingSignatures(source, target, wanted, signal)) {
        found.push(one);
        if ((await chain()) !== undefined) return found;
      }
    }
    return found;
  }

  /** The result when the store already has a signature under the chain of the signer. */
  #needless(
    target: Descriptor,
    { entry, envelope, validUntil, timestamp }: ExistingSignature,
  ): SignatureResult {
    const { digest } = entry.descriptor;
    if (this.#request.ifSigned === 'fail') {
      throw new SealiftError(
        'signature_exists',
        `${target.digest} is signed with this certificate already (${digest})`,
      );
    }
    const { mediaType, chain } = envelope;
    const { foundIn } = entry;
    const signatureRepository = entry.elsewhere ?? this.#repository;
    const existing = { digest, subject: target.digest, made: false, mediaType, chain, foundIn };
    return resultOf({ ...existing, signatureRepository, until: validUntil, timestamp });
  }
}
