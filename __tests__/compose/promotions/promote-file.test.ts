import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { exitCodeOf } from '../../../src/compose/exit-code.ts';
import { runPlan } from '../../../src/compose/run-plan.ts';
import { runPromoteFile } from '../../../src/compose/run-promote-file.ts';
import { promote, type SealiftError, sign } from '../../../src/index.ts';
import type { Digest } from '../../../src/oci/digest.ts';
import type { ProgressEvent } from '../../../src/operations/ports.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { image, push } from '../../support/images.ts';
import { registryStore } from '../../support/registry-store.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;

beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

const TAGS = ['1.0', '1.1', '2.0'];
const signal = new AbortController().signal;
let folders = 0;

/** A promotions file beside its trust, a registry with three signed images, and one to promote to. */
async function scene({ unsigned = [] as readonly string[] } = {}) {
  const [from, to] = await Promise.all([FakeRegistry.start(), FakeRegistry.start()]);
  onTestFinished(async () => {
    await Promise.all([from.stop(), to.stop()]);
  });
  const store = registryStore(from.host);
  const digests: Record<string, Digest> = {};
  for (const tag of TAGS) digests[tag] = (await push(store, image({ seed: tag, base: 'base' }), tag)).digest;
  const signed = TAGS.filter((tag) => !unsigned.includes(tag));
  const images = signed.map((tag) => `${from.host}/team/app@${digests[tag]}`);
  if (images.length > 0) await sign({ images, key: at.key, certificateChain: at.chain, env: {} });
  folders += 1;
  const folder = at.path(`scene-${folders}`);
  const path = (name: string) => `${folder}/${name}`;
  await mkdir(path('trust/x509/ca/acme'), { recursive: true });
  await writeFile(path('trust/x509/ca/acme/root.pem'), await readFile(at.root));
  await writeFile(path('trustpolicy.json'), await readFile(at.policy));
  const write = async (entries: string) => {
    const head = 'version: 1\ntrust-policy: trustpolicy.json\ntrust-store: trust\npromotions:\n';
    await writeFile(path('promotions.yaml'), `${head}${entries}`);
  };
  await write(
    `  - { from: ${from.host}/team/app, tags: { semver: '>=1' }, to: ['${to.host}/prod/{name}']${images.length > 0 ? '' : ', allow-unsigned: true'} }\n`,
  );
  const file = path('promotions.yaml');
  const plan = async () => {
    const result = await runPlan({ file, out: path('plan.json'), env: {} }, signal);
    expect(result.error).toBeNull();
    if (!('planDigest' in result)) throw new Error('no plan');
    return { plan: path('plan.json'), planDigest: result.planDigest! };
  };
  for (const one of [from, to]) one.log.length = 0;
  return { from, to, digests, file, path, write, plan, store, there: to.repository('prod/app') };
}

type Scene = Awaited<ReturnType<typeof scene>>;

const codes = async (refused: Promise<unknown>): Promise<string> =>
  refused.then(
    () => 'done',
    (error: SealiftError) => error.code,
  );

