import pLimit from 'p-limit';
import { SealiftError } from '../errors.ts';
import { chainWarnings } from '../notation/chain-warnings.ts';
import { JWS_MEDIA_TYPE } from '../notation/envelope/media-types.ts';
import { buildSignatureManifest, NOTARY_ARTIFACT_TYPE } from '../notation/signature-manifest.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { type Digest, digestOf } from '../oci/digest.ts';
import { early } from '../oci/early.ts';
import {
  canOpenUploads,
  type FoundIn,
  hasIndexCapacity,
  type ManifestContent,
  type OpenedUpload,
} from '../oci/ports.ts';
import { type RememberedStore, rememberReading } from '../oci/remember-reading.ts';
import { together } from '../oci/together.ts';
import { unlessAborted } from '../oci/unless-aborted.ts';
import type { Certificate } from '../pki/certificate.ts';
import { validUntil } from '../pki/chain.ts';
import { nameText } from '../pki/name.ts';
import { bytesStream } from './bytes-stream.ts';
import { type ExistingSignature, existingSignatures } from './existing-signature.ts';
import type { SignatureResult } from './results.ts';
import { type SignedEnvelope, sharedEnvelope } from './shared-envelope.ts';
import type { SignRequest } from './sign-request.ts';
import { type SignatureConfig, signatureConfig } from './signature-config.ts';
import { earliest } from './signature-result.ts';

export interface SignedManifest {
  readonly status: 'signed' | 'skipped';
  readonly signature: SignatureResult;
}

type Chain = readonly Certificate[];

/** A signature that is in the store and not yet confirmed to be listed. */
interface Pushed {
  readonly manifest: ManifestContent;
  readonly chain: Chain;
  readonly until: Date | undefined;
}

const byLeaf = (found: readonly ExistingSignature[], chain: Chain) =>
  found.find(({ envelope }) => envelope.chain[0]?.thumbprint === chain[0]?.thumbprint);

/** Signs the manifests of one image in one store. */
export class ImageSigner {
  readonly #request: SignRequest;
  readonly #limit: ReturnType<typeof pLimit>;
  /** Of all images: what is signed for one may be pushed for another. */
  readonly #runSignal: AbortSignal;
  /** What is attached already; read ahead where the digest is known. */
  readonly #reading: RememberedStore;
  readonly #config: SignatureConfig;
  #upload: OpenedUpload | undefined;
  #hasEnded = false;
  #hasWarned = false;

