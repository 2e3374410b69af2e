import { afterAll, beforeAll, expect, it } from 'vitest';
import { preparedEntries } from '../../../src/compose/promotions/prepared-entries.ts';
import { promoteEach } from '../../../src/compose/promotions/promote-each.ts';
import { run } from '../../../src/compose/run.ts';
import { SealiftError } from '../../../src/errors.ts';
import { mirror } from '../../support/mirror.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;

beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

const of = (requests: readonly string[], pattern: RegExp): readonly string[] =>
  requests.filter((one) => pattern.test(one));

it('a layer that images share is read once, written once to a registry, and mounted in its other repositories', async () => {
  const { promote, selected, to } = await mirror(at);
  const { result, requests } = await promote();
  expect(
    result.images
      .flatMap(({ error, destinations }) => [error, ...destinations.map((one) => one.error)])
      .filter(Boolean),
  ).toEqual([]);
  expect(result.images.map(({ reference, status }) => [reference, status])).toEqual(
    selected.map(({ entry, tag }) => [`${entry.from}:${tag}`, 'promoted']),
  );
  const [source, ...targets] = requests;
  const reads = of(source!, /^GET .*\/blobs\//);
  // Four images have a config and a layer of their own and a signature, and all of them three layers and the empty config.
  const digests = reads.map((one) => one.replace(/^.*blobs\//, ''));
  expect(new Set(digests).size).toBe(4 * 3 + 3 + 1);
  const layers = Map.groupBy(digests, (digest) => digest);
  const envelopes = 4;
  expect(digests.length).toBeLessThanOrEqual(layers.size + envelopes);
  for (const target of targets) {
    const puts = of(target, /^PUT .*blobs\/uploads/);
    expect(puts).toHaveLength(4 * 3 + 3 + 1);
    expect(of(target, /mount=.*from=mirror/)).toHaveLength(3 + 1);
    // Only the envelopes are asked for, to read them back.
    expect(of(target, /^HEAD .*\/blobs\//)).toHaveLength(4);
    expect(of(target, /tags\/list/)).toHaveLength(2);
  }
  for (const { host } of to)
    expect(result.images[0]?.destinations.map(({ reference }) => reference)).toContain(`${host}/mirror/a:v0`);
});

it.each([1, 2])(
  'a repeat costs one request an image and side, besides lists and signatures: %i signatures',
  async (signatures) => {
    const images = 3;
    const { promote } = await mirror(at, { images, signatures });
    await promote();
    const { result, requests } = await promote();
    expect(result.images.every(({ status }) => status === 'unchanged')).toBe(true);
    expect(result.images[0]?.signatures.filter(({ status }) => status === 'passed')).toHaveLength(1);
    expect(result.images[0]?.attachments).toHaveLength(signatures);
    const count = 2 * images;
    const [source, ...targets] = requests;
    const lists = /referrers\/|tags\/list|manifests\/sha256-/;
    const others = source!.filter((one) => !lists.test(one));
    // The manifest and the envelope of the one signature that was judged.
    expect(others.length, others.join('\n')).toBeLessThanOrEqual(count + 2 * count);
    expect(of(source!, /tags\/list/)).toHaveLength(2);
    for (const target of targets) {
      const more = target.filter((one) => !lists.test(one));
      expect(more).toHaveLength(count);
      expect(of(more, /^HEAD .*manifests\/v/)).toHaveLength(count);
    }
  },
);

it('a run that is ended tells what is promoted, though one image hangs in what nobody can end', async () => {
  const { selected } = await mirror(at, { repositories: ['a', 'b'], images: 1 });
  const stop = new AbortController();
  const { images, error } = await run('promote', { env: {} }, stop.signal, async (current) => {
    const prepared = await preparedEntries(current, { entries: selected.map(({ entry }) => entry) });
    const open: typeof prepared.open = (place, ...more) =>
      JSON.stringify(place).includes('mirror/b') ? new Promise(() => {}) : prepared.open(place, ...more);
    const onDone = () => stop.abort(new SealiftError('interrupted', 'ended by this test'));
    return promoteEach(current, { ...prepared, open }, selected, { dryRun: false, onDone });
  });
  expect(error?.code).toBe('interrupted');
  expect(images.map((one) => [one.status, one.error?.code])).toEqual([
    ['promoted', undefined],
    ['failed', 'interrupted'],
  ]);
});
