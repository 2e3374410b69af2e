import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../../src/compose/exit-code.ts';
import { plan, promote } from '../../../src/index.ts';
import { referrersTag } from '../../../src/oci/referrers-index.ts';
import type { RunResult } from '../../../src/operations/results.ts';
import { shardOf } from '../../../src/planning/shard.ts';
import { type } from '../../support/command-line.ts';
import { type PromotionsScene, promotionsScene } from '../../support/promotions-scene.ts';
import { expectValid } from '../../support/result-schema.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;

beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

const NAMES = ['a', 'b', 'c', 'd'];
const TOTAL = 3;

/** Two images that go to four repositories each. */
async function scene(): Promise<
  PromotionsScene & { readonly file: string; repositories: readonly string[] }
> {
  const made = await promotionsScene(at);
  for (const tag of ['1.0', '1.1']) await made.add(tag);
  const to = NAMES.map((name) => `${made.to.host}/${name}/{name}`);
  const file = await made.write([
    'promotions:',
    `  - { from: '${made.source}', tags: { semver: '>=1' }, to: ${JSON.stringify(to)} }`,
  ]);
  return { ...made, file, repositories: NAMES.map((name) => `${made.to.host}/${name}/app`) };
}

/** Every shard of a file, whose results are kept in a folder. */
async function promoteShards(file: string, folder: string, more: object = {}): Promise<readonly RunResult[]> {
  await mkdir(folder);
  const results: RunResult[] = [];
  for (let index = 1; index <= TOTAL; index += 1) {
    const result = await promote({ file, shard: `${index}/${TOTAL}`, env: {}, ...more });
    expectValid(result);
    await writeFile(join(folder, `${index}.json`), JSON.stringify(result));
    results.push(result);
  }
  return results;
}

const writtenTo = ({ images }: RunResult): string[] =>
  images.flatMap(({ destinations }) => destinations.map(({ reference }) => reference.replace(/:[^:]*$/, '')));

