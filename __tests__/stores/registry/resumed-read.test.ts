import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { readBlob } from '../../../src/oci/blob/read-blob.ts';
import { verifiedStream } from '../../../src/oci/blob/verified-stream.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { ResumedBlob } from '../../../src/stores/registry/resumed-blob.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { noise } from '../../support/images.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';
import { scriptedStore } from './scripted-http.ts';

const BYTES = Buffer.from(noise('layer', 400_000));
const BLOB = { mediaType: 'a/b', digest: digestOf(BYTES), size: BYTES.length };

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

async function start(switches: Partial<Switches> = {}) {
  const registry = await FakeRegistry.start(switches);
  onTestFinished(() => registry.stop());
  registry.repository('team/app').blobs.set(BLOB.digest, BYTES);
  return registry;
}

describe('a blob whose connection breaks', () => {
  it.each([false, true])(
    'is read on from where it was (registry ignores ranges: %s)',
    async (ignoresRange) => {
      const registry = await start({ blobCuts: { after: 100_000, times: 3 }, ignoresRange });
      const clock = new JumpingClock();
      const store = registryStore(registry.host, 'team/app', { clock });
      expect(Buffer.compare(await readBlob(store, BLOB, BYTES.length, never), BYTES)).toBe(0);
      expect(registry.log.map(({ status }) => status)).toHaveLength(4);
      // Each time it waits longer, as for any request.
      expect(clock.slept).toHaveLength(3);
      expect(clock.slept).toEqual(clock.slept.toSorted((a, b) => a - b));
    },
  );

  it('is asked for at the registry again, and not at the storage of the redirect', async () => {
    const storage = await start({ blobCuts: { after: 150_000, times: 1 } });
    const registry = await start({ blobRedirect: `http://${storage.host}/v2/team/app/blobs` });
    const store = registryStore(registry.host);
    expect(Buffer.compare(await readBlob(store, BLOB, BYTES.length, never), BYTES)).toBe(0);
    expect(registry.log.map(({ status }) => status)).toEqual([307, 307]);
    expect(storage.log).toHaveLength(2);
  });

  it('is given up after some tries that bring little', async () => {
    const registry = await start({ blobCuts: { after: 1_000, times: 99 } });
    const reading = readBlob(registryStore(registry.host), BLOB, BYTES.length, never);
    await expect(reading).rejects.toMatchObject({ code: 'connection_failed', exitCode: 3 });
    expect(registry.log).toHaveLength(4);
  });

  it('is read on as long as each try brings a chunk', async () => {
    const registry = await start({ blobCuts: { after: 50_000, times: 99 } });
    const store = registryStore(registry.host, 'team/app', { chunk: 50_000 });
    expect(Buffer.compare(await readBlob(store, BLOB, BYTES.length, never), BYTES)).toBe(0);
    expect(registry.log.length).toBeGreaterThan(4);
  });

  it('is read on when it was cut off before the reader started', async () => {
    const cut = new Readable({ read() {} }).on('error', () => {});
    cut.destroy(new SealiftError('connection_failed', 'cut'));
    await new Promise((resolve) => cut.once('close', resolve));
    const blob = new ResumedBlob(cut, {
      open: async () => Readable.from([Buffer.from('content')]),
      ...{ offset: 0, size: 7, chunk: 100, random: () => 0, signal: never },
      sleep: () => Promise.resolve(),
    });
    expect((await buffer(blob)).toString()).toBe('content');
  });

  it('is complete when all bytes came before the break', async () => {
    const failing = async function* () {
      yield BYTES;
      throw new SealiftError('connection_failed', 'cut');
    };
    const { store, http } = scriptedStore(() => ({ status: 200, body: Readable.from(failing()) }));
    expect(await buffer(await store.blob(BLOB, {}, never))).toHaveLength(BYTES.length);
    expect(http.requests).toHaveLength(1);
  });

  it('is refused when the rest is of another content', async () => {
    const registry = await start({ blobCuts: { after: 100_000, times: 1 } });
    const store = registryStore(registry.host);
    const stream = await store.blob(BLOB, {}, never);
    registry.switches.corruptBlobs = true;
    const checked = verifiedStream(stream, BLOB);
    await expect(buffer(checked)).rejects.toMatchObject({ code: 'digest_mismatch' });
  });

  it('is not read on after an abort or without a reader', async () => {
    const registry = await start({ blobCuts: { after: 100_000, times: 1 } });
    const waiting = {
      now: () => new Date(),
      sleep: (_: number, signal: AbortSignal) => untilAborted(signal),
    };
    const store = registryStore(registry.host, 'team/app', { clock: waiting });
    const stop = new AbortController();
    const stopped = buffer(await store.blob(BLOB, {}, stop.signal));
    setTimeout(() => stop.abort(new Error('stopped')), 30);
    await expect(stopped).rejects.toThrow('stopped');

    registry.switches.blobCuts = { after: 100_000, times: 1 };
    const left = await store.blob(BLOB, {}, never);
    left.resume();
    setTimeout(() => left.destroy(), 30);
    await new Promise((resolve) => left.once('close', resolve));
    expect(registry.log).toHaveLength(2);
  });
});
