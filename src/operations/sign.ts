import pLimit from 'p-limit';
import { SealiftError } from '../errors.ts';
import { JWS_MEDIA_TYPE } from '../notation/envelope/media-types.ts';
import { checkMetadata } from '../notation/envelope/payload.ts';
import { buildSignatureManifest, EMPTY_CONFIG, EMPTY_CONFIG_BYTES } from '../notation/signature-manifest.ts';
import { type Descriptor, plainDescriptor, platformName } from '../oci/descriptor.ts';
import { digestOf } from '../oci/digest.ts';
import { readGraph } from '../oci/graph.ts';
import { manifestKind } from '../oci/media-types.ts';
import {
  type FoundIn,
  hasIndexCapacity,
  type ManifestContent,
  type ManifestName,
  type TargetStore,
} from '../oci/ports.ts';
import { together } from '../oci/together.ts';
import { validUntil } from '../pki/chain.ts';
import { nameText } from '../pki/name.ts';
import { bytesStream } from './bytes-stream.ts';
import { findExisting } from './existing-signature.ts';
import type { Tools } from './ports.ts';
import { type PreparedSigner, signDescriptor } from './prepare-signer.ts';
import { resolveArtifact } from './resolve.ts';
import type { ImageResult, SignatureResult } from './results.ts';
import { settle } from './settle.ts';
import { earliest } from './signature-result.ts';

export interface SignRequest extends Tools {
  /** As the user wrote it. */
  readonly reference: string;
  readonly name: ManifestName;
  readonly store: TargetStore;
  readonly signer: PreparedSigner;
  /** Milliseconds from the signing time; no expiry when absent. */
  readonly expiresAfter?: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** Sign the index and every child, each for itself. */
  readonly recursive: boolean;
  readonly ifSigned: 'skip' | 'add' | 'fail';
}

interface SignedManifest {
  readonly status: 'signed' | 'skipped';
  readonly signature: SignatureResult;
}

const DAY = 24 * 60 * 60 * 1000;
/** A chain that ends within this many days is worth a warning while there is no timestamp. */
const SHORT_LIFE = 400 * DAY;

/** Signs the manifests of one image in one store. */
class ImageSigner {
  readonly #request: SignRequest;
  /** The config blob is the same for every signature: it is put once. */
  #config: Promise<void> | undefined;

  constructor(request: SignRequest) {
    this.#request = request;
  }

  async sign(target: Descriptor, signal: AbortSignal): Promise<SignedManifest> {
    const { store, signer, clock, metadata, expiresAfter, reference, reporter } = this.#request;
    const existing = await this.#existing(target, signal);
    if (existing) return { status: 'skipped', signature: existing };

    reporter.progress({ type: 'phase', phase: 'sign', subject: reference });
    const signingTime = new Date(Math.floor(clock.now().getTime() / 1000) * 1000);
    const expiry = expiresAfter === undefined ? undefined : new Date(signingTime.getTime() + expiresAfter);
    const order = { target, metadata, signingTime, ...(expiry === undefined ? {} : { expiry }) };
    const { bytes } = await signDescriptor(signer, order, signal);
    const envelope = { mediaType: JWS_MEDIA_TYPE, digest: digestOf(bytes), size: bytes.length };
    const manifest = buildSignatureManifest({ subject: target, envelope, chain: signer.chain, signingTime });

    if (hasIndexCapacity(store)) store.refuseFullIndex(target, [manifest]);
    reporter.progress({ type: 'phase', phase: 'attach', subject: reference });
    const foundIn = await this.#attach(target, envelope, bytes, manifest, signal);
    const until = earliest(expiry, validUntil(signer.chain));
    return { status: 'signed', signature: this.#result(manifest.descriptor.digest, foundIn, until) };
  }

  async #attach(
    target: Descriptor,
    envelope: Descriptor,
    bytes: Uint8Array,
    manifest: ManifestContent,
    signal: AbortSignal,
  ): Promise<FoundIn> {
    const { store, reporter, reference } = this.#request;
    await together(signal, [
      (joined) => store.putBlob(envelope, (offset) => bytesStream(bytes, offset), joined),
      (joined) => this.#putConfig(joined),
    ]);
    await store.putManifest(manifest, signal);
    reporter.progress({ type: 'phase', phase: 'confirm', subject: reference });
    return store.linkReferrers(target, [manifest], signal);
  }