  constructor(request: SignRequest, runSignal: AbortSignal) {
    this.#request = request;
    this.#runSignal = runSignal;
    this.#limit = pLimit(request.concurrency);
    this.#config = signatureConfig(request.store, runSignal);
    const sources = request.ifSigned === 'fail' ? 'all' : 'preferred';
    const all = hasIndexCapacity(request.store) && request.ifSigned === 'add';
    this.#reading = rememberReading(request.store, {
      sources,
      ...(all ? {} : { artifactType: NOTARY_ARTIFACT_TYPE }),
    });
  }

  /**
   * Asks at once for what signing one manifest will need, while it is still being asked whether that is there. Nothing is
   * begun for a key of which it is not known that it can be used.
   */
  ahead(digest: Digest, signal: AbortSignal): void {
    const { store, signer } = this.#request;
    this.#reading.ahead({ digest }, signal);
    if (!canOpenUploads(store)) return;
    this.#config.ahead();
    const open = (): void => {
      if (!this.#hasEnded) this.#upload = store.openUpload(signal);
    };
    if (signer instanceof Promise) void early(signer.then(open));
    else open();
  }

  /** Ends what was begun and is not needed. */
  async end(signal: AbortSignal): Promise<void> {
    this.#hasEnded = true;
    await this.#upload?.drop(signal);
  }

  async sign(target: Descriptor, signal: AbortSignal): Promise<SignedManifest> {
    const { store, reporter, reference } = this.#request;
    const done = await this.#limit(async () => {
      signal.throwIfAborted();
      const made = await this.#make(target, await this.#existing(target, signal), signal);
      return 'entry' in made ? this.#needless(target, made) : this.#push(target, made, signal);
    });
    if ('status' in done) return { status: 'skipped', signature: done };
    const { manifest, chain, until } = done;
    signal.throwIfAborted();
    reporter.progress({ type: 'phase', phase: 'confirm', subject: reference });
    // Outside of the limit: the waits for a referrers tag overlap, however many manifests there are.
    const foundIn = await store.linkReferrers(target, [manifest], signal);
    return { status: 'signed', signature: this.#result(manifest.descriptor.digest, chain, foundIn, until) };
  }

  /** Makes a signature, or resolves to the one of `found` that is by the same leaf. */
  async #make(
    target: Descriptor,
    found: readonly ExistingSignature[],
    signal: AbortSignal,
  ): Promise<SignedEnvelope | ExistingSignature> {
    const { clock, metadata, expiresAfter, reference, reporter } = this.#request;
    // A key that is still being asked delays nothing before this.
    const [first] = found;
    if (!first) reporter.progress({ type: 'phase', phase: 'sign', subject: reference });
    const signer = await this.#request.signer;
    this.#warnOf(signer.chain);
    let same = signer.chain && byLeaf(found, signer.chain);
    if (same) return same;
    if (first) reporter.progress({ type: 'phase', phase: 'sign', subject: reference });
    signal.throwIfAborted();
    const wish = { target, metadata, expiresAfter, now: clock.now() };
    const isNeedless = (chain: Chain): boolean => {
      same = byLeaf(found, chain);
      return same !== undefined;
    };
    const made = await unlessAborted(sharedEnvelope(signer, wish, isNeedless, this.#runSignal), signal);
    this.#warnOf(signer.chain);
    return made ?? same!;
  }

  /** Says once, as soon as the chain is known, what verifying may refuse of it. */
  #warnOf(chain: Chain | undefined): void {
    if (!chain || this.#hasWarned) return;
    this.#hasWarned = true;
    for (const warning of chainWarnings(chain)) this.#request.reporter.warning(warning);
  }

  /** Puts a signature, its manifest last. */
  async #push(target: Descriptor, made: SignedEnvelope, signal: AbortSignal): Promise<Pushed> {
    const { store, reference, reporter } = this.#request;
    const { bytes, annotations, chain, signingTime, expiry } = made;
    const envelope = { mediaType: JWS_MEDIA_TYPE, digest: digestOf(bytes), size: bytes.length };
    const manifest = buildSignatureManifest({ subject: target, envelope, chain, signingTime, annotations });

    if (hasIndexCapacity(store)) store.refuseFullIndex(target, [manifest]);
    reporter.progress({ type: 'phase', phase: 'attach', subject: reference });
    await together(signal, [
      (joined) => store.putBlob(envelope, (offset) => bytesStream(bytes, offset), joined),
      (joined) => unlessAborted(this.#config.put(), joined),
    ]);
    await store.putManifest(manifest, signal);
    return { manifest, chain, until: earliest(expiry, validUntil(chain)) };
  }

  /**
   * Signatures that make another one needless: by our leaf, or all of them while that is not known. Reading the list also
   * tells the store how to write it.
   */
  async #existing(target: Descriptor, signal: AbortSignal): Promise<ExistingSignature[]> {
    const { store, signer, ifSigned, metadata, expiresAfter, clock } = this.#request;
    if (ifSigned === 'add') {
      // Nothing to look for, but a full index has to be refused before anything is pushed.
      if (hasIndexCapacity(store))
        await drain(this.#reading.referrers(target, { sources: 'preferred' }, signal));
      return [];
    }
    // Waited for only where a signature is there.
    const leaf = async (): Promise<string | undefined> => (await signer).chain?.[0]?.thumbprint;
    const wanted = { leaf, metadata, withExpiry: expiresAfter !== undefined, now: clock.now() };
    const found: ExistingSignature[] = [];
    for await (const one of existingSignatures(this.#reading, target, wanted, signal)) {
      found.push(one);
      if ((await leaf()) !== undefined) break;
    }
    return found;
  }

  /** The result where the signature by our leaf was there before. */
  #needless(target: Descriptor, { entry, envelope, validUntil }: ExistingSignature): SignatureResult {
    const { digest } = entry.descriptor;
    if (this.#request.ifSigned === 'fail') {
      throw new SealiftError(
        'signature_exists',
        `${target.digest} is signed with this certificate already (${digest})`,
      );
    }
    return this.#result(digest, envelope.chain, entry.foundIn, validUntil);
  }

  #result(digest: string, chain: Chain, foundIn: FoundIn, until: Date | undefined): SignatureResult {
    return {
      digest,
      mediaType: JWS_MEDIA_TYPE,
      signer: nameText(chain[0]!.subject),
      foundIn,
      validUntil: until?.toISOString() ?? null,
      status: 'passed',
      checks: [],
    };
  }
}

async function drain(list: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of list) {
    // Read to its end.
  }
}
