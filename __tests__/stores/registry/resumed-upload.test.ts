import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { digestOf } from '../../../src/oci/digest.ts';
import type { OpenBlob } from '../../../src/oci/ports.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches, UploadBreak } from '../../support/fake-registry/switches.ts';
import { noise } from '../../support/images.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { scriptedStore } from './scripted-http.ts';

/** What is a MiB to the world is 16 KiB here, so that the tests are quick. */
const MIB = 16 * 1024;
const CHUNK = 8 * MIB;
const PIECE = 4 * 1024;

/** Of a length that no chunk ends at; the same bytes come back at no round place. */
const BIG = Buffer.alloc(21 * MIB + 5, noise('big', 7_919));
const SMALL = Buffer.from(noise('small', 100_000));

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Tells when somebody waits. */
class TellingClock extends JumpingClock {
  onSleep = (): void => {};

  override readonly sleep = (): Promise<void> => {
    this.onSleep();
    return Promise.resolve();
  };
}

async function prepared(switches: Partial<Switches> = {}, bytes = BIG) {
  const registry = await FakeRegistry.start(switches);
  onTestFinished(() => registry.stop());
  const clock = new TellingClock();
  const store = registryStore(registry.host, 'team/app', { chunk: CHUNK, clock });
  const descriptor = { mediaType: 'a/b', digest: digestOf(bytes), size: bytes.length };
  const opened: number[] = [];
  const open: OpenBlob = async (offset) => {
    opened.push(offset);
    return Readable.from(pieces(bytes.subarray(offset)), { objectMode: false });
  };
  return {
    registry,
    clock,
    opened,
    upload: (from: OpenBlob = open) => store.putBlob(descriptor, from, never),
    /** Methods of the requests, in order. */
    methods: () => registry.log.map(({ method }) => method).join(' '),
    stored: () =>
      Buffer.compare(registry.repository('team/app').blobs.get(descriptor.digest) ?? SMALL, bytes),
  };
}

const broken = (change: Partial<UploadBreak> = {}): UploadBreak => ({
  after: 12 * MIB,
  times: 1,
  answer: 'cut',
  keeps: 'all',
  ...change,
});

describe('an upload that breaks off midway', () => {
  it.each<[string, UploadBreak['answer']]>([
    ['the connection is cut', 'cut'],
    ['a gateway gives up', 504],
  ])('goes on in chunks from where the registry is when %s', async (_, answer) => {
    const { registry, opened, upload, methods, stored } = await prepared({ breaks: broken({ answer }) });
    await upload();
    expect(methods()).toBe('POST PUT GET PATCH PATCH PUT');
    expect(stored()).toBe(0);
    // One more reading of the source, from where it was, however many chunks come out of it.
    expect(opened).toHaveLength(2);
    expect(opened[1]).toBeGreaterThanOrEqual(12 * MIB);
    expect(registry.openUploads).toBe(0);
  });

  it('goes on at the location of the last answer, unchanged', async () => {
    const { upload, methods, stored } = await prepared({ breaks: broken(), freshState: true });
    await upload();
    expect(methods()).toBe('POST PUT GET PATCH PATCH PUT');
    expect(stored()).toBe(0);
  });

  it('goes on as long as each try brings it forward', async () => {
    const { upload, opened, stored } = await prepared({ breaks: broken({ after: 2 * MIB, times: 3 }) });
    await upload();
    expect(stored()).toBe(0);
    const [, ...again] = opened;
    expect(again).toEqual([...again].toSorted((a, b) => a - b));
  });

  it('is given up after tries that bring nothing forward', async () => {
    const { registry, upload } = await prepared({
      breaks: broken({ after: 0, times: 99, keeps: 'nothing' }),
    });
    await expect(upload()).rejects.toMatchObject({ code: 'connection_failed' });
    expect(registry.requests.filter((request) => request.startsWith('PUT'))).toHaveLength(4);
  });

  it.each<[string, Partial<Switches>, string]>([
    ['the session is gone', { breaks: broken({ keeps: 'no session' }) }, 'POST PUT GET HEAD POST PUT'],
    ['the registry cannot tell', { breaks: broken(), tellsProgress: false }, 'POST PUT GET HEAD POST PUT'],
    ['nothing has arrived', { breaks: broken({ keeps: 'nothing' }) }, 'POST PUT GET POST PUT'],
  ])('begins anew when %s', async (_, switches, expected) => {
    const { upload, methods, stored } = await prepared(switches);
    await upload();
    expect(methods()).toBe(expected);
    expect(stored()).toBe(0);
  });

  it('is complete when only the answer was lost', async () => {
    const { registry, clock, upload, opened, methods } = await prepared();
    registry.cutFrom = 2;
    registry.cutIsDone = true;
    clock.onSleep = () => {
      registry.cutFrom = Number.POSITIVE_INFINITY;
    };
    await upload();
    expect(methods()).toBe('POST PUT GET HEAD');
    expect(opened).toEqual([0]);
  });

  it('starts over without a question when the blob is small', async () => {
    const { upload, methods, opened, stored } = await prepared({ breaks: broken({ after: 10 }) }, SMALL);
    await upload();
    expect(methods()).toBe('POST PUT POST PUT');
    expect(opened).toEqual([0, 0]);
    expect(stored()).toBe(0);
  });
});

