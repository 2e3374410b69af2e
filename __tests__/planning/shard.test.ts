import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixOf } from '../../src/planning/matrix.ts';
import type { PromotionEntry } from '../../src/planning/promotions.ts';
import type { SelectedImage } from '../../src/planning/selected-image.ts';
import { formatShard, MOST_SHARDS, parseShard, shardOf } from '../../src/planning/shard.ts';
import { shardImages } from '../../src/planning/shard-images.ts';
import { sharedBudgets } from '../../src/planning/shared-budgets.ts';

const ENTRY: PromotionEntry = {
  at: 'promotions.yaml:3:5',
  from: 'dev.example.com/team/app',
  choice: { kind: 'tags', tags: ['1'] },
  to: ['{name}'],
  allowEmpty: false,
  settings: {},
};

/** Names over few letters, so that images share destinations. */
const repository = fc
  .tuple(
    fc.constantFrom('a.example.com', 'b.example.com:5000'),
    fc.stringMatching(/^[ab]{1,3}(\/[ab]{1,2})?$/),
  )
  .map(([registry, name]) => `${registry}/${name}`);
const image: fc.Arbitrary<SelectedImage> = fc
  .tuple(fc.stringMatching(/^[0-9]{1,2}$/), fc.uniqueArray(repository, { minLength: 1, maxLength: 5 }))
  .map(([tag, names]) => ({
    entry: ENTRY,
    tag,
    destinations: names.map((name) => ({ repository: name, tags: [tag] })),
  }));
const shards = fc.integer({ min: 1, max: 12 });

const same = (name: string): string => name;

const writesOf = (images: readonly SelectedImage[]): string[] =>
  images.flatMap(({ tag, destinations }) => destinations.map(({ repository: name }) => `${tag} ${name}`));

describe('shards', () => {
  it('are a partition: together they write what the whole writes, and no two of them write one repository', () => {
    fc.assert(
      fc.property(fc.array(image, { maxLength: 12 }), shards, (images, total) => {
        const parts = Array.from({ length: total }, (_, at) =>
          shardImages(images, { index: at + 1, total }, same),
        );
        expect(parts.flatMap(writesOf).toSorted()).toEqual(writesOf(images).toSorted());
        const owners = new Map<string, number>();
        for (const [at, part] of parts.entries()) {
          for (const { destinations } of part) {
            expect(destinations).not.toEqual([]);
            for (const { repository: name } of destinations) {
              expect(owners.get(name) ?? at).toBe(at);
              owners.set(name, at);
            }
          }
        }
      }),
    );
  });

  it('of a matrix are those that have something to write', () => {
    fc.assert(
      fc.property(fc.array(image, { maxLength: 6 }), shards, (images, total) => {
        const promotions = images.flatMap(({ destinations }) =>
          destinations.map(({ repository: destination }) => ({ destination })),
        );
        const full = Array.from({ length: total }, (_, at) => ({ index: at + 1, total })).filter(
          (shard) => shardImages(images, shard, same).length > 0,
        );
        expect(matrixOf({ promotions }, total)).toEqual({ shard: full.map(formatShard) });
      }),
    );
  });

  it('are counted from the first eight bytes of the SHA-256 of the name in lower case', () => {
    const name = 'eu.example.com/team/app';
    const hex = createHash('sha256').update(name).digest('hex').slice(0, 16);
    for (const total of [1, 2, 3, 256, MOST_SHARDS])
      expect(shardOf(name, total)).toBe(1 + Number(BigInt(`0x${hex}`) % BigInt(total)));
    expect(shardOf('EU.example.com/team/app', 7)).toBe(shardOf(name, 7));
  });

  it('of one run are never far from equal', () => {
    const counts = Array.from({ length: 16 }, () => 0);
    for (let at = 0; at < 4_000; at += 1) counts[shardOf(`eu.example.com/team/app-${at}`, 16) - 1]! += 1;
    expect(Math.max(...counts)).toBeLessThan(1.25 * 250);
    expect(Math.min(...counts)).toBeGreaterThan(0.75 * 250);
  });
});

it('a shard is read as it is written', () => {
  expect(parseShard('2/4')).toEqual({ index: 2, total: 4 });
  expect(parseShard(`1/${MOST_SHARDS}`)).toEqual({ index: 1, total: MOST_SHARDS });
});

it.each([
  '',
  '0/4',
  '5/4',
  '1/0',
  '01/4',
  '1/4/4',
  '-1/4',
  '1.0/4',
  ' 1/4',
  '1/4\n',
  '1',
  '1/10001',
  '١/٤',
  'all',
])('a shard %o is refused with how to write one', (text) => {
  expect(() => parseShard(text)).toThrow(
    expect.objectContaining({ code: 'usage', hint: expect.stringContaining('such as 2/4') }),
  );
});

describe('the budget of a registry', () => {
  const budgets = new Map([
    ['docker.io', { requestsPerSecond: 5, concurrency: 4, keepAllowance: 20 }],
    ['eu.example.com', { requestsPerSecond: 50 }],
    ['other.example.com', { concurrency: 2 }],
  ]);

  it('is divided by all shards where no plan tells which of them touch it', () => {
    expect([...sharedBudgets(budgets, 8)]).toEqual([
      ['docker.io', { requestsPerSecond: 0.625, concurrency: 1, keepAllowance: 20 }],
      ['eu.example.com', { requestsPerSecond: 6.25 }],
      ['other.example.com', { concurrency: 1 }],
    ]);
  });

  it('is divided by the shards that read from it or write to it', () => {
    const to = ['eu.example.com/a', 'eu.example.com/b', 'eu.example.com/c'];
    const touching = new Set(to.map((name) => shardOf(name, 8))).size;
    expect(touching).toBeGreaterThan(1);
    const own = sharedBudgets(budgets, 8, [{ from: 'docker.io/library/alpine', to }]);
    expect(own.get('docker.io')!.requestsPerSecond).toBe(5 / touching);
    expect(own.get('eu.example.com')!.requestsPerSecond).toBe(50 / touching);
    expect(own.get('other.example.com')).toEqual({ concurrency: 2 });
  });

  it('is never exceeded by all shards together', () => {
    fc.assert(
      fc.property(
        fc.array(image, { minLength: 1, maxLength: 12 }),
        shards,
        fc.boolean(),
        (images, total, hasPlan) => {
          const rates = new Map(
            ['dev.example.com', 'a.example.com', 'b.example.com:5000'].map((name) => [
              name,
              { requestsPerSecond: 60 },
            ]),
          );
          const traffic = images.map(({ entry, destinations }) => ({
            from: entry.from,
            to: destinations.map(({ repository: name }) => name),
          }));
          const sums = new Map<string, number>();
          for (let index = 1; index <= total; index += 1) {
            const part = shardImages(images, { index, total }, same);
            const touched = new Set(
              part
                .flatMap(({ entry, destinations }) => [
                  entry.from,
                  ...destinations.map(({ repository: name }) => name),
                ])
                .map((name) => name.split('/')[0]!),
            );
            const own = sharedBudgets(rates, total, hasPlan ? traffic : undefined);
            for (const name of touched)
              sums.set(name, (sums.get(name) ?? 0) + own.get(name)!.requestsPerSecond!);
          }
          for (const sum of sums.values()) expect(sum).toBeLessThanOrEqual(60 + 1e-9);
        },
      ),
    );
  });
});
