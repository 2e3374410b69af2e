import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Digest, digestOf } from '../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';

/** Entries on one page of a list, which stays under the limit of a list. */
const PAGE = 5000;

const empty = { mediaType: MEDIA_TYPES.ociEmpty, digest: digestOf(Buffer.from('{}')), size: 2 };

function manifest(content: object): Buffer {
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociImage,
      config: empty,
      layers: [],
      ...content,
    }),
  );
}

function describe(bytes: Buffer) {
  return { mediaType: MEDIA_TYPES.ociImage, digest: digestOf(bytes), size: bytes.length };
}

export interface CrowdedSource {
  readonly host: string;
  close(): Promise<void>;
}

/**
 * A registry whose repository `source` has `images` tags, each at an image with `attachments` artifacts attached to it, of which each
 * has `padding` bytes more than it needs. Every other repository is empty, and has the Referrers API too. The manifests are made when they are asked for.
 */
export async function crowdedSource(
  images: number,
  attachments: number,
  padding: number,
): Promise<CrowdedSource> {
  const filling = 'y'.repeat(padding);
  const rootBytes = (image: number): Buffer => manifest({ annotations: { image: `${image}` } });
  const roots = Array.from({ length: images }, (_, image) => describe(rootBytes(image)));
  const attachedBytes = (image: number, number: number): Buffer =>
    manifest({ artifactType: 'a/b', subject: roots[image], annotations: { number: `${number}`, filling } });
  const made = new Map<string, () => Buffer>();
  const lists = new Map<Digest, readonly string[]>();
  for (const [image, root] of roots.entries()) {
    made.set(root.digest, () => rootBytes(image)).set(`t${image}`, () => rootBytes(image));
    const entries = Array.from({ length: attachments }, (_, number) => {
      const entry = describe(attachedBytes(image, number));
      made.set(entry.digest, () => attachedBytes(image, number));
      return JSON.stringify({ ...entry, artifactType: 'a/b' });
    });
    lists.set(root.digest, entries);
  }
  const server = createServer((incoming, outgoing) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://registry');
    const [, , repository, kind, name = ''] = pathname.split('/');
    const end = (type: string, body: Buffer | string): void => {
      outgoing.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
      outgoing.end(incoming.method === 'HEAD' ? undefined : body);
    };
    if (kind === 'referrers' && repository !== 'source')
      return end(
        MEDIA_TYPES.ociIndex,
        JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [] }),
      );
    if (repository !== 'source') {
      const body = '{"errors":[{"code":"NAME_UNKNOWN"}]}';
      return void outgoing.writeHead(404).end(incoming.method === 'HEAD' ? undefined : body);
    }
    if (kind === 'tags')
      return end('application/json', JSON.stringify({ tags: roots.map((_, at) => `t${at}`) }));
    if (kind === 'blobs') return end('application/octet-stream', '{}');
    if (kind === 'referrers') {
      const page = Number(searchParams.get('page') ?? 0);
      const all = lists.get(name as Digest) ?? [];
      if ((page + 1) * PAGE < all.length)
        outgoing.setHeader('link', `<${pathname}?page=${page + 1}>; rel="next"`);
      const own = all.slice(page * PAGE, (page + 1) * PAGE).join(',');
      return end(
        MEDIA_TYPES.ociIndex,
        `{"schemaVersion":2,"mediaType":"${MEDIA_TYPES.ociIndex}","manifests":[${own}]}`,
      );
    }
    const bytes = made.get(name)?.();
    if (bytes) return end(MEDIA_TYPES.ociImage, bytes);
    outgoing.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
