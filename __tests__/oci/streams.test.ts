import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedStream } from '../../src/oci/checked-stream.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { BlobReader } from '../../src/oci/ports.ts';
import { readBlob } from '../../src/oci/read-blob.ts';
import { never } from '../support/tools.ts';

const describeBytes = (bytes: Uint8Array, algorithm: 'sha256' | 'sha512' = 'sha256'): Descriptor => ({
  mediaType: 'text/plain',
  digest: digestOf(bytes, algorithm),
  size: bytes.length,
});

const pass = async (
  descriptor: Descriptor,
  chunks: Iterable<Uint8Array>,
  onBytes?: (bytes: number) => void,
) => {
  const checked = checkedStream(descriptor, onBytes);
  const [bytes] = await Promise.all([buffer(checked), pipeline(Readable.from(chunks), checked)]);
  return bytes;
};

const text = (value: string) => new TextEncoder().encode(value);
const mismatch = expect.objectContaining({ code: 'digest_mismatch' });

describe('checkedStream', () => {
  it('passes content on as it is, in any pieces, under both algorithms', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 50 })),
        fc.constantFrom('sha256', 'sha512'),
        async (chunks, algorithm) => {
          const whole = Buffer.concat(chunks);
          let told = 0;
          const count = (bytes: number): void => {
            told += bytes;
          };
          expect(await pass(describeBytes(whole, algorithm), chunks, count)).toEqual(whole);
          expect(told).toBe(whole.length);
        },
      ),
    );
  });

  it('refuses any content with one changed bit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), fc.nat(), async (bytes, position) => {
        const changed = Uint8Array.from(bytes);
        changed[position % bytes.length]! ^= 1 << (position % 8);
        await expect(pass(describeBytes(bytes), [changed])).rejects.toEqual(mismatch);
      }),
    );
  });

  it.each([
    ['nothing', []],
    ['too little', [text('content'.slice(0, 6))]],
    ['too much', [text('content'), text('!')]],
    ['something else', [text('CONTENT')]],
  ])('refuses %s', async (_, chunks) => {
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
    const descriptor = describeBytes(new Uint8Array(2048));
    await expect(
      pipeline(Readable.from(endless()), checkedStream(descriptor), (s) => buffer(s)),
    ).rejects.toEqual(mismatch);
    expect(sent).toBeLessThan(100);
  });
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

  it('does not open what claims to be over the limit', async () => {
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

  it('does not believe a size: neither more nor less is accepted', async () => {
    const bytes = text('0123456789');
    for (const size of [0, 9, 11])
      await expect(readBlob(store(bytes), { ...describeBytes(bytes), size }, 100, never)).rejects.toEqual(
        mismatch,
      );
  });

  it('ends with its signal', async () => {
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
