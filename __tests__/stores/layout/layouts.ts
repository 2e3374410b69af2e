import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import type { ManifestContent, ReferrerEntry, TargetStore } from '../../../src/oci/ports.ts';
import { openLayoutStore } from '../../../src/stores/layout/open.ts';

export const signal = new AbortController().signal;

export const NOTARY = 'application/vnd.cncf.notary.signature';

/** A folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sealift-layout-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Blob {
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
}

export function blob(content: string | Uint8Array, mediaType = 'application/octet-stream'): Blob {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes };
}

export function manifest(body: object, mediaType: string = MEDIA_TYPES.ociImage): ManifestContent {
  return blob(JSON.stringify(body), mediaType);
}

const CONFIG = blob('{}', 'application/vnd.oci.image.config.v1+json');

/** An image whose one layer is `text`. */
export function image(text: string, extra: object = {}): { manifest: ManifestContent; blobs: Blob[] } {
  const layer = blob(text, 'application/vnd.oci.image.layer.v1.tar');
  const body = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociImage,
    config: CONFIG.descriptor,
    layers: [layer.descriptor],
    ...extra,
  };
  return { manifest: manifest(body), blobs: [CONFIG, layer] };
}

/** The 1.3.x form of a signature manifest: the config's media type says what it is. */
export function signature(subject: Descriptor, nonce = '', extra: object = {}): ManifestContent {
  const { mediaType, digest, size } = subject;
  return manifest({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociImage,
    config: { mediaType: NOTARY, digest: CONFIG.descriptor.digest, size: 2 },
    layers: [],
    subject: { mediaType, digest, size },
    annotations: { nonce },
    ...extra,
  });
}

export async function put(
  store: TargetStore,
  { manifest: content, blobs }: ReturnType<typeof image>,
): Promise<void> {
  for (const { descriptor, bytes } of blobs) await store.putBlob(descriptor, open(bytes), signal);
  await store.putManifest(content, signal);
}

export function open(bytes: Uint8Array): (offset: number) => Promise<Readable> {
  return async (offset) => Readable.from([bytes.subarray(offset)]);
}

/** A layout that holds `text` as an image tagged `v1`. */
export async function layoutWith(
  text: string,
): Promise<{ folder: string; store: TargetStore; root: ManifestContent }> {
  const folder = join(await temporaryFolder(), 'layout');
  const store = await openLayoutStore({ path: folder, create: true });
  const made = image(text);
  await put(store, made);
  await store.tag(made.manifest, 'v1', signal);
  return { folder, store, root: made.manifest };
}

export async function readIndex(
  folder: string,
): Promise<{ manifests: Record<string, unknown>[] } & Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'));
}

export async function writeIndex(folder: string, index: object): Promise<void> {
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
}

export function blobPath(folder: string, { digest }: Descriptor): string {
  return join(folder, 'blobs', ...digest.split(':'));
}

export async function referrersOf(
  store: TargetStore,
  subject: Descriptor,
  artifactType?: string,
): Promise<ReferrerEntry[]> {
  const query = { sources: 'merged' as const, ...(artifactType === undefined ? {} : { artifactType }) };
  return Array.fromAsync(store.referrers(subject, query, signal));
}

export async function bytesOf(stream: Readable): Promise<string> {
  const chunks = await Array.fromAsync(stream);
  return Buffer.concat(chunks as Buffer[]).toString();
}