it('all that a file selects is promoted, and the relocations say where each image is', async () => {
  const { from, to, digests, file, path, there } = await scene();
  const result = await promote({ file, relocations: path('where.json'), env: {} });
  expect(result).toMatchObject({ status: 'done', error: null });
  for (const tag of TAGS) expect(there.tags.get(tag)).toBe(digests[tag]);
  const where = JSON.parse(await readFile(path('where.json'), 'utf8'));
  expect(where).toEqual(
    Object.fromEntries(
      TAGS.map((tag) => [`${from.host}/team/app:${tag}`, [`${to.host}/prod/app@${digests[tag]}`]]),
    ),
  );
  const again = await promote({ file, env: {} });
  expect(again.images.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
});

it('a broken image and a dead destination stop nothing else, and the relocations have what is there', async () => {
  const { from, to, file, path, write, there } = await scene({ unsigned: ['1.1'] });
  await write(
    `  - { from: ${from.host}/team/app, tags: ['1.0', '1.1', '2.0', none], to: ['127.0.0.1:1/prod/{name}', '${to.host}/prod/{name}'] }\n`,
  );
  const result = await promote({ file, relocations: path('where.json'), env: {} });
  expect(result.images.map(({ status, error }) => [status, error?.code])).toEqual([
    ['partial', 'connection_failed'],
    ['failed', 'artifact_unsigned'],
    ['partial', 'connection_failed'],
    ['failed', 'artifact_not_found'],
  ]);
  expect(exitCodeOf(result)).toBe(5);
  expect([...there.tags.keys()].filter((tag) => TAGS.includes(tag)).toSorted()).toEqual(['1.0', '2.0']);
  expect(Object.keys(JSON.parse(await readFile(path('where.json'), 'utf8')))).toHaveLength(2);
});

it('rules that select nothing, and may, are done with a word', async () => {
  const { from, to, file, write } = await scene();
  await write(
    `  - { from: ${from.host}/team/app, tags: { semver: '>=9' }, allow-empty: true, to: ['${to.host}/prod/{name}'] }\n`,
  );
  const told: string[] = [];
  const reporter = {
    progress: (event: ProgressEvent) => void (event.type === 'notice' && told.push(event.message)),
    warning: (message: string) => void told.push(message),
  };
  const result = await runPromoteFile({ file, env: {}, reporter }, signal);
  expect(result).toMatchObject({ status: 'done', images: [] });
  expect(told).toEqual([expect.stringContaining('nothing is to be promoted')]);
});

it('a dry run says what would be done, and writes nothing', async () => {
  const { file, path, to } = await scene();
  const result = await promote({ file, dryRun: true, relocations: path('where.json'), env: {} });
  expect(result.images.map(({ status }) => status)).toEqual(['planned', 'planned', 'planned']);
  expect(to.writes).toEqual([]);
  await expect(readFile(path('where.json'))).rejects.toThrow();
});

it.each<[string, string, string]>([
  [
    'an image without a signature',
    "tags: ['1.1']",
    'Sign it first with `sealift sign`, or promote with `allow-unsigned: true`.',
  ],
  [
    'a tag that is to stay',
    "tags: ['1.0'], existing-tag: fail",
    "If 1.0 is meant to move, say `'1.0': move` under `existing-tag`, beside the other rules;",
  ],
])(
  'a remedy has the settings of the file, and not flags that count for all entries: %s',
  async (_, rules, hint) => {
    const { from, to, file, write } = await scene({ unsigned: ['1.1'] });
    await push(registryStore(to.host, 'prod/app'), image({ seed: 'other' }), '1.0');
    await write(`  - { from: ${from.host}/team/app, ${rules}, to: '${to.host}/prod/{name}' }\n`);
    const planned = await runPlan({ file, env: {} }, signal);
    const promoted = await promote({ file, env: {} });
    for (const { images } of [planned, promoted]) {
      expect(images[0]!.error!.hint).toContain(hint);
      expect(images[0]!.error!.hint).toContain('in the entry of the promotions file');
    }
  },
);

it('an entry without trust is refused with its place and its settings', async () => {
  const { from, to, file } = await scene();
  const entry = (tag: string, more = '') =>
    `  - { from: ${from.host}/team/app, tags: ['${tag}']${more}, to: '${to.host}/prod/{name}' }\n`;
  const trust = ', trust-policy: trustpolicy.json, trust-store: trust';
  await writeFile(file, `version: 1\npromotions:\n${entry('1.0', trust)}${entry('1.1')}`);
  await expect(promote({ file, env: { CI: 'true' } })).rejects.toMatchObject({
    code: 'trust_missing',
    message: expect.stringMatching(/promotions\.yaml:4:5: /),
    hint: expect.stringContaining('Give `trust-policy` and `trust-store`'),
  });
  expect([...from.requests, ...to.requests]).toEqual([]);
});

it('a remedy has the flag where the command line says it for all entries', async () => {
  const { to, file } = await scene();
  await push(registryStore(to.host, 'prod/app'), image({ seed: 'other' }), '1.0');
  const { images } = await promote({ file, existingTag: 'fail', env: {} });
  expect(images[0]!.error!.hint).toContain('--existing-tag 1.0=move behind the other rules');
});

it('relocations replace older ones, and no other file', async () => {
  const { from, to, file, path } = await scene();
  const text = await readFile(file, 'utf8');
  expect(await codes(promote({ file, relocations: file, env: {} }))).toBe('file_exists');
  expect(await readFile(file, 'utf8')).toBe(text);
  // Nobody ever writes to the pipe.
  execFileSync('mkfifo', [path('pipe')]);
  expect(await codes(promote({ file, relocations: path('pipe'), env: {} }))).toBe('file_exists');
  expect([...from.requests, ...to.requests]).toEqual([]);
  for (const _ of ['first', 'again'])
    expect((await promote({ file, relocations: path('where.json'), env: {} })).status).toBe('done');
});

it('what is no plan is refused with its path', async () => {
  const { file, path } = await scene();
  await writeFile(path('broken.json'), '{}\n');
  await expect(promote({ file, plan: path('broken.json'), env: {} })).rejects.toMatchObject({
    code: 'plan_invalid',
    message: expect.stringContaining('broken.json: the plan does not begin'),
  });
});

it('a promotions file in the place of an image is told how to be named', async () => {
  await expect(promote({ source: 'promotions.yaml', destination: [], env: {} })).rejects.toMatchObject({
    code: 'usage',
    hint: 'Write `sealift promote --file promotions.yaml`.',
  });
});

describe('what the command line says beside the file', () => {
  it.each<[string, object, RegExp]>([
    ['a source', { source: 'a.example.com/app:1' }, /a source or destination/],
    ['more destinations', { destinationsFile: 'there.txt' }, /--destinations-file/],
    [
      'another trust',
      { trustedRoot: 'package.json', trustedIdentity: '*' },
      /--trusted-root is given, and the promotions file says trust-policy/,
    ],
    ['a digest of no plan', { planDigest: `sha256:${'0'.repeat(64)}` }, /without --plan/],
  ])('is refused where both would count, before anything is contacted: %s', async (_, options, message) => {
    const { from, to, file } = await scene({ unsigned: TAGS });
    const refused = promote({ file, env: {}, ...options });
    await expect(refused).rejects.toMatchObject({ code: 'usage', message: expect.stringMatching(message) });
    expect([...from.requests, ...to.requests]).toEqual([]);
  });

  it('is refused where an entry would be judged by none of it', async () => {
    const { from, to, file, path } = await scene();
    const skipping = `version: 1\npromotions:\n  - { from: ${from.host}/team/app, tags: ['1.0'], to: ['${to.host}/prod/{name}'], skip-verification: true }\n`;
    await writeFile(file, skipping);
    const trust = { trustPolicy: path('trustpolicy.json'), trustStore: path('trust') };
    await expect(promote({ file, env: {}, ...trust })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(
        '--trust-policy is given, and the promotions file says skip-verification',
      ),
    });
    expect([...from.requests, ...to.requests]).toEqual([]);
    expect(await promote({ file, env: {} })).toMatchObject({ status: 'done' });
  });

  it('counts for every entry where the file says nothing of it', async () => {
    const { file, there, digests } = await scene();
    const result = await promote({ file, excludeSignatures: true, env: {} });
    expect(result.status).toBe('done');
    expect(there.referrers.get(digests['1.0']!)).toBeUndefined();
  });

  it('says nothing of a plan without a file', async () => {
    const refused = promote({
      source: 'a.example.com/app:1',
      destination: 'b.example.com/app:1',
      plan: 'plan.json',
      relocations: 'x',
      env: {},
    });
    await expect(refused).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('--plan is given without --file'),
    });
  });
});

