import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Descriptor, plainDescriptor } from '../../src/oci/descriptor.ts';
import { type Digest, digestOf } from '../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import type { ManifestContent, TargetStore } from '../../src/oci/ports.ts';

/** An artifact in memory: everything needed to put it into a store. */
export interface Built {
  readonly manifest: ManifestContent;
  readonly blobs: readonly { readonly descriptor: Descriptor; readonly bytes: Uint8Array }[];
  readonly children: readonly Built[];
}

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

export function content(mediaType: string, bytes: Uint8Array): ManifestContent {
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes };
}

function blob(mediaType: string, bytes: Uint8Array) {
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes };
}

/** Bytes that look random and are the same for the same seed. */
export function noise(seed: string, length: number): Uint8Array {
  const bytes = Buffer.alloc(length);
  for (let at = 0, block = 0; at < length; block += 1) {
    at += createHash('sha256').update(`${seed} ${block}`).digest().copy(bytes, at);
  }
  return bytes;
}

export interface ImageOptions {
  readonly seed?: string;
  readonly layers?: number;
  readonly layerSize?: number;
  readonly docker?: boolean;
  /** The seed of all layers but the last, which images of one base share. */
  readonly base?: string;
}

/** An image with a config and layers of its own. */
export function image({
  seed = 'image',
  layers = 2,
  layerSize = 64,
  docker = false,
  base = seed,
}: ImageOptions = {}): Built {
  const config = blob(
    docker ? 'application/vnd.docker.container.image.v1+json' : 'application/vnd.oci.image.config.v1+json',
    encode({ architecture: 'amd64', os: 'linux', seed }),
  );
  const layerType = docker
    ? 'application/vnd.docker.image.rootfs.diff.tar.gzip'
    : 'application/vnd.oci.image.layer.v1.tar';
  const layerBlobs = Array.from({ length: layers }, (_, at) =>
    blob(layerType, noise(`${at === layers - 1 ? seed : base}/${at}`, layerSize)),
  );
  const mediaType = docker ? MEDIA_TYPES.dockerImage : MEDIA_TYPES.ociImage;
  const body = {
    schemaVersion: 2,
    mediaType,
    config: config.descriptor,
    layers: layerBlobs.map(({ descriptor }) => descriptor),
  };
  return { manifest: content(mediaType, encode(body)), blobs: [config, ...layerBlobs], children: [] };
}

const PLATFORMS = ['amd64', 'arm64', 'riscv64'];

/** An index over images. */
export function index(children: readonly Built[]): Built {
  const manifests = children.map(({ manifest }, at) => ({
    ...manifest.descriptor,
    platform: { architecture: PLATFORMS[at] ?? 'unknown', os: 'linux' },
  }));
  const body = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests };
  return { manifest: content(MEDIA_TYPES.ociIndex, encode(body)), blobs: [], children };
}

/** Something attached to `subject`. */
export function attached(
  subject: Descriptor,
  artifactType = 'application/vnd.example.sbom',
  text = 'sbom',
): Built {
  const config = blob(MEDIA_TYPES.ociEmpty, encode({}));
  const layer = blob('text/plain', new TextEncoder().encode(text));
  const body = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociImage,
    artifactType,
    config: config.descriptor,
    layers: [layer.descriptor],
    subject: plainDescriptor(subject),
  };
  return { manifest: content(MEDIA_TYPES.ociImage, encode(body)), blobs: [config, layer], children: [] };
}

const never = new AbortController().signal;

/** Puts an artifact into a store, children first, and tags it if asked. */
export async function push(store: TargetStore, built: Built, tag?: string): Promise<Descriptor> {
  for (const child of built.children) await push(store, child);
  for (const { descriptor, bytes } of built.blobs) {
    await store.putBlob(descriptor, async (offset) => Readable.from([bytes.subarray(offset)]), never);
  }
  await store.putManifest(built.manifest, never);
  if (tag !== undefined) await store.tag(built.manifest, tag, never);
  return built.manifest.descriptor;
}

/** Puts something attached and has the store list it. */
export async function attach(store: TargetStore, subject: Descriptor, built: Built): Promise<Descriptor> {
  await push(store, built);
  await store.linkReferrers(subject, [built.manifest], never);
  return built.manifest.descriptor;
}

/** Every digest of an artifact, blobs included. */
export function digestsOf(built: Built): Digest[] {
  return [
    built.manifest.descriptor.digest,
    ...built.blobs.map(({ descriptor }) => descriptor.digest),
    ...built.children.flatMap(digestsOf),
  ];
}