describe('the chunks of an upload', () => {
  it.each([201, 202, 204] as const)('may be answered with %s', async (patchAnswer) => {
    const { upload, methods, stored } = await prepared({ breaks: broken(), patchAnswer });
    await upload();
    // With 201 each time it is asked whether the blob is there, and it is after the last one.
    const asked = patchAnswer === 201 ? 'PATCH HEAD PATCH HEAD' : 'PATCH PATCH PUT';
    expect(methods()).toBe(`POST PUT GET ${asked}`);
    expect(stored()).toBe(0);
  });

  it('close the source when the blob turns out to be there before the last chunk', async () => {
    const { registry, upload } = await prepared({ breaks: broken(), patchAnswer: 201 });
    const reading: Readable[] = [];
    await upload(async (offset) => {
      // Somebody else has brought it meanwhile.
      registry.repository('team/app').blobs.set(digestOf(BIG), BIG);
      reading.push(Readable.from(pieces(BIG.subarray(offset)), { objectMode: false }));
      return reading.at(-1)!;
    });
    expect(reading.map(({ destroyed }) => destroyed)).toEqual([true, true]);
  });

  it('go on from the Range of the answer, whatever its status', async () => {
    const { upload, stored, opened } = await prepared({ breaks: broken(), patchKeeps: 3 * MIB });
    await upload();
    expect(stored()).toBe(0);
    expect(opened.length).toBeGreaterThan(3);
  });

  it('ask for the progress when an answer has no Range', async () => {
    const { upload, methods, stored } = await prepared({ breaks: broken(), saysRange: false });
    await upload();
    expect(methods()).toBe('POST PUT GET PATCH GET PATCH GET PUT');
    expect(stored()).toBe(0);
  });

  it.each([
    ['none', 0],
    ['a byte', 1],
  ])('end when the registry takes %s of each', async (_, patchKeeps) => {
    const { registry, upload } = await prepared({ breaks: broken({ after: MIB }), patchKeeps });
    await expect(upload()).rejects.toMatchObject({ code: 'upload_unconfirmed', exitCode: 3 });
    const chunks = registry.requests.filter((request) => request.startsWith('PATCH'));
    expect(chunks.length).toBeLessThanOrEqual(12);
  });

  it('are given up when the session goes back again and again', async () => {
    const chunk = 8 * 1024 * 1024;
    const size = 40 * chunk;
    let sent = 0;
    let held = 0;
    const { store } = scriptedStore(({ method, headers }) => {
      const [, first, last] = /(\d+)-(\d+)/.exec(headers?.['content-range'] ?? '') ?? [];
      if (method === 'PATCH') {
        sent += Number(last) + 1 - Number(first);
        // Two chunks on, then two back: something is gained only now and then.
        held = held >= 2 * chunk && sent % (3 * chunk) === 0 ? held - 2 * chunk : Number(last) + 1;
      }
      if (method === 'PUT') return { status: 503 };
      return { status: 202, headers: { location: '/session', range: `0-${held - 1}` } };
    });
    const descriptor = { mediaType: 'a/b', digest: digestOf(BIG), size };
    const open: OpenBlob = async () => Readable.from([]);
    await expect(store.putBlob(descriptor, open, never)).rejects.toMatchObject({ exitCode: 3 });
    expect(sent).toBeLessThan(10 * size);
  });

  it('go on from the place that a 416 names', async () => {
    const { registry, upload, methods, stored } = await prepared({ breaks: broken() });
    // What the session tells is behind the truth: the first chunk begins too early.
    const early = { range: `0-${MIB - 1}` };
    registry.failures.push({ match: /^GET .*uploads/, times: 1, status: 204, headers: early });
    await upload();
    expect(methods()).toBe('POST PUT GET PATCH PATCH PATCH PUT');
    expect(stored()).toBe(0);
  });

  it('are as long as the registry demands', async () => {
    const breaks = broken({ after: MIB });
    const { upload, methods, stored } = await prepared({ breaks, shortestChunk: 15 * MIB });
    await upload();
    expect(methods()).toBe('POST PUT GET PATCH PATCH PUT');
    expect(stored()).toBe(0);
  });

  it('are replaced by one body when the registry demands very long chunks', async () => {
    const { upload, methods, stored } = await prepared({ breaks: broken(), shortestChunk: 100 * MIB });
    await upload();
    expect(methods()).toBe('POST PUT GET PATCH PUT');
    expect(stored()).toBe(0);
  });

  it('are given up for one body when the session ends with another digest', async () => {
    const { upload, methods, stored } = await prepared({ breaks: broken(), corruptChunks: true });
    await upload();
    expect(methods()).toBe('POST PUT GET PATCH PATCH PUT POST PUT');
    expect(stored()).toBe(0);
  });

  it('do not hide that the source has changed', async () => {
    const { upload } = await prepared({ breaks: broken() });
    const other = Buffer.from(BIG);
    other[20 * MIB]! ^= 1;
    const open: OpenBlob = async (offset) =>
      Readable.from(pieces(other.subarray(offset)), { objectMode: false });
    await expect(upload(open)).rejects.toMatchObject({ code: 'digest_mismatch' });
  });

  it('fail with the error of a source that ends too early', async () => {
    const { upload } = await prepared({ breaks: broken() });
    const open: OpenBlob = async (offset) => {
      const rest = offset === 0 ? BIG : BIG.subarray(offset, -1);
      return Readable.from(pieces(rest), { objectMode: false });
    };
    await expect(upload(open)).rejects.toMatchObject({
      code: 'digest_mismatch',
      message: expect.stringContaining('ends after'),
    });
  });
});