describe('with a plan', () => {
  it('what it says is done, though tags were added to the source since', async () => {
    const { file, plan, store, there, digests } = await scene();
    const planned = await plan();
    await push(store, image({ seed: 'late' }), '3.0');
    const result = await promote({ file, ...planned, env: {} });
    expect(result).toMatchObject({ status: 'done' });
    expect(there.tags.get('3.0')).toBeUndefined();
    for (const tag of TAGS) expect(there.tags.get(tag)).toBe(digests[tag]);
    // Done again, the tags are at their new digests.
    const again = await promote({ file, ...planned, env: {} });
    expect(again.images.every(({ status }) => status === 'unchanged')).toBe(true);
  });

  it('a tag that moved at the source is promoted at the digest that was planned, with a warning', async () => {
    const { file, plan, store, there, digests } = await scene();
    const planned = await plan();
    await push(store, image({ seed: 'other' }), '1.0');
    const result = await promote({ file, ...planned, env: {} });
    expect(result.status).toBe('done');
    expect(result.warnings.join('\n')).toMatch(/:1\.0@sha256:.* the tag is at sha256:/);
    expect(there.tags.get('1.0')).toBe(digests['1.0']);
  });

  it('an image that is gone at the source is not found, and the others are promoted', async () => {
    const { from, file, plan, there, digests } = await scene();
    const planned = await plan();
    const source = from.repository('team/app');
    source.tags.delete('1.0');
    source.manifests.delete(digests['1.0']!);
    const result = await promote({ file, ...planned, env: {} });
    expect(result.images.map(({ error }) => error?.code)).toEqual([
      'artifact_not_found',
      undefined,
      undefined,
    ]);
    expect(there.tags.get('2.0')).toBe(digests['2.0']);
  });

  it('a destination tag that moved elsewhere is left alone, and its sisters are promoted', async () => {
    const { to, file, plan, there, write, from, digests } = await scene();
    await write(
      `  - { from: ${from.host}/team/app, tags: ['1.0', '1.1'], to: ['${to.host}/prod/{name}:{tag}', '${to.host}/prod/{name}:{tag}-stable'] }\n`,
    );
    const planned = await plan();
    const other = await push(registryStore(to.host, 'prod/app'), image({ seed: 'theirs' }), '1.0');
    // A shard has images of its own, which the plan holds for all the same.
    const result = await promote({ file, ...planned, shard: '1/1', env: {} });
    expect(result.images.map(({ status }) => status)).toEqual(['partial', 'promoted']);
    expect(result.images[0]!.destinations.map(({ reference, error }) => [reference, error?.code])).toEqual([
      [`${to.host}/prod/app:1.0-stable`, undefined],
      [`${to.host}/prod/app:1.0`, 'plan_outdated'],
    ]);
    expect(there.tags.get('1.0')).toBe(other.digest);
    expect(there.tags.get('1.0-stable')).toBe(digests['1.0']);
    expect(there.tags.get('1.1')).toBe(digests['1.1']);
  });

  it('what it refuses is not promoted, and an image that lost its signature since is judged again', async () => {
    const { from, file, plan, there, digests } = await scene({ unsigned: ['1.1'] });
    const planned = await plan();
    const source = `${from.host}/team/app`;
    await sign({ images: `${source}@${digests['1.1']}`, key: at.key, certificateChain: at.chain, env: {} });
    from.repository('team/app').referrers.delete(digests['2.0']!);
    const result = await promote({ file, ...planned, env: {} });
    const found = new Map(result.images.map(({ reference, error }) => [reference.split(/[:@]/)[2], error]));
    expect(found.get('1.1')).toMatchObject({
      code: 'artifact_unsigned',
      message: expect.stringContaining('when it was planned'),
    });
    expect(found.get('2.0')?.code).toBe('artifact_unsigned');
    expect([...there.tags.keys()]).toEqual(['1.0']);
  });

  it.each<[string, string, (there: Scene) => Promise<object>]>([
    [
      'the promotions file differs',
      'plan_outdated',
      async ({ file }) => {
        await writeFile(file, `${await readFile(file, 'utf8')}# changed\n`);
        return {};
      },
    ],
    [
      'the trust policy differs',
      'plan_outdated',
      async ({ path }) => {
        await writeFile(path('trustpolicy.json'), `${await readFile(path('trustpolicy.json'), 'utf8')}\n`);
        return {};
      },
    ],
    [
      'a root was added to the trust store',
      'plan_outdated',
      async ({ path }) => {
        await writeFile(path('trust/x509/ca/acme/other.pem'), await readFile(at.root));
        return {};
      },
    ],
    [
      'its bytes are not those of --plan-digest',
      'digest_mismatch',
      async ({ path }) => {
        const edited = (await readFile(path('plan.json'), 'utf8')).replace('"bytes":', '"bytes":1');
        await writeFile(path('plan.json'), edited);
        return {};
      },
    ],
    ['--plan-digest is no digest', 'usage', async () => ({ planDigest: 'sha256:abc' })],
    ['a backup tag is to be kept that no plan shows', 'usage', async () => ({ backupTag: '{tag}-before' })],
    ['a record is to be made that no plan shows', 'usage', async () => ({ record: true, recordKey: at.key })],
    ['tags are to be kept that it moves', 'usage', async () => ({ existingTag: ['keep'] })],
    [
      'it is of another version',
      'plan_invalid',
      async ({ path }) => {
        const text = await readFile(path('plan.json'), 'utf8');
        await writeFile(path('plan.json'), text.replace('"version":1', '"version":2'));
        return { planDigest: undefined };
      },
    ],
    [
      'it leads to a repository that the file does not name',
      'plan_invalid',
      async ({ path }) => {
        const text = await readFile(path('plan.json'), 'utf8');
        await writeFile(path('plan.json'), text.replaceAll('/prod/app"', '/prod/elsewhere"'));
        return { planDigest: undefined };
      },
    ],
    [
      'it sets a tag that the file does not',
      'plan_invalid',
      async ({ path }) => {
        const text = await readFile(path('plan.json'), 'utf8');
        await writeFile(path('plan.json'), text.replace('"tags":[{"tag":"2.0"', '"tags":[{"tag":"latest"'));
        return { planDigest: undefined };
      },
    ],
    [
      'it takes an image of a repository that the file does not name',
      'plan_invalid',
      async ({ path }) => {
        const text = await readFile(path('plan.json'), 'utf8');
        await writeFile(path('plan.json'), text.replaceAll('/team/app"', '/team/other"'));
        return { planDigest: undefined };
      },
    ],
    ['it is a folder', 'file_unreadable', async ({ path }) => ({ plan: dirname(path('x')) })],
  ])('is refused before anything is contacted, where %s', async (_, code, change) => {
    const there = await scene({ unsigned: TAGS });
    const planned = await there.plan();
    const changed = await change(there);
    for (const one of [there.from, there.to]) one.log.length = 0;
    expect(await codes(promote({ file: there.file, ...planned, ...changed, env: {} }))).toBe(code);
    expect([...there.from.requests, ...there.to.requests]).toEqual([]);
  });
});

