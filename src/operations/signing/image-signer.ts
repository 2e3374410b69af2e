import pLimit from 'p-limit';
import { abortable } from '../../async/abortable.ts';
import { taskGroup } from '../../async/task-group.ts';
import { NOTARY_ARTIFACT_TYPE } from '../../oci/artifact-type.ts';
import type { CachedTarget } from '../../oci/cache/cached-target.ts';
import type { Descriptor } from '../../oci/descriptor.ts';
import type { Digest } from '../../oci/digest.ts';
import {
  canOpenUploads,
  hasReferrersTags,
  type ManifestContent,
  type ReferrerQuery,
} from '../../oci/ports.ts';
import type { Certificate } from '../../pki/certificate.ts';
import type { SignatureResult } from '../results.ts';
import { refusedSignature } from '../signature-repository/refused.ts';
import { warnOfSha512 } from '../warn-of-sha512.ts';
import { bytesStream } from './bytes-stream.ts';
import type { EmptyConfig } from './empty-configs.ts';
import type { EnvelopeMaker, SignedEnvelope } from './envelope-maker.ts';
import { type ExistingSignature, endOf } from './existing-signature.ts';
import { ownSignatureResult } from './own-signature-result.ts';
import { putSignature } from './put-signature.ts';
import type { SignRequest } from './sign-request.ts';
import { signatureManifestOf } from './signature-manifest-of.ts';
import { SignatureSteps } from './signature-steps.ts';
import type { StampEvidence } from './timestamper.ts';

export interface SignedManifest {
  readonly status: 'signed' | 'skipped';
  readonly signature: SignatureResult;
}

/** A signature that the store has, before a reading has confirmed that it is listed. */
interface Pushed {
  readonly manifest: ManifestContent;
  /** Media type of the envelope. */
  readonly mediaType: string;
  readonly chain: readonly Certificate[];
  readonly until: Date | undefined;
  readonly timestamp: StampEvidence | undefined;
}

/** Signs the manifests of one image in one store. */
export class ImageSigner {
  readonly #request: SignRequest;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #store: CachedTarget;
  /** The query by which lists of referrers are read. */
  readonly #query: ReferrerQuery;
  readonly #config: EmptyConfig;
  readonly #steps: SignatureSteps;

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
    this.#steps = new SignatureSteps(request);
  }

  /** Asks for the list and the config that signing a manifest needs, while the manifest itself is still being asked for. */
  prefetch(digest: Digest): void {
    this.#store.prefetch({ digest }, this.#query);
    this.#config.prefetch();
  }

  async sign(target: Descriptor, signal: AbortSignal): Promise<SignedManifest> {
    const { reporter, reference } = this.#request;
    const done = await this.#limit(async () => {
      signal.throwIfAborted();
      const found = await this.#existing(target, signal);
      const beforeKey = (signer: EnvelopeMaker) => this.#beforeKey(target, signer, signal);
      const step = await this.#steps.next(target, found, beforeKey, signal);
      return step.kind === 'existing'
        ? { kind: 'skipped' as const, signature: await this.#needless(target, step.existing) }
        : { kind: 'pushed' as const, pushed: await this.#push(target, step.made, signal) };
    });
    if (done.kind === 'skipped') {
      warnOfSha512(reporter, reference, target, done.signature.foundIn);
      return { status: 'skipped', signature: done.signature };
    }
    const { manifest, mediaType, chain, until, timestamp } = done.pushed;
    signal.throwIfAborted();
    reporter.progress({ type: 'phase', phase: 'confirm', subject: reference });
    // This runs outside the limit, so that the waits of docs/architecture.md, "The referrers tag", overlap for all manifests.
    const foundIn = await this.#taken(target, manifest, signal, () =>
      this.#store.linkReferrers(target, [manifest], signal),
    );
    warnOfSha512(reporter, reference, target, foundIn);
    return {
      status: 'signed',
      signature: ownSignatureResult({
        digest: manifest.descriptor.digest,
        subject: target.digest,
        made: true,
        mediaType,
        chain,
        foundIn,
        signatureRepository: this.#repository,
        until,
        timestamp,
      }),
    };
  }

  /** The repository that has the signatures, where that is not the image's own. */
  get #repository(): string | undefined {
    return this.#request.signatures?.name;
  }

  /** The signatures that make a new one needless. One beside the image is none in the repository where others will look for it. */
  async #existing(target: Descriptor, signal: AbortSignal): Promise<ExistingSignature[]> {
    const { signatures, ifSigned, store, view } = this.#request;
    const found = await this.#steps.existing({ store: this.#store }, target, signal);
    if (!signatures || ifSigned !== 'fail' || found.length > 0) return found;
    return this.#steps.existing({ store: view(store, this.#query) }, target, signal);
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

  /** What a new signature needs of the store, before the key is used. */
  async #beforeKey(target: Descriptor, signer: EnvelopeMaker, signal: AbortSignal): Promise<void> {
    await this.#store.refuseUnlistable(target, [], this.#query, signal);
    // No signature under the chain exists, so one will be put: its upload is opened while others sign and stamp.
    if (signer.chain && signer.isRemote && canOpenUploads(this.#store)) this.#store.openUpload(signal);
  }

  /** Puts the blobs of a signature, then its manifest. */
  async #push(target: Descriptor, made: SignedEnvelope, signal: AbortSignal): Promise<Pushed> {
    const { reference, reporter } = this.#request;
    const { bytes, opened, timestamp } = made;
    const { mediaType, chain } = opened;
    const { manifest, envelope } = signatureManifestOf(target, made);
    await this.#store.refuseUnlistable(target, [manifest], this.#query, signal);
    reporter.progress({ type: 'phase', phase: 'attach', subject: reference });
    await taskGroup(signal, [
      (joined) => this.#store.putBlob(envelope, (offset) => bytesStream(bytes, offset), joined),
      (joined) => abortable(this.#config.put(), joined),
    ]);
    await this.#taken(target, manifest, signal, () =>
      putSignature(this.#store, manifest, { descriptor: envelope, bytes }, signal),
    );
    return { manifest, mediaType, chain, until: endOf(opened, timestamp !== undefined), timestamp };
  }

  /** The result when the store already has a signature under the chain of the signer. */
  async #needless(
    target: Descriptor,
    { entry, envelope, validUntil, timestamp }: ExistingSignature,
  ): Promise<SignatureResult> {
    const { digest } = entry.descriptor;
    await this.#steps.refuseExisting(target, digest);
    const { mediaType, chain } = envelope;
    const { foundIn } = entry;
    const signatureRepository = this.#repository;
    const existing = { digest, subject: target.digest, made: false, mediaType, chain, foundIn };
    return ownSignatureResult({ ...existing, signatureRepository, until: validUntil, timestamp });
  }
}
