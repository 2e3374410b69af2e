import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { BlobSharing, type SharedSource } from '../../../src/oci/fanout/share-blobs.ts';
import { noise } from '../../support/images.ts';
import { never } from '../../support/tools.ts';

const CHUNK = 4_000;

/** A blob of `size` bytes that was never stored anywhere. */
function blobOf(seed: string, size: number) {
  const bytes = noise(seed, size);
  const descriptor: Descriptor = { mediaType: 'application/octet-stream', digest: digestOf(bytes), size };
  return { bytes, descriptor };
}

/** A source that counts its reads and gives small chunks; `failsAt` ends a read there, once. */
class CountingSource {
  readonly repository = 'dev.test/team/app';
  readonly reads: string[] = [];
  open = 0;
  failsAt = Number.POSITIVE_INFINITY;
  readonly #blobs: ReadonlyMap<string, { bytes: Uint8Array; name: string }>;

  constructor(blobs: Record<string, ReturnType<typeof blobOf>>) {
    this.#blobs = new Map(
      Object.entries(blobs).map(([name, { bytes, descriptor }]) => [descriptor.digest, { bytes, name }]),
    );
  }

  has = (): Promise<boolean> => Promise.resolve(true);

  blob = async (
    { digest }: Descriptor,
    { offset = 0 }: { offset?: number },
    signal: AbortSignal,
  ): Promise<Readable> => {
    const { bytes, name } = this.#blobs.get(digest)!;
    this.reads.push(offset === 0 ? name : `${name} from ${offset}`);
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    this.open += 1;
    return Readable.from(this.#chunks(bytes, offset), { objectMode: false, highWaterMark: CHUNK });
  };

  async *#chunks(bytes: Uint8Array, offset: number): AsyncGenerator<Uint8Array> {
    try {
      for (let at = offset; at < bytes.length; at += CHUNK) {
        if (at >= this.failsAt) {
          this.failsAt = Number.POSITIVE_INFINITY;
          throw new SealiftError('connection_failed', 'the source was cut');
        }
        yield bytes.subarray(at, at + CHUNK);
      }
    } finally {
      this.open -= 1;
    }
  }
}

/** Time that passes only when a test says so; `waiting` are those who sleep. */
class HandClock {
  time = 0;
  readonly waiting = new Set<{ until: number; wake: () => void }>();
  now = (): number => this.time;
  sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const one = { until: this.time + milliseconds, wake: resolve };
      this.waiting.add(one);
      signal.addEventListener('abort', () => {
        this.waiting.delete(one);
        reject(signal.reason);
      });
    });
  async pass(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const one of [...this.waiting]) {
      if (one.until > this.time) continue;
      this.waiting.delete(one);
      one.wake();
    }
    await quiet();
  }
}

