import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, createGzip, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readBody } from '../../../src/io/http/body.ts';
import { undoGzip } from '../../../src/io/http/undo-gzip.ts';
import { readBlob } from '../../../src/oci/blob/read-blob.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { type Encoding, Front, type FrontOptions } from '../../support/front.ts';
import { attach, attached, image, noise, push } from '../../support/images.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { trap } from '../../support/trap.ts';
import { scriptedStore } from './scripted-http.ts';

const BYTES = Buffer.concat([noise('layer', 200_000), Buffer.alloc(200_000)]);
const BLOB = { mediaType: 'a/b', digest: digestOf(BYTES), size: BYTES.length };

/** A registry, and something before it that compresses what nobody asked it to. */
async function behind(options: FrontOptions, switches: Parameters<typeof FakeRegistry.start>[0] = {}) {
  const registry = await FakeRegistry.start(switches);
  const front = await new Front(registry.host, options).start();
  onTestFinished(async () => {
    await Promise.all([front.stop(), registry.stop()]);
  });
  registry.repository('team/app').blobs.set(BLOB.digest, BYTES);
  const near = registryStore(registry.host);
  return {
    registry,
    front,
    near,
    store: registryStore(front.host, 'team/app', { clock: new JumpingClock() }),
  };
}
const encoded = (as: Encoding, match: RegExp) => ({ encode: { as, match } });
const answer = (body: Readable, headers: Record<string, string> = { 'content-encoding': 'gzip' }) => ({
  status: 200,
  headers,
  url: new URL('https://registry.test/v2/team/app/blobs/x'),
  body,
});
const named = (encoding: string) => ({
  code: 'unexpected_answer',
  exitCode: 1,
  message: expect.stringContaining(`Content-Encoding ${encoding}`),
  hint: expect.stringContaining('compresses'),
});

describe('every request', () => {
  it('asks for unencoded bytes', async () => {
    const far = await trap();
    onTestFinished(() => far.stop());
    await registryStore(new URL(far.origin).host)
      .resolve({ tag: '1' }, never)
      .catch(() => {});
    expect(far.seen[0]?.headers['accept-encoding']).toBe('identity');
  });
});

describe('content whose digest and size are known', () => {
  it.each(['gzip', 'x-gzip'] as const)('is read through %s', async (as) => {
    const { near, store } = await behind(encoded(as, /^GET .*\/(blobs|manifests)\//));
    const built = image();
    const { descriptor } = built.manifest;
    await push(near, built, '1');
    expect(Buffer.compare(await readBlob(store, BLOB, BYTES.length, never), BYTES)).toBe(0);
    expect(await store.resolve({ tag: '1' }, never)).toEqual(descriptor);
    const { bytes } = await store.manifest(descriptor, never);
    expect(Buffer.compare(bytes, built.manifest.bytes)).toBe(0);
  });

  it('is read on after a break, and from an offset', async () => {
    const gz = encoded('gzip', /blobs/);
    const { store, registry } = await behind(gz, { blobCuts: { after: 250_000, times: 1 } });
    expect(Buffer.compare(await readBlob(store, BLOB, BYTES.length, never), BYTES)).toBe(0);
    registry.switches.ignoresRange = true;
    registry.switches.blobCuts = { after: 250_000, times: 1 };
    expect(Buffer.compare(await readBlob(store, BLOB, BYTES.length, never), BYTES)).toBe(0);
    expect(registry.log).toHaveLength(4);
  });

  it('is read from its start when the answer is a part of the compressed bytes', async () => {
    const gz = { 'content-encoding': 'gzip' };
    const { store, http } = scriptedStore(({ headers = {} }) =>
      headers.range === undefined
        ? { status: 200, headers: gz, body: gzipSync(BYTES) }
        : {
            status: 206,
            headers: { ...gz, 'content-range': `bytes 9-${BYTES.length - 1}/${BYTES.length}` },
            body: BYTES.subarray(9),
          },
    );
    const rest = await buffer(await store.blob(BLOB, { offset: 9 }, never));
    expect(rest.equals(BYTES.subarray(9))).toBe(true);
    expect(http.requests).toHaveLength(2);
  });

  it('is taken as it is when only its header says gzip', async () => {
    const layer = gzipSync(BYTES);
    const known = { mediaType: 'a/b', digest: digestOf(layer), size: layer.length };
    const headers = { 'content-encoding': 'gzip', 'content-length': String(layer.length) };
    const { store } = scriptedStore(() => ({ status: 200, headers, body: layer }));
    expect(Buffer.compare(await readBlob(store, known, layer.length, never), layer)).toBe(0);
  });

  it('is found whatever length a HEAD gives', async () => {
    const { store } = await behind({ encodesHead: true });
    expect(await store.has(BLOB, never)).toBe(true);
  });

  it.each(['br', 'deflate'] as const)('is not read through %s, which is named', async (as) => {
    const { near, store } = await behind(encoded(as, /blobs|manifests/));
    const subject = await push(near, image(), '1');
    await expect(readBlob(store, BLOB, BYTES.length, never)).rejects.toMatchObject(named(as));
    await expect(store.manifest(subject, never)).rejects.toMatchObject(named(as));
  });

  it.each(['gzip, gzip', 'zstd', 'compress', '\u001b[31m'])('is not read through %j', async (encoding) => {
    const headers = { 'content-encoding': encoding };
    const { store } = scriptedStore(() => ({ status: 200, headers, body: gzipSync(BYTES) }));
    await expect(readBlob(store, BLOB, BYTES.length, never)).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.not.stringContaining('\u001b'),
    });
  });

  it('fails with digest_mismatch when another content comes out', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const body = gzipSync(Buffer.concat([BYTES.subarray(1), Buffer.from('x')]));
    const { store } = scriptedStore(() => ({ status: 200, headers, body }));
    await expect(readBlob(store, BLOB, BYTES.length, never)).rejects.toMatchObject({
      code: 'digest_mismatch',
    });
  });

  it.each([
    ['no gzip', BYTES.subarray(0, 500)],
    ['half of it', gzipSync(BYTES).subarray(0, 1_000)],
    ['gzip with a wrong sum', Buffer.concat([gzipSync(Buffer.from('x')).subarray(0, -8), Buffer.alloc(8)])],
    ['nothing but a header', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])],
  ])('that is %s is named', async (_, body) => {
    const headers = { 'content-encoding': 'gzip' };
    const { store } = scriptedStore(() => ({ status: 200, headers, body }));
    await expect(readBlob(store, BLOB, BYTES.length, never)).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringContaining('answered as gzip, but is not'),
    });
  });
});

