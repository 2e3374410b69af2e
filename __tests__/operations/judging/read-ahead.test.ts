import { beforeEach, describe, expect, it } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { attachSignature } from '../crafted.ts';
import { strangerChain, verify } from '../support.ts';

describe('signatures that are read ahead', () => {
  let store: MemoryStore;
  let subject: Descriptor;

  beforeEach(async () => {
    store = new MemoryStore('dev.test/team/app');
    subject = await push(store, image(), '1');
  });

  const strangers = async (count: number): Promise<Descriptor[]> => {
    const made: Descriptor[] = [];
    for (let at = 0; at < count; at += 1) {
      const signingTime = `2026-06-01T10:00:${10 + at}Z`;
      made.push(await attachSignature(store, subject, { chain: strangerChain(), signingTime }));
    }
    return made;
  };

  it('are judged in listed order, up to the one that passes', async () => {
    await strangers(9);
    await attachSignature(store, subject);
    const { status, signatures } = await verify(store);
    expect(status).toBe('verified');
    expect(signatures.map((one) => one.status)).toEqual([...Array(9).fill('failed'), 'passed']);
  });

  it('are no error behind one that passes, and one before it', async () => {
    const [, , third] = await strangers(3);
    const good = await attachSignature(store, subject);
    const last = await attachSignature(store, subject, { signingTime: '2026-06-01T11:00:00Z' });
    const { manifest } = store;
    const failing = (digest: string): void => {
      store.manifest = async (name, signal) => {
        if ('digest' in name && name.digest === digest) throw new TypeError('the wire broke');
        return manifest.call(store, name, signal);
      };
    };
    const behind = (await verify(store)).signatures;
    expect(behind.at(-1)).toMatchObject({ digest: good.digest, status: 'passed' });
    failing(last.digest);
    expect(await verify(store)).toMatchObject({ status: 'verified' });
    failing(third!.digest);
    expect((await verify(store)).status).toBe('failed');
  });
});
