import { describe, expect, it } from 'vitest';
import { CachedStore } from '../../../src/oci/cache/cached-store.ts';
import { Narrow } from '../../../src/oci/cache/narrow.ts';
import type { ReferrerEntry } from '../../../src/oci/ports.ts';
import { attached, image } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { never, viewOf } from '../../support/tools.ts';

const subject = image().manifest.descriptor;
const entries: ReferrerEntry[] = ['a', 'b', 'c'].map((text) => ({
  descriptor: attached(subject, undefined, text).manifest.descriptor,
  foundIn: 'api',
}));

/** A store that counts lists and the entries it had to give. */
function counting(fails?: Error) {
  const count = { lists: 0, given: 0 };
  const store = new MemoryStore();
  store.referrers = async function* () {
    count.lists += 1;
    for (const entry of entries) {
      count.given += 1;
      yield entry;
    }
    if (fails) throw fails;
  };
  return { count, store: viewOf(store) };
}

const QUERY = { sources: 'merged' } as const;
const all = (store: CachedStore) => Array.fromAsync(store.referrers(subject, QUERY, never));

describe('the lists of a cached store', () => {
  it('are asked for once, however many readers there are at the same time', async () => {
    const { count, store } = counting();
    expect(await Promise.all([all(store), all(store)])).toEqual([entries, entries]);
    expect(await all(store)).toEqual(entries);
    expect(count).toEqual({ lists: 1, given: 3 });
  });

  it('are read only as far as a reader wants', async () => {
    const { count, store } = counting();
    const query = { sources: 'api-first' } as const;
    store.prefetch(subject, query);
    for await (const _ of store.referrers(subject, query, never)) break;
    expect(count).toEqual({ lists: 1, given: 1 });
    expect(await all(store)).toEqual(entries);
  });

  it('fail for each reader that reaches the failing entry, and for no other', async () => {
    const { count, store } = counting(new Error('cut'));
    for await (const entry of store.referrers(subject, QUERY, never)) {
      if (entry === entries[2]) break;
    }
    const both = await Promise.allSettled([all(store), all(store)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(count.lists).toBe(1);
  });

  it('are asked for again after a reader got the failure', async () => {
    const { count, store } = counting(new Error('cut'));
    await expect(all(store)).rejects.toThrow('cut');
    await expect(all(store)).rejects.toThrow('cut');
    expect(count.lists).toBe(2);
  });

  it('fail for their reader, and not for the process, when a prefetch fails', async () => {
    const failing = new MemoryStore();
    // biome-ignore lint/correctness/useYield: it fails before it has anything to give
    failing.referrers = async function* () {
      throw new Error('cut');
    };
    const store = viewOf(failing);
    store.prefetch(subject, QUERY);
    await new Promise((resolve) => setImmediate(resolve));
    await expect(all(store)).rejects.toThrow('cut');
  });

  it('are prefetched up to the limit on unread bytes', async () => {
    const source = new MemoryStore();
    const asked: string[] = [];
    const annotations = { noise: 'x'.repeat(1024 * 1024) };
    source.referrers = async function* ({ digest }) {
      asked.push(digest);
      yield { descriptor: { ...entries[0]!.descriptor, annotations }, foundIn: 'api' };
    };
    const store = viewOf(source);
    const subjects = Array.from({ length: 9 }, (_, at) => image({ seed: `${at}` }).manifest.descriptor);
    for (const one of subjects) {
      store.prefetch(one, QUERY);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(asked.length).toBeLessThan(4);
    for await (const _ of store.referrers(subjects[0]!, QUERY, never)) break;
    expect(asked[0]).toBe(subjects[0]!.digest);
    store.prefetch(subjects[8]!, QUERY);
    expect(asked.at(-1)).toBe(subjects[8]!.digest);
  });

  it('are refused beside other images where they are long, and read no further', async () => {
    const source = new MemoryStore();
    let given = 0;
    source.referrers = async function* () {
      for (; given < 10_000; given += 1) yield entries[0]!;
    };
    const narrow = new Narrow();
    const store = new CachedStore(source, { signal: never, narrow });
    store.prefetch(subject, QUERY);
    await expect(all(store)).rejects.toMatchObject({ code: 'content_too_large' });
    expect(given).toBeLessThan(300);
    expect(narrow.isExceeded).toBe(true);
    const alone = new CachedStore(source, { signal: never });
    given = 0;
    expect(await all(alone)).toHaveLength(10_000);
  });
});