it.each<[string, string, string, RegExp]>([
  [
    'which another image is promoted to',
    "tags: ['1.0'], backup-tag: '1.1'",
    '',
    /prod\/app:1\.1 would be the backup tag of 1\.0, .*team\/app:1\.0 \(.*\) goes, and gets .*team\/app:1\.1/,
  ],
  [
    'that two images have in common',
    "tags: ['1.0'], backup-tag: previous",
    'backup-tag: previous, ',
    /prod\/app:previous would be the backup tag of 1\.1, .* and of 1\.0, to which .*team\/app:1\.0/,
  ],
])('a backup tag is refused before anything is written, %s', async (_, rules, more, message) => {
  const { from, to, file, write } = await scene();
  const destination = `to: '${to.host}/prod/{name}'`;
  await write(
    `  - { from: ${from.host}/team/app, ${rules}, ${destination} }\n  - { from: ${from.host}/team/app, tags: ['1.1'], ${more}${destination} }\n`,
  );
  const conflict = { code: 'destination_conflict', message: expect.stringMatching(message) };
  await expect(promote({ file, env: {} })).rejects.toMatchObject(conflict);
  expect((await runPlan({ file, env: {} }, signal)).error).toMatchObject(conflict);
  expect(to.writes).toEqual([]);
});