/** Lets everything go on that can. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Reads only what it is told to. */
class HandReader {
  readonly #stream: Readable;
  #got = Buffer.alloc(0);
  constructor(stream: Readable) {
    this.#stream = stream;
  }
  async take(bytes: number): Promise<void> {
    const target = this.#got.length + bytes;
    while (this.#got.length < target) {
      const chunk = this.#stream.read() as Buffer | null;
      if (chunk === null) await quiet();
      else this.#got = Buffer.concat([this.#got, chunk]);
    }
  }
  async rest(): Promise<Buffer> {
    return Buffer.concat([this.#got, await buffer(this.#stream)]);
  }
}

function sharing(
  blobs: Record<string, ReturnType<typeof blobOf>>,
  options: { window?: number; pool?: number } = {},
) {
  const source = new CountingSource(blobs);
  const clock = new HandClock();
  const shared = new BlobSharing(source, { now: clock.now, sleep: clock.sleep, ...options });
  const join = (): SharedSource => {
    const one = shared.join();
    one.decide(Object.values(blobs).map(({ descriptor }) => descriptor.digest));
    return one;
  };
  return { source, clock, shared, join };
}

// Each stream buffers 64 KiB of its own: sizes have to be well over that for somebody to be behind.
const LARGE = 600_000;
const WINDOW = 200_000;

describe('several readers of one blob', () => {
  it('are fed from one read', async () => {
    const a = blobOf('a', LARGE);
    const { source, shared, join } = sharing({ a });
    const subscribers = [join(), join(), join()];
    const streams = await Promise.all(subscribers.map((one) => one.blob(a.descriptor, {}, never)));
    for (const got of await Promise.all(streams.map((stream) => buffer(stream))))
      expect(got.equals(a.bytes)).toBe(true);
    expect(source.reads).toEqual(['a']);
    expect(source.open).toBe(0);
    expect(shared.peak).toBeLessThan(LARGE);
  });

  it('join a read late, even after its end, while its first bytes are kept', async () => {
    const a = blobOf('a', 50_000);
    const { source, join } = sharing({ a });
    const [first, second, third] = [join(), join(), join()];
    await buffer(await first.blob(a.descriptor, {}, never));
    await quiet();
    expect((await buffer(await second.blob(a.descriptor, {}, never))).equals(a.bytes)).toBe(true);
    await buffer(await third.blob(a.descriptor, { offset: 12_345 }, never)).then((rest) =>
      expect(rest.equals(a.bytes.subarray(12_345))).toBe(true),
    );
    expect(source.reads).toEqual(['a']);
    // Nobody is expected any more, so nothing is kept.
    await buffer(await first.blob(a.descriptor, {}, never));
    expect(source.reads).toEqual(['a', 'a']);
  });

  it('wait for a destination without a plan, until it has one', async () => {
    const a = blobOf('a', LARGE);
    const { source, clock, shared, join } = sharing({ a }, { window: WINDOW });
    const first = join();
    const undecided = shared.join();
    const reading = buffer(await first.blob(a.descriptor, {}, never));
    await quiet();
    expect(clock.waiting.size).toBe(1);
    undecided.decide([]);
    expect((await reading).equals(a.bytes)).toBe(true);
    expect(clock.waiting.size).toBe(0);
    expect(source.reads).toEqual(['a']);
  });

  it.each<[string, (subscriber: SharedSource, blob: Descriptor) => void]>([
    ['has the blob already', (subscriber, { digest }) => subscriber.release(digest)],
    ['fails', (subscriber) => subscriber.leave()],
  ])('do not wait for one that %s', async (_, happens) => {
    const a = blobOf('a', LARGE);
    const { clock, join } = sharing({ a }, { window: WINDOW });
    const [first, second] = [join(), join()];
    const reading = buffer(await first.blob(a.descriptor, {}, never));
    await quiet();
    expect(clock.waiting.size).toBe(1);
    happens(second, a.descriptor);
    expect((await reading).equals(a.bytes)).toBe(true);
  });
});

describe('a slow reader', () => {
  it('is waited for two seconds, then reads on alone', async () => {
    const a = blobOf('a', LARGE);
    const { source, clock, shared, join } = sharing({ a }, { window: WINDOW });
    const [fast, slow] = [join(), join()];
    const quick = buffer(await fast.blob(a.descriptor, {}, never));
    const behind = new HandReader(await slow.blob(a.descriptor, {}, never));
    await behind.take(10_000);
    await quiet();
    expect(clock.waiting.size).toBe(1);
    expect(source.reads).toEqual(['a']);
    await clock.pass(2_000);
    expect((await quick).equals(a.bytes)).toBe(true);
    expect((await behind.rest()).equals(a.bytes)).toBe(true);
    expect(source.reads).toHaveLength(2);
    expect(source.reads[1]).toMatch(/^a from \d+$/);
    expect(shared.peak).toBeLessThanOrEqual(WINDOW + CHUNK);
    expect(source.open).toBe(0);
  });

  it('stays with the others when it catches up in time', async () => {
    const a = blobOf('a', LARGE);
    const { source, clock, join } = sharing({ a }, { window: WINDOW });
    const [fast, slow] = [join(), join()];
    const quick = buffer(await fast.blob(a.descriptor, {}, never));
    const behind = new HandReader(await slow.blob(a.descriptor, {}, never));
    for (let at = 0; at < 4; at += 1) {
      await behind.take(140_000);
      await quiet();
      await clock.pass(100);
    }
    expect((await behind.rest()).equals(a.bytes)).toBe(true);
    expect((await quick).equals(a.bytes)).toBe(true);
    expect(source.reads).toEqual(['a']);
  });

  it('makes the others wait once and not again and again', async () => {
    const blobs = Object.fromEntries(['a', 'b', 'c'].map((name) => [name, blobOf(name, LARGE)]));
    const { clock, join } = sharing(blobs, { window: WINDOW });
    const [fast] = [join(), join()];
    let waited = 0;
    for (const { descriptor, bytes } of Object.values(blobs)) {
      const reading = buffer(await fast!.blob(descriptor, {}, never));
      await quiet();
      while (clock.waiting.size > 0) {
        await clock.pass(500);
        waited += 500;
      }
      expect((await reading).equals(bytes)).toBe(true);
    }
    expect(waited).toBe(2_000);
  });

  it('that waits for another reader in turn is dropped after three seconds', async () => {
    const blobs = { a: blobOf('a', LARGE), b: blobOf('b', LARGE) };
    const { source, clock, join } = sharing(blobs, { window: WINDOW });
    const [one, two] = [join(), join()];
    // Each reads what the other does not get to, because its only turn is taken.
    const first = buffer(await one.blob(blobs.a.descriptor, {}, never));
    const second = buffer(await two.blob(blobs.b.descriptor, {}, never));
    await quiet();
    expect(clock.waiting.size).toBe(2);
    await clock.pass(2_000);
    expect(clock.waiting.size).toBe(2);
    await clock.pass(1_000);
    expect((await first).equals(blobs.a.bytes)).toBe(true);
    expect((await second).equals(blobs.b.bytes)).toBe(true);
    expect(source.reads).toEqual(['a', 'b']);
  });

  it('shares the second read with another one that fell behind', async () => {
    const a = blobOf('a', LARGE);
    const { source, clock, join } = sharing({ a }, { window: WINDOW });
    const [fast, slow, slower] = [join(), join(), join()];
    const quick = buffer(await fast!.blob(a.descriptor, {}, never));
    const behind = await Promise.all(
      [slow, slower].map(async (one) => new HandReader(await one!.blob(a.descriptor, {}, never))),
    );
    for (const one of behind) await one.take(10_000);
    await quiet();
    await clock.pass(2_000);
    await quick;
    for (const got of await Promise.all(behind.map((one) => one.rest())))
      expect(got.equals(a.bytes)).toBe(true);
    expect(source.reads).toHaveLength(2);
  });
});

describe('memory', () => {
  it('is bounded for all blobs together, and the oldest feed is dropped first', async () => {
    const names = Array.from({ length: 8 }, (_, at) => `blob ${at}`);
    const blobs = Object.fromEntries(names.map((name) => [name, blobOf(name, 100_000)]));
    const { source, clock, shared, join } = sharing(blobs, { pool: 250_000 });
    const [fast, absent] = [join(), join()];
    const all = Promise.all(
      Object.values(blobs).map(async ({ descriptor }) => buffer(await fast.blob(descriptor, {}, never))),
    );
    await quiet();
    await clock.pass(2_000);
    await all;
    expect(shared.peak).toBeLessThanOrEqual(250_000 + 8 * CHUNK);
    for (const { descriptor, bytes } of Object.values(blobs))
      expect((await buffer(await absent.blob(descriptor, {}, never))).equals(bytes)).toBe(true);
    expect(source.reads.length).toBeGreaterThan(8);
    expect(source.reads.length).toBeLessThan(16);
    expect(source.open).toBe(0);
  });

  it('is freed by dropping the readers in the slower half of the kept bytes', async () => {
    const a = blobOf('a', 100_000);
    const { clock, shared, join } = sharing({ a }, { pool: CHUNK });
    const [fast, late, absent] = [join(), join(), join()];
    const all = buffer(await fast.blob(a.descriptor, {}, never));
    await quiet();
    const stream = await late.blob(a.descriptor, { offset: CHUNK - 1_000 }, never);
    for (const one of [late, absent]) one.release(a.descriptor.digest);
    await quiet();
    await clock.pass(2_000);
    expect((await all).equals(a.bytes)).toBe(true);
    expect((await buffer(stream)).equals(a.bytes.subarray(CHUNK - 1_000))).toBe(true);
    expect(shared.peak).toBeLessThanOrEqual(2 * CHUNK);
  });

  it('is free again when all readers have ended', async () => {
    const a = blobOf('a', 50_000);
    const { shared, join } = sharing({ a }, { pool: 60_000 });
    for (let round = 0; round < 5; round += 1) {
      const subscribers = [join(), join()];
      for (const one of subscribers) await buffer(await one.blob(a.descriptor, {}, never));
      for (const one of subscribers) one.leave();
    }
    expect(shared.peak).toBeLessThanOrEqual(50_000);
  });
});

describe('a shared read', () => {
  it('goes on for the others when one reader is aborted', async () => {
    const a = blobOf('a', LARGE);
    const { source, join } = sharing({ a });
    const [first, second] = [join(), join()];
    const stop = new AbortController();
    const opening = first.blob(a.descriptor, {}, stop.signal);
    const other = second.blob(a.descriptor, {}, never);
    stop.abort(new Error('stopped'));
    await expect(opening).rejects.toThrow('stopped');
    expect((await buffer(await other)).equals(a.bytes)).toBe(true);
    expect(source.reads).toEqual(['a']);
  });

  it('is ended when the last reader is gone', async () => {
    const a = blobOf('a', LARGE);
    const { source, clock, join } = sharing({ a }, { window: WINDOW });
    const [first, second] = [join(), join()];
    const stop = new AbortController();
    const streams = [
      await first.blob(a.descriptor, {}, stop.signal),
      await second.blob(a.descriptor, {}, stop.signal),
    ];
    for (const stream of streams) stream.on('error', () => {});
    streams[0]!.resume();
    await quiet();
    stop.abort(new Error('stopped'));
    await quiet();
    expect(source.open).toBe(0);
    expect(clock.waiting.size).toBe(0);
    expect(streams.map(({ errored }) => errored?.message)).toEqual(['stopped', 'stopped']);
  });

  it('fails for all readers with an error of the source, and they share the next read', async () => {
    const a = blobOf('a', LARGE);
    const { source, join } = sharing({ a });
    source.failsAt = 300_000;
    const subscribers = [join(), join(), join()];
    const once = (one: SharedSource) => one.blob(a.descriptor, {}, never).then((stream) => buffer(stream));
    const failed = await Promise.allSettled(subscribers.map(once));
    for (const one of failed) expect(one).toMatchObject({ reason: { code: 'connection_failed' } });
    for (const got of await Promise.all(subscribers.map(once))) expect(got.equals(a.bytes)).toBe(true);
    expect(source.reads).toEqual(['a', 'a']);
  });

  it('fails for all waiting readers when the blob cannot be opened', async () => {
    const a = blobOf('a', 10_000);
    const gone = new SealiftError('artifact_not_found', 'no such blob');
    const shared = new BlobSharing(
      { repository: undefined, has: () => Promise.reject(gone), blob: () => Promise.reject(gone) },
      { now: () => 0, sleep: () => Promise.resolve() },
    );
    const subscribers = [shared.join(), shared.join()];
    const answers = await Promise.allSettled(subscribers.map((one) => one.blob(a.descriptor, {}, never)));
    for (const one of answers) expect(one).toMatchObject({ reason: gone });
  });

  it('is one read for an empty blob too', async () => {
    const empty = blobOf('none', 0);
    const { source, join } = sharing({ empty });
    for (const one of [join(), join()])
      expect(await buffer(await one.blob(empty.descriptor, {}, never))).toHaveLength(0);
    expect(source.reads).toEqual(['empty']);
  });
});
