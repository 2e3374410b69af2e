import { expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { uncompared } from '../../../src/operations/comparison/compare-with.ts';
import { repairImage } from '../../../src/operations/comparison/repair.ts';
import type { ComparedResult } from '../../../src/operations/comparison/result.ts';
import { failedImage } from '../../../src/operations/failed-image.ts';
import { untouchedDestination } from '../../../src/operations/promotion/failed-destination.ts';
import type { ImageResult } from '../../../src/operations/results.ts';

const errorOf = (code: 'parity_missing' | 'signature_lost' | 'connection_failed') =>
  new SealiftError(code, `because of ${code}`).toJSON();

const row = (repository: string, status: ComparedResult['status']): ComparedResult => ({
  ...uncompared(repository, false),
  status,
  error: status === 'equal' ? null : errorOf(status === 'short' ? 'parity_missing' : 'connection_failed'),
});

const imageOf = (...compared: readonly ComparedResult[]): ImageResult => ({
  ...failedImage('a.example.com/app:1', null),
  compared,
});

const taken = (repository: string) => untouchedDestination(repository, { digest: null, attachments: 0 });

it('a repair after which something is missing still is no success, whatever the promotion said', async () => {
  const repaired = await repairImage(imageOf(row('b', 'short')), {
    promote: async () => ({ ...failedImage('', null), status: 'promoted', destinations: [taken('b')] }),
    compareAgain: async () => imageOf(row('b', 'short')),
  });
  expect(repaired).toMatchObject({
    status: 'failed',
    error: { code: 'parity_missing' },
    compared: [{ status: 'short', repair: 'failed' }],
  });
});

it('a repair asks only for what is short, and again only where the promotion was done', async () => {
  const asked: (readonly string[])[] = [];
  const found = imageOf(row('b', 'short'), row('c', 'equal'), row('d', 'failed'), row('e', 'short'));
  const lost = errorOf('signature_lost');
  const repaired = await repairImage(found, {
    promote: async (names) => {
      asked.push(names);
      const destinations = [{ ...taken('b'), status: 'failed', error: lost } as const, taken('e')];
      return { ...failedImage('', lost), status: 'partial', destinations };
    },
    compareAgain: async (names) => {
      asked.push(names);
      return imageOf(row('e', 'equal'));
    },
  });
  expect(asked).toEqual([['b', 'e'], ['e']]);
  expect(repaired.compared).toMatchObject([
    { status: 'short', repair: 'failed', error: { code: 'signature_lost' } },
    { status: 'equal', repair: null },
    { status: 'failed', repair: null, error: { code: 'connection_failed' } },
    { status: 'equal', repair: 'done' },
  ]);
  // Of several errors that of the repository which nobody could read decides.
  expect(repaired).toMatchObject({ status: 'failed', error: { code: 'connection_failed' } });
});

it('a repair whose second comparison cannot read the source says so', async () => {
  const repaired = await repairImage(imageOf(row('b', 'short')), {
    promote: async () => ({ ...failedImage('', null), status: 'promoted', destinations: [taken('b')] }),
    compareAgain: async () => failedImage('', errorOf('connection_failed')),
  });
  expect(repaired).toMatchObject({ status: 'failed', error: { code: 'connection_failed' } });
});