it('a backup tag that only one tag of the run can ever need is no conflict', async () => {
  const { from, to, file, write, there, digests } = await scene();
  await write(
    `  - { from: ${from.host}/team/app, tags: ['1.0', '1.1'], to: '${to.host}/prod/{name}', backup-tag: previous, existing-tag: { '1.0': move, '*': fail } }\n`,
  );
  const old = await push(registryStore(to.host, 'prod/app'), image({ seed: 'old' }), '1.0');
  expect(await promote({ file, env: {} })).toMatchObject({ status: 'done' });
  expect(there.tags.get('previous')).toBe(old.digest);
  expect(there.tags.get('1.1')).toBe(digests['1.1']);
});

it.each(['without a plan', 'with a plan'])(
  'layers are mounted from the source in the same registry, %s',
  async (how) => {
    const { from, file, write, plan } = await scene();
    await write(`  - { from: ${from.host}/team/app, tags: ['1.0'], to: '${from.host}/prod/{name}' }\n`);
    const planned = how === 'with a plan' ? await plan() : {};
    const result = await promote({ file, ...planned, env: {} });
    expect(result).toMatchObject({ status: 'done', images: [{ status: 'promoted' }] });
    expect(result.images[0]!.destinations[0]).toMatchObject({ copied: 0, bytes: 0 });
  },
);

