import { expect, it } from 'vitest';
import { OpenedStores } from '../../src/compose/opened-stores.ts';
import { SealiftError } from '../../src/errors.ts';
import type { TargetStore } from '../../src/oci/ports.ts';
import { formatPlace, parseDestination } from '../../src/oci/reference.ts';

const A = parseDestination('a.example.com/app');
const B = parseDestination('b.example.com/app');

it('a store that cannot be closed fails its run at the end, and leaves no other one open', async () => {
  const closed: string[] = [];
  const ends: (() => Promise<void>)[] = [];
  const stores = new OpenedStores({ onEnd: (close) => ends.push(close) }, async (place, purpose) => {
    const close = async (): Promise<void> => {
      closed.push(purpose);
      if (place === A && purpose === 'read') throw new SealiftError('connection_failed', 'it hangs');
    };
    return { close } as TargetStore;
  });
  await stores.open(A, 'read');
  await stores.open(A, 'create');
  await stores.open(B, 'attach');
  await stores.close(A);
  expect(closed).toEqual(['read', 'create']);
  await expect(ends[0]!()).rejects.toMatchObject({ code: 'connection_failed' });
  expect(closed).toEqual(['read', 'create', 'attach']);
});

it('a store is opened once for each purpose, however often it is asked for', async () => {
  const opened: string[] = [];
  const stores = new OpenedStores({ onEnd: () => {} }, async (place, purpose) => {
    opened.push(`${purpose} ${formatPlace(place)}`);
    return { close: async () => {} } as TargetStore;
  });
  const [one, other] = await Promise.all([stores.open(A, 'read'), stores.open(A, 'read')]);
  expect(one).toBe(other);
  await stores.open(A, 'create');
  await stores.open(B, 'read');
  expect(opened).toEqual(['read a.example.com/app', 'create a.example.com/app', 'read b.example.com/app']);
  await stores.close(A);
  expect(await stores.open(A, 'read')).not.toBe(one);
});