describe('a limit on the size of requests', () => {
  it('is met by sending chunks', async () => {
    const { registry, upload, methods, stored } = await prepared({ bodyLimit: 8 * MIB });
    await upload();
    expect(methods()).toBe('POST PUT DELETE POST PATCH PATCH PATCH PUT');
    expect(stored()).toBe(0);
    expect(registry.openUploads).toBe(0);
  });

  it('is met by sending shorter chunks, once', async () => {
    const { upload, methods, stored } = await prepared({ bodyLimit: 5 * MIB });
    await upload();
    expect(methods()).toBe('POST PUT DELETE POST PATCH DELETE POST PATCH PATCH PATCH PATCH PATCH PATCH PUT');
    expect(stored()).toBe(0);
  });

  it('is named in the error when shorter chunks are refused too', async () => {
    const { registry, upload } = await prepared({ bodyLimit: MIB });
    await expect(upload()).rejects.toMatchObject({
      code: 'content_too_large',
      message: expect.stringMatching(/or a proxy before it, limits the size of requests.*413/),
      hint: expect.stringContaining('client_max_body_size'),
    });
    expect(registry.requests.filter((request) => request.startsWith('PATCH'))).toHaveLength(2);
  });

  it('is named in the error at once for a small blob', async () => {
    const { upload, methods } = await prepared({ bodyLimit: 1_000 }, SMALL);
    await expect(upload()).rejects.toMatchObject({
      code: 'content_too_large',
      message: expect.stringContaining('limits the size of requests'),
    });
    expect(methods()).toBe('POST PUT');
  });

  it.each([
    ['is met with chunks where the registry speaks of them', 5 * MIB, 'stored'],
    ['is named where it does not', 0, 'content_too_large'],
  ])('of a registry that says it with 400 %s', async (_, shortestChunk, expected) => {
    const { upload } = await prepared({ bodyLimit: 8 * MIB, bodyLimitAnswer: 400, shortestChunk });
    const outcome = await upload().then(
      () => 'stored',
      ({ code }) => code,
    );
    expect(outcome).toBe(expected);
  });
});
