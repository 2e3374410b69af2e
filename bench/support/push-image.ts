import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const BLOCK = 1024 * 1024;

export interface Blob {
  readonly digest: string;
  readonly size: number;
  open(): Readable;
}

const sha256 = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export function bytesBlob(bytes: Uint8Array): Blob {
  return { digest: sha256(bytes), size: bytes.length, open: () => Readable.from([bytes]) };
}

/** A blob of zeros that is never held as a whole, on either side: for layers larger than memory. */
async function sparseBlob(size: number): Promise<Blob> {
  const block = Buffer.alloc(BLOCK);
  const open = (): Readable =>
    Readable.from(
      (function* () {
        for (let left = size; left > 0; left -= BLOCK) yield left < BLOCK ? block.subarray(0, left) : block;
      })(),
    );
  const hash = createHash('sha256');
  await pipeline(open(), hash);
  return { digest: `sha256:${hash.digest('hex')}`, size, open };
}

async function send(
  method: string,
  url: URL,
  headers: Readonly<Record<string, string | number>>,
  body: Readable = Readable.from([]),
): Promise<Readonly<Record<string, unknown>>> {
  const sent = request(url, { method, headers });
  const [[answer]] = await Promise.all([once(sent, 'response'), pipeline(body, sent)]);
  answer.resume();
  if (answer.statusCode >= 300) throw new Error(`${method} ${url} answered ${answer.statusCode}`);
  return answer.headers;
}

export async function putBlob(repository: URL, { digest, size, open }: Blob): Promise<void> {
  const { location } = await send('POST', new URL('blobs/uploads/', repository), { 'content-length': 0 });
  const url = new URL(String(location), repository);
  url.searchParams.set('digest', digest);
  await send('PUT', url, { 'content-length': size, 'content-type': 'application/octet-stream' }, open());
}

const described = ({ digest, size }: Blob, mediaType: string) => ({ mediaType, digest, size });

/** An image manifest of blobs that the repository has. Resolves to its digest, under which it is put where `tag` is absent. */
export async function putImage(
  repository: URL,
  { config, layers, annotations = {} }: ImageContent,
  tag?: string,
): Promise<string> {
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: described(config, 'application/vnd.oci.image.config.v1+json'),
      layers: layers.map((blob) => described(blob, 'application/vnd.oci.image.layer.v1.tar')),
      annotations,
    }),
  );
  const url = new URL(`manifests/${tag ?? sha256(bytes)}`, repository);
  const headers = { 'content-type': MANIFEST, 'content-length': bytes.length };
  await send('PUT', url, headers, Readable.from([bytes]));
  return sha256(bytes);
}

export interface ImageContent {
  readonly config: Blob;
  readonly layers: readonly Blob[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/** An image in a registry of which many variants, equal but for an annotation, can be made at the cost of one request. */
export interface PushedImage {
  readonly digest: string;
  /** Bytes of all blobs. */
  readonly size: number;
  /** Another image of the same blobs. Resolves to its digest. */
  variant(): Promise<string>;
}

/** Pushes an OCI image of `layers` layers of `size` bytes, which do not compress unless `sparse`, to `host`/`repository`. */
export async function pushImage(
  host: string,
  repository: string,
  layers: { readonly count: number; readonly size: number; readonly sparse?: boolean },
  tag = '1',
): Promise<PushedImage> {
  const base = new URL(`http://${host}/v2/${repository}/`);
  const config = bytesBlob(
    Buffer.from(
      JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] } }),
    ),
  );
  const blobs: Blob[] = [];
  for (let at = 0; at < layers.count; at += 1) {
    const { size, sparse } = layers;
    blobs.push(sparse ? await sparseBlob(size + at) : bytesBlob(randomBytes(size)));
  }
  for (const blob of [config, ...blobs]) await putBlob(base, blob);
  const put = (reference: string | undefined, annotations: Record<string, string>): Promise<string> =>
    putImage(base, { config, layers: blobs, annotations }, reference);
  let variants = 0;
  return {
    digest: await put(tag, {}),
    size: [config, ...blobs].reduce((sum, blob) => sum + blob.size, 0),
    variant() {
      variants += 1;
      return put(undefined, { 'org.opencontainers.image.revision': String(variants) });
    },
  };
}