describe('promote --file --shard', () => {
  it('promotes to the repositories of its shard, so that all shards promote all, and the results make the whole', async () => {
    const { file, repositories, to, source } = await scene();
    const folder = at.path('results');
    const results = await promoteShards(file, folder);
    for (const [index, result] of results.entries()) {
      expect(result.error).toBeNull();
      for (const name of writtenTo(result)) expect(shardOf(name, TOTAL)).toBe(index + 1);
    }
    expect(new Set(results.flatMap(writtenTo))).toEqual(new Set(repositories));
    for (const name of NAMES) expect(to.repository(`${name}/app`).tags.size).toBeGreaterThanOrEqual(2);
    const { code, json } = await type(['plan', '--results', folder, '--output', 'json']);
    const whole = json();
    expectValid(whole);
    expect([whole.status, code, whole.command]).toEqual(['done', 0, 'promote']);
    expect(whole.images).toHaveLength(2);
    const shown = await type(['plan', '--results', folder]);
    expect(shown.stdout).toContain(`${source}:1.0`);
    expect(new Set(writtenTo(whole))).toEqual(new Set(repositories));
  });

  it('loses no signature of another shard where all of them go to one repository, whatever single-writer says', async () => {
    const { add, write, source, to } = await promotionsScene(at);
    const { digest } = await add('1.0');
    to.switches.referrers = '404';
    const file = await write([
      ...['single-writer: true', `signatures-to: '${to.host}/signatures'`],
      'sign: { key: key.pem, certificate-chain: chain.pem, user-metadata: { by: mirror } }',
      'promotions:',
      `  - { from: '${source}', tags: ['1.0'], to: ${JSON.stringify(NAMES.map((name) => `${to.host}/${name}/{name}`))} }`,
    ]);
    const shards = [...new Set(NAMES.map((name) => shardOf(`${to.host}/${name}/app`, 2)))];
    const results = await Promise.all(shards.map((index) => promote({ file, shard: `${index}/2`, env: {} })));
    expect(results.map(({ status }) => status)).toEqual(shards.map(() => 'done'));
    const there = to.repository('signatures');
    const list = there.manifests.get(there.tags.get(referrersTag(digest))!)!;
    const listed = JSON.parse(Buffer.from(list.bytes).toString()).manifests.map(
      (one: { digest: string }) => one.digest,
    );
    for (const { images } of results) expect(listed).toContain(images[0]!.signaturesTo!.signed[0]!.digest);
  });

  it('does what its part of a plan says, and the matrix names the shards that have one', async () => {
    const { file, repositories } = await scene();
    const out = at.path('plan.json');
    const { matrix, planDigest } = await plan({ file, out, shards: TOTAL, env: {} });
    const used = [...new Set(repositories.map((name) => shardOf(name, TOTAL)))].toSorted();
    expect(matrix).toEqual({ shard: used.map((index) => `${index}/${TOTAL}`) });
    const results = await promoteShards(file, at.path('planned'), { plan: out, planDigest });
    expect(results.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(new Set(results.flatMap(writtenTo))).toEqual(new Set(repositories));
    expect(results[0]!.shard).toMatchObject({
      index: 1,
      total: TOTAL,
      expected: matrix!.shard,
      plan: planDigest,
    });
  });

  it('is done where the shard has nothing to promote, and asks no registry', async () => {
    const { source, write, from, to } = await promotionsScene(at);
    const there = `${to.host}/only/app`;
    const file = await write(['promotions:', `  - { from: '${source}', tags: ['1.0'], to: '${there}' }`]);
    const idle = (shardOf(there, 2) % 2) + 1;
    const result = await promote({ file, shard: `${idle}/2`, env: {} });
    expect([result.status, exitCodeOf(result), result.images]).toEqual(['done', 0, []]);
    expect([...from.requests, ...to.requests]).toEqual([]);
  });

  it('reads the tags of no repository that the shard takes nothing from', async () => {
    const { source, write, from, to, add } = await promotionsScene(at);
    await add('1.0');
    // The port of the registry decides which shard a name has, so that there are enough of them for both.
    const names = Array.from({ length: 64 }, (_, at) => `${to.host}/${at}/app`);
    const [first, second] = [1, 2].map((index) => names.find((name) => shardOf(name, 2) === index)!);
    const entry = (repository: string, there: string) =>
      `  - { from: '${repository}', tags: { semver: '>=1' }, to: '${there}' }`;
    const file = await write([
      'promotions:',
      entry(source, first!),
      entry(`${from.host}/team/other`, second!),
    ]);
    from.log.length = 0;
    const result = await promote({ file, shard: '1/2', env: {} });
    expect(result.error).toBeNull();
    expect(from.requests.filter((one) => one.includes('team/other'))).toEqual([]);
  });

  it.each([
    ['5/4', '5/4 is no shard'],
    ['auto', 'no engine tells which shard this is'],
  ])('refuses %s before anything is read', async (shard, message) => {
    const refused = promote({ file: at.path('absent.yaml'), shard, env: {} });
    await expect(refused).rejects.toMatchObject({ code: 'usage', message: expect.stringContaining(message) });
  });

  it('holds to the budgets of the file', async () => {
    const { source, write, from, to, add } = await promotionsScene(at);
    for (const tag of ['1.0', '1.1', '1.2']) await add(tag);
    const file = await write([
      `registries: { '${from.host}': { keep-allowance: 20, concurrency: 1 } }`,
      'promotions:',
      `  - { from: '${source}', tags: { semver: '>=1' }, to: '${to.host}/there/app' }`,
    ]);
    from.switches.allowance = { remaining: 24, window: 21_600 };
    const { code, stderr } = await type(['promote', '--file', file, '--shard', '1/1']);
    expect(code).toBe(5);
    expect(stderr).toContain(
      `${from.host} has 20 pulls left of its allowance, and keep-allowance keeps 20 for others`,
    );
    expect(from.switches.allowance.remaining).toBe(20);
    const planned = await plan({ file, env: {} });
    expect(planned.images.map(({ error }) => error?.code)).toContain('too_many_requests');
  });

  it('is refused without --file', async () => {
    const refused = promote({ source: 'oci:x:1', destination: 'r.example.com/x', shard: '1/2', env: {} });
    await expect(refused).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--shard is given without --file'),
    });
  });
});

describe('plan --results', () => {
  it.each([
    [['promotions.yaml'], 'takes no promotions file'],
    [['--shards', '2'], '--shards is about a plan'],
    [['--trust-policy', 'p.json'], '--trust-policy is about a plan'],
  ])('is refused with %j', async (words, message) => {
    const { code, stderr } = await type(['plan', '--results', at.folder, ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

it('more shards than there can be are refused', async () => {
  const { code, stderr } = await type(['plan', at.path('absent.yaml'), '--shards', '10001']);
  expect(code).toBe(2);
  expect(stderr).toContain('10001 are too many');
});