it('a run that is ended in the middle leaves whole images alone, tells of what is there, and a repeat ends it', async () => {
  const { to, file, path, there, digests } = await scene();
  const stop = new AbortController();
  const all = promote({ file, relocations: path('where.json'), env: {} }, stop.signal);
  while (to.writes.filter((one) => /manifests\/\d/.test(one)).length === 0)
    await new Promise((resolve) => setTimeout(resolve, 1));
  stop.abort();
  const ended = await all.catch(() => undefined);
  for (const tag of there.tags.keys()) expect(there.tags.get(tag)).toBe(digests[tag]);
  if (ended?.images.some(({ status }) => status === 'promoted'))
    expect(Object.keys(JSON.parse(await readFile(path('where.json'), 'utf8'))).length).toBeGreaterThan(0);
  const again = await promote({ file, env: {} });
  expect(again.status).toBe('done');
  for (const tag of TAGS) expect(there.referrers.get(digests[tag]!)).toHaveLength(1);
});

it('a file of relocations that cannot be written is an error beside the results, which tell what is promoted', async () => {
  const { file, path, there, digests } = await scene();
  const where = path('where.json');
  const result = await promote({
    ...{ file, relocations: where, env: {} },
    reporter: {
      warning: () => {},
      // The path is taken once the run has looked whether it can be written.
      progress: ({ type }) => {
        if (type === 'images') mkdirSync(where, { recursive: true });
      },
    },
  });
  expect(result).toMatchObject({ status: 'failed', error: { code: 'file_unreadable' } });
  expect(result.images.map(({ status }) => status)).toEqual(['promoted', 'promoted', 'promoted']);
  for (const tag of TAGS) expect(there.tags.get(tag)).toBe(digests[tag]);
});