describe('a hostile encoding', () => {
  it('is unpacked to one byte over the size at most, and closed', async () => {
    const source = createGzip();
    const zeros = Readable.from(
      (function* () {
        for (let at = 0; at < 10_000; at += 1) yield Buffer.alloc(64 * 1024);
      })(),
    );
    zeros.pipe(source).on('error', () => {});
    const { body } = undoGzip(answer(source), 1_000);
    expect((await buffer(body)).length).toBe(1_001);
    await expect.poll(() => source.destroyed).toBe(true);
    zeros.destroy();
  });

  it('is given up when it brings much input and no content', async () => {
    let sent = 0;
    // The name of a file in the header of gzip, which goes on for ever (RFC 1952, 2.3.1).
    const name = (function* () {
      yield Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]);
      for (;;) {
        sent += 16_384;
        yield Buffer.alloc(16_384, 'a');
      }
    })();
    const { body } = undoGzip(answer(Readable.from(name)), 1_000);
    await expect(buffer(body)).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringContaining('more than 1000 bytes can need'),
    });
    expect(sent).toBeLessThan(1_000_000);
  });

  it('is closed when nobody reads it', async () => {
    const source = new PassThrough();
    undoGzip(answer(source), 1_000).body.destroy();
    await expect.poll(() => source.destroyed).toBe(true);
  });

  it('gives the content, or one byte over the size, for any content and size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), fc.nat(3_000), async (content, size) => {
        const packed = gzipSync(content);
        // Of this length it would be taken for the content itself.
        fc.pre(packed.length !== size);
        const { body } = undoGzip(answer(Readable.from([packed])), size);
        expect((await buffer(body)).equals(Buffer.from(content.subarray(0, size + 1)))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('content whose digest is unknown', () => {
  it.each(['gzip', 'br'] as const)('is not taken as %s: a manifest by tag', async (as) => {
    const { near, store } = await behind({ ...encoded(as, /manifests/), encodesHead: true });
    await push(near, image(), '1');
    await expect(store.resolve({ tag: '1' }, never)).rejects.toMatchObject(named(as));
  });

  it('is refused when a list of referrers is encoded', async () => {
    const { near, store } = await behind(encoded('gzip', /referrers/));
    const subject = await push(near, image(), '1');
    await attach(near, subject, attached(subject));
    const reading = Array.fromAsync(store.referrers(subject, { sources: 'merged' }, never));
    await expect(reading).rejects.toMatchObject(named('gzip'));
  });

  it('is refused when it is encoded, with the name of the gateway', async () => {
    const headers = { 'content-encoding': 'br', server: 'cdn\u001b/1', via: '1.1 edge' };
    const body = Readable.from([brotliCompressSync('{}')]);
    await expect(readBody(answer(body, headers), 1_000)).rejects.toMatchObject({
      message: expect.stringMatching(/Content-Encoding br, .*\(server: cdn\\u\{1b\}\/1; via: 1\.1 edge\)$/),
    });
    expect(body.destroyed).toBe(true);
  });

  it.each(['', 'identity', 'Identity'])('is what it is with the encoding %j', async (encoding) => {
    const body = Readable.from([Buffer.from('{}')]);
    expect(Buffer.from(await readBody(answer(body, { 'content-encoding': encoding }), 10)).toString()).toBe(
      '{}',
    );
  });
});