  #putConfig(signal: AbortSignal): Promise<void> {
    const { store } = this.#request;
    this.#config ??= (async () => {
      if (await store.has(EMPTY_CONFIG, signal)) return;
      await store.putBlob(EMPTY_CONFIG, (offset) => bytesStream(EMPTY_CONFIG_BYTES, offset), signal);
    })();
    return this.#config;
  }

  /** A signature that makes another one needless; reading the list also tells the store how to write it. */
  async #existing(target: Descriptor, signal: AbortSignal): Promise<SignatureResult | undefined> {
    const { store, signer, ifSigned, metadata, expiresAfter, clock } = this.#request;
    if (ifSigned === 'add') {
      // Nothing to look for, but a full index has to be refused before anything is pushed.
      if (hasIndexCapacity(store)) await drain(store.referrers(target, { sources: 'preferred' }, signal));
      return undefined;
    }
    const wanted = { signer, metadata, withExpiry: expiresAfter !== undefined, now: clock.now() };
    const sources = ifSigned === 'fail' ? 'all' : 'preferred';
    const found = await findExisting(store, target, wanted, sources, signal);
    if (!found) return undefined;
    const { digest } = found.entry.descriptor;
    if (ifSigned === 'fail') {
      throw new SealiftError(
        'signature_exists',
        `${target.digest} is signed with this certificate already (${digest})`,
      );
    }
    return this.#result(digest, found.entry.foundIn, found.validUntil);
  }

  #result(digest: string, foundIn: FoundIn, until: Date | undefined): SignatureResult {
    const leaf = this.#request.signer.chain[0]!;
    return {
      digest,
      mediaType: JWS_MEDIA_TYPE,
      signer: nameText(leaf.subject),
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

function warnOfShortLife({ signer, clock, reporter }: SignRequest): void {
  const ends = validUntil(signer.chain);
  if (ends.getTime() - clock.now().getTime() > SHORT_LIFE) return;
  reporter.warning(
    `the signature stops verifying on ${ends.toISOString().slice(0, 10)}, when the certificate of its signer ends; it has no timestamp`,
  );
}

interface Target {
  readonly descriptor: Descriptor;
  /** Of a child of an index. */
  readonly platform: string | undefined;
}

/** What is to be signed: the manifest alone, or the index and every child, the root first. */
async function targetsOf(
  { store, recursive, concurrency, reference, reporter }: SignRequest,
  root: Descriptor,
  signal: AbortSignal,
): Promise<Target[]> {
  if (recursive) {
    const graph = await readGraph(store, root, { concurrency }, signal);
    const children = graph.nodes.flatMap(({ manifest }) => manifest.manifests);
    const platforms = new Map(children.map((child) => [child.digest, platformName(child)]));
    return graph.nodes.toReversed().map(({ content }) => {
      const descriptor = plainDescriptor(content.descriptor);
      return { descriptor, platform: platforms.get(descriptor.digest) };
    });
  }
  if (manifestKind(root.mediaType) === 'index') {
    reporter.warning(
      `${reference} is an index; it alone is signed, not its platforms (sign them too with --recursive)`,
    );
  }
  return [{ descriptor: root, platform: undefined }];
}

/**
 * Signs one image: the manifest that the reference names now, or the index and every child. A signature by the same leaf
 * that still holds is not made twice, unless asked.
 */
export function signImage(request: SignRequest, signal: AbortSignal): Promise<ImageResult> {
  const { reference, store, name, reporter, concurrency } = request;
  return settle(reference, signal, async (draft) => {
    checkMetadata(request.metadata);
    reporter.progress({ type: 'phase', phase: 'resolve', subject: reference });
    const root = await resolveArtifact(store, name, signal);
    draft.describe(root);
    if ('tag' in name) {
      reporter.warning(`${reference} is a tag, which can move; what was signed is ${root.digest}`);
    }
    const targets = await targetsOf(request, root, signal);
    const image = new ImageSigner(request);
    const limit = pLimit(concurrency);
    const done = await together(
      signal,
      targets.map(({ descriptor, platform }) => (joined: AbortSignal) => {
        return limit(async () => ({
          platform,
          digest: descriptor.digest,
          ...(await image.sign(descriptor, joined)),
        }));
      }),
    );
    const signed = done.some(({ status }) => status === 'signed');
    if (signed) warnOfShortLife(request);
    draft.update({
      status: signed ? 'signed' : 'skipped',
      signatures: done.map(({ signature }) => signature),
      platforms: done.flatMap(({ platform, digest, status }) =>
        platform === undefined ? [] : [{ platform, digest, status, error: null }],
      ),
    });
  });
}
