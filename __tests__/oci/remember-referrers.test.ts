import { describe, expect, it } from 'vitest';
import type { ReferrerEntry, ReferrerReader } from '../../src/oci/ports.ts';
import { RememberedReferrers } from '../../src/oci/remember-referrers.ts';
import { attached, image } from '../support/images.ts';
import { never } from '../support/tools.ts';

const subject = image().manifest.descriptor;
const entries: ReferrerEntry[] = ['a', 'b', 'c'].map((text) => ({
  descriptor: attached(subject, undefined, text).manifest.descriptor,
  foundIn: 'api',
}));

/** A store that counts lists and the entries it had to give. */
function counting(fails?: Error) {
  const count = { lists: 0, given: 0 };
  const store: ReferrerReader = {
    async *referrers() {
      count.lists += 1;
      for (const entry of entries) {
        count.given += 1;
        yield entry;
      }
      if (fails) throw fails;
    },
  };
  return { count, lists: new RememberedReferrers(store, { sources: 'all' }) };
}

const all = (lists: RememberedReferrers) =>
  Array.fromAsync(lists.referrers(subject, { sources: 'all' }, never));

describe('remembered referrers', () => {
  it('are asked for once, whoever reads them, also at the same time', async () => {
    const { count, lists } = counting();
    expect(await Promise.all([all(lists), all(lists)])).toEqual([entries, entries]);
    expect(await all(lists)).toEqual(entries);
    expect(count).toEqual({ lists: 1, given: 3 });
  });

  it('are read only as far as somebody wants', async () => {
    const { count, lists } = counting();
    lists.ahead(subject, { sources: 'all' }, never);
    for await (const _ of lists.referrers(subject, { sources: 'all' }, never)) break;
    expect(count).toEqual({ lists: 1, given: 1 });
    expect(await all(lists)).toEqual(entries);
  });

  it('fail for everybody who reads to the place, and for nobody who does not', async () => {
    const { lists } = counting(new Error('cut'));
    for await (const entry of lists.referrers(subject, { sources: 'all' }, never)) {
      if (entry === entries[2]) break;
    }
    await expect(all(lists)).rejects.toThrow('cut');
    await expect(all(lists)).rejects.toThrow('cut');
  });

  it('that fail ahead are an error of whoever reads them, not of the process', async () => {
    const fails: ReferrerReader = {
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give
      async *referrers() {
        throw new Error('cut');
      },
    };
    const lists = new RememberedReferrers(fails, { sources: 'all' });
    lists.ahead(subject, { sources: 'all' }, never);
    await new Promise((resolve) => setImmediate(resolve));
    await expect(all(lists)).rejects.toThrow('cut');
  });
});
