import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBlob } from '../../../src/oci/blob/read-blob.ts';
import { tapStream } from '../../../src/oci/blob/tap-stream.ts';
import { verifiedStream } from '../../../src/oci/blob/verified-stream.ts';
import { BlobVerifier } from '../../../src/oci/blob/verifier.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import type { BlobReader } from '../../../src/oci/ports.ts';
import { never } from '../../support/tools.ts';

const describeBytes = (bytes: Uint8Array, algorithm: 'sha256' | 'sha512' = 'sha256'): Descriptor => ({
  mediaType: 'text/plain',
  digest: digestOf(bytes, algorithm),
  size: bytes.length,
});

const text = (value: string) => new TextEncoder().encode(value);
const mismatch = expect.objectContaining({ code: 'digest_mismatch' });

describe('a blob that is checked', () => {
  const pass = (descriptor: Descriptor, chunks: Iterable<Uint8Array>) =>
    buffer(verifiedStream(Readable.from(chunks), descriptor));

  it('passes the content on, in any pieces, under both algorithms', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 50 })),
        fc.constantFrom('sha256', 'sha512'),
        async (chunks, algorithm) => {
          const whole = Buffer.concat(chunks);
          expect(await pass(describeBytes(whole, algorithm), chunks)).toEqual(whole);
        },
      ),
    );
  });

  it('is refused with one changed bit before the last chunk is passed on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), fc.nat(), async (bytes, position) => {
        const changed = Buffer.from(bytes);
        changed[position % bytes.length]! ^= 1 << (position % 8);
        const middle = position % bytes.length;
        const parts = [changed.subarray(0, middle), changed.subarray(middle)];
        let length = 0;
        const read = async (): Promise<void> => {
          for await (const chunk of verifiedStream(Readable.from(parts), describeBytes(bytes)))
            length += chunk.length;
        };
        await expect(read()).rejects.toEqual(mismatch);
        expect(length).toBeLessThan(bytes.length);
      }),
    );
  });

  it.each([
    ['nothing', []],
    ['too little', [text('content'.slice(0, 6))]],
    ['too much', [text('content'), text('!')]],
    ['something else', [text('CONTENT')]],
  ])('is refused as %s', async (_, chunks) => {
    await expect(pass(describeBytes(text('content')), chunks)).rejects.toEqual(mismatch);
  });

  it('stops an endless source at once', async () => {
    let sent = 0;
    function* endless() {
      for (;;) {
        sent += 1;
        yield new Uint8Array(1024);
      }
    }
    await expect(pass(describeBytes(new Uint8Array(2048)), endless())).rejects.toEqual(mismatch);
    expect(sent).toBeLessThan(100);
  });

  it('waits for its reader, ends its source when that goes away, and fails with its source', async () => {
    let given = 0;
    const source = new Readable({
      read() {
        given += 1;
        this.push(new Uint8Array(64 * 1024));
      },
    });
    const left = verifiedStream(source, describeBytes(new Uint8Array(100 * 64 * 1024)));
    await new Promise((resolve) => left.once('readable', resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(given).toBeLessThan(10);
    left.destroy();
    await new Promise((resolve) => source.once('close', resolve));

    for (const reason of [new Error('broken'), undefined]) {
      const broken = new Readable({ read() {} });
      const read = buffer(verifiedStream(broken, describeBytes(text('content'))));
      broken.destroy(reason);
      await expect(read).rejects.toThrow(reason?.message);
    }
  });
});

it('a watched blob that fails before it is read keeps its error for the reader', async () => {
  const source = new Readable({ read() {} });
  const watched = verifiedStream(source, describeBytes(text('content')));
  source.destroy(new Error('broken'));
  await new Promise((resolve) => watched.once('close', resolve));
  expect(watched.errored).toMatchObject({ message: 'broken' });
});

it.each([new Error('broken'), undefined])(
  'a blob that was closed before it is watched fails: %s',
  async (reason) => {
    const source = new Readable({ read() {} }).on('error', () => {});
    source.destroy(reason);
    await new Promise((resolve) => source.once('close', resolve));
    const watched = verifiedStream(source, describeBytes(text('content')));
    await expect(buffer(watched)).rejects.toThrow(reason?.message ?? 'closed before its end');
  },
);

it('a watched blob counts every byte once', async () => {
  let told = 0;
  const count = (bytes: number): void => {
    told += bytes;
  };
  const whole = text('content');
  const source = Readable.from([whole.subarray(0, 3), whole.subarray(3)]);
  await buffer(tapStream(source, new BlobVerifier(describeBytes(whole), count)));
  expect(told).toBe(whole.length);
});

describe('readBlob', () => {
  const store = (bytes: Uint8Array, opened: () => void = () => {}): BlobReader => ({
    has: () => Promise.resolve(true),
    blob: () => {
      opened();
      return Promise.resolve(Readable.from([bytes]));
    },
  });

  it('reads a blob up to the limit', async () => {
    const bytes = text('0123456789');
    expect(Buffer.from(await readBlob(store(bytes), describeBytes(bytes), 10, never)).toString()).toBe(
      '0123456789',
    );
  });

  it('does not open a blob whose size is over the limit', async () => {
    let opened = 0;
    const reader = store(text('x'), () => {
      opened += 1;
    });
    const descriptor = { ...describeBytes(text('x')), size: 11 };
    await expect(readBlob(reader, descriptor, 10, never)).rejects.toMatchObject({
      code: 'content_too_large',
    });
    expect(opened).toBe(0);
  });

  it('refuses a blob with more or fewer bytes than its size', async () => {
    const bytes = text('0123456789');
    for (const size of [0, 9, 11])
      await expect(readBlob(store(bytes), { ...describeBytes(bytes), size }, 100, never)).rejects.toEqual(
        mismatch,
      );
  });

  it('ends when its signal aborts', async () => {
    const stop = new AbortController();
    const hanging: BlobReader = {
      has: () => Promise.resolve(true),
      blob: () => Promise.resolve(new Readable({ read() {} })),
    };
    const run = readBlob(hanging, describeBytes(text('x')), 10, stop.signal);
    setImmediate(() => stop.abort(new Error('enough')));
    await expect(run).rejects.toThrow();
  });
});
