import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestOf } from '../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import { measured } from '../support/peak-memory.ts';

const ENTRY = join(import.meta.dirname, '..', '..', 'src', 'cli', 'entry.ts');
const PAGES = 20;
const ENTRIES = 100;
const ANNOTATION = 'y'.repeat(40_000);
const encoder = new TextEncoder();

function manifest(content: object): { bytes: Uint8Array; descriptor: object; digest: string } {
  const bytes = encoder.encode(
    JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociImage, ...content }),
  );
  const digest = digestOf(bytes);
  return { bytes, digest, descriptor: { mediaType: MEDIA_TYPES.ociImage, digest, size: bytes.length } };
}

const empty = { mediaType: MEDIA_TYPES.ociEmpty, digest: digestOf(encoder.encode('{}')), size: 2 };
const image = manifest({ config: empty, layers: [] });
const attached = Array.from({ length: PAGES * ENTRIES }, (_, number) =>
  manifest({
    artifactType: 'a/b',
    config: empty,
    layers: [],
    subject: image.descriptor,
    annotations: { number: `${number}` },
  }),
);
const manifests = new Map([image, ...attached].map(({ digest, bytes }) => [digest, bytes]));

/** One page of a list within every limit: 4 MB of annotations that are not read. */
function page(number: number): string {
  const own = attached.slice(number * ENTRIES, (number + 1) * ENTRIES);
  const entries = own.map(({ descriptor }) => ({
    ...descriptor,
    artifactType: 'a/b',
    annotations: { x: ANNOTATION },
  }));
  return JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: entries });
}

let registry: Server;
beforeAll(async () => {
  registry = createServer(({ url = '' }, outgoing) => {
    const { pathname, searchParams } = new URL(url, 'http://registry');
    const name = pathname.split('/').at(-1)!;
    if (pathname.includes('/referrers/')) {
      const number = Number(searchParams.get('page') ?? 0);
      const isOurs = name === image.digest;
      outgoing.setHeader('content-type', MEDIA_TYPES.ociIndex);
      if (isOurs && number < PAGES - 1)
        outgoing.setHeader('link', `<${pathname}?page=${number + 1}>; rel="next"`);
      outgoing.end(isOurs ? page(number) : '{"schemaVersion":2,"manifests":[]}');
      return;
    }
    const bytes = manifests.get(name);
    outgoing.setHeader('content-type', MEDIA_TYPES.ociImage);
    outgoing.writeHead(bytes ? 200 : 404).end(bytes ?? '{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => registry.once('listening', resolve));
});
afterAll(() => {
  registry.closeAllConnections();
  registry.close();
});

it.runIf(process.platform === 'linux')(
  'lists 2,000 attachments with 80 MB of annotations in under 200 MiB',
  async () => {
    const { port } = registry.address() as AddressInfo;
    const host = `127.0.0.1:${port}`;
    const args = ['list', `${host}/app@${image.digest}`, '--http-host', host, '--output', 'json'];
    const done = await measured(ENTRY, args);
    const [result] = JSON.parse(done.stdout).images;
    expect(result.attachments).toHaveLength(PAGES * ENTRIES);
    expect(done.peak).toBeLessThan(200);
  },
);
