import { expect, it } from 'vitest';
import { SharedStores } from '../../../src/compose/promotions/shared-stores.ts';
import { SealiftError } from '../../../src/errors.ts';
import type { TargetStore } from '../../../src/oci/ports.ts';
import { parseDestination } from '../../../src/oci/reference.ts';

const A = parseDestination('a.example.com/app');
const B = parseDestination('b.example.com/app');

it('a store that cannot be closed fails its run at the end, and leaves no other one open', async () => {
  const closed: string[] = [];
  const ends: (() => Promise<void>)[] = [];
  const stores = new SharedStores({ onEnd: (close) => ends.push(close) }, async (place, purpose) => {
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
