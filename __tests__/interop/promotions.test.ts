import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compare, sign } from '../../src/index.ts';
import type { Digest } from '../../src/oci/digest.ts';
import { image, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';
import { type Workplace, workplace } from '../support/workplace.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { CLI, type Finished, sealift } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const TAGS = ['1.0.0', '1.1.0', '2.0.0', '2.1.0-rc.1', '3.12.1-alpine'];
const REPOSITORIES = 12;
const never = new AbortController().signal;

/** What each repository selects, by the rule of its entry, in turn. */
const RULES: readonly (readonly [rule: (digests: readonly Digest[]) => string, tags: readonly string[]])[] = [
  [() => "tags: { semver: '>=1' }", ['1.0.0', '1.1.0', '2.0.0']],
  [() => `tags: [${TAGS.map((tag) => `'${tag}'`).join(', ')}]`, TAGS],
  [() => "tags: { allow: ['^1', '^2'], deny: ['-rc'] }", ['1.0.0', '1.1.0', '2.0.0']],
  [() => "tags: { semver: '*', latest: 2 }", ['1.1.0', '2.0.0']],
  [() => "tags: { extract: '^(.*)-alpine$', latest: 1 }", ['3.12.1-alpine']],
  [(digests) => `digests: { '${digests[0]}': ['1.0.0', stable] }`, ['1.0.0', 'stable']],
];

interface Refused {
  readonly reference: string;
  readonly code: string;
}

/** The errors of the destinations in results, and of images that failed before. */
function refusalsOf(runs: readonly Finished[]): readonly Refused[] {
  return runs
    .flatMap(({ stdout }) => JSON.parse(stdout).images)
    .flatMap(({ reference, error, destinations }) => {
      const there = destinations.filter((one: { error: unknown }) => one.error !== null);
      if (there.length === 0 && error) return [{ reference, code: error.code }];
      return there.map((one: { reference: string; error: { code: string } }) => ({
        reference: one.reference,
        code: one.error.code,
      }));
    })
    .toSorted((a, b) => (`${a.reference} ${a.code}` < `${b.reference} ${b.code}` ? -1 : 1));
}

withPeers('distribution')('sixty images of a promotions file', () => {
  let at: Workplace;
  let folder: string;
  let source: RunningRegistry;
  let mirrors: readonly RunningRegistry[];
  const digests = new Map<string, Digest>();
  const path = (name: string) => join(folder, name);
  const nameOf = (number: number) => `team/app${number}`;
  const ruleOf = (number: number) => RULES[number % RULES.length]!;

  beforeAll(async () => {
    at = await workplace();
    folder = await mkdtemp(join(tmpdir(), 'sealift-promotions-'));
    const [from, ...to] = await Promise.all([
      startRegistry('olareg'),
      startRegistry('olareg'),
      startRegistry('olareg-no-api'),
      startRegistry('distribution'),
    ]);
    [source, mirrors] = [from!, to];
    const images: string[] = [];
    for (let number = 0; number < REPOSITORIES; number += 1) {
      const store = registryStore(source.host, nameOf(number));
      for (const tag of TAGS) {
        const built = image({
          seed: `${number} ${tag}`,
          base: `base ${number % 3}`,
          layers: 4,
          layerSize: 20_000,
        });
        const { digest } = await push(store, built, tag);
        digests.set(`${nameOf(number)}:${tag}`, digest);
        // One image is unsigned.
        if (number !== 2 || tag !== '1.1.0') images.push(`${source.host}/${nameOf(number)}@${digest}`);
      }
    }
    await sign({ images, key: at.key, certificateChain: at.chain, env: {} });
    await cp(at.policy, path('trustpolicy.json'));
    await mkdir(path('trust'));
    await cp(at.store, path('trust'), { recursive: true });
    const entries = Array.from({ length: REPOSITORIES }, (_, number) => {
      const own = TAGS.map((tag) => digests.get(`${nameOf(number)}:${tag}`)!);
      const to = mirrors.map(({ host }) => `'${host}/mirror/{name}'`);
      // One destination is dead.
      const all = number === 3 ? [...to, "'127.0.0.1:1/mirror/{name}'"] : to;
      return `  - { from: ${source.host}/${nameOf(number)}, ${ruleOf(number)[0](own)}, to: [${all.join(', ')}] }`;
    });
    const head = 'version: 1\ntrust-policy: trustpolicy.json\ntrust-store: trust\npromotions:\n';
    await writeFile(path('promotions.yaml'), `${head}${entries.join('\n')}\n`);
  });
  afterAll(async () => {
    await Promise.all([source, ...(mirrors ?? [])].map((one) => one?.stop()));
    await at?.remove();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  const promote = (...more: readonly string[]) => [
    ...['promote', '--file', path('promotions.yaml'), '--plan', path('plan.json'), '--single-writer'],
    ...['--timeout', '5s', '--output', 'json', '--quiet', ...more],
  ];
  /** The tags of a repository of a mirror, with their digests. */
  const there = async (mirror: RunningRegistry, number: number) => {
    const store = registryStore(mirror.host, `mirror/app${number}`);
    const { tags } = ruleOf(number)[1].reduce<{ tags: [string, Promise<Digest | undefined>][] }>(
      (found, tag) => {
        found.tags.push([tag, store.resolve({ tag }, never).then((one) => one?.digest)]);
        return found;
      },
      { tags: [] },
    );
    return Promise.all(tags.map(async ([tag, digest]) => [tag, await digest] as const));
  };
  /** Everything that the manifest behind a tag names is there. */
  const expectWhole = async (mirror: RunningRegistry, number: number, tag: string) => {
    const store = registryStore(mirror.host, `mirror/app${number}`);
    const root = (await store.resolve({ tag }, never))!;
    const { layers, config } = JSON.parse(Buffer.from((await store.manifest(root, never)).bytes).toString());
    for (const blob of [config, ...layers]) expect(await store.has(blob, never)).toBe(true);
  };
  const digestOf = (number: number, tag: string) =>
    digests.get(`${nameOf(number)}:${tag === 'stable' ? '1.0.0' : tag}`);

  it('are planned, killed in the middle, and ended by two shards at once; what is broken stops nothing else', async () => {
    const planned = await sealift([
      ...[
        'plan',
        path('promotions.yaml'),
        '--out',
        path('plan.json'),
        '--timeout',
        '5s',
        '--output',
        'json',
        '--quiet',
      ],
    ]);
    const { planDigest } = JSON.parse(planned.stdout);
    expect(planDigest, planned.stderr).toMatch(/^sha256:/);
    // Somebody sets a tag between plan and promotion.
    const theirs = await push(
      registryStore(mirrors[0]!.host, 'mirror/app1'),
      image({ seed: 'theirs' }),
      '2.0.0',
    );

    const child = spawn(process.execPath, [CLI, ...promote()], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('close', resolve));
    for (let count = 0; count < 3 && child.exitCode === null; ) {
      const found = await Promise.all([0, 1, 2, 4, 5].map((number) => there(mirrors[2]!, number)));
      count = found.flat().filter(([, digest]) => digest !== undefined).length;
    }
    child.kill('SIGKILL');
    await ended;
    // What has a tag is whole.
    for (const mirror of mirrors)
      for (let number = 0; number < REPOSITORIES; number += 1)
        for (const [tag, digest] of await there(mirror, number)) {
          if (digest === undefined || digest === theirs.digest) continue;
          expect(digest).toBe(digestOf(number, tag));
          await expectWhole(mirror, number, tag);
        }

    const shards = await Promise.all(
      ['1/2', '2/2'].map((shard) =>
        sealift(
          promote('--shard', shard, '--plan-digest', planDigest, '--relocations', path(`${shard[0]}.json`)),
        ),
      ),
    );
    const unsigned = mirrors.map(({ host }) => `${host}/mirror/app2:1.1.0`);
    const dead = ruleOf(3)[1].map((tag) => `127.0.0.1:1/mirror/app3:${tag}`);
    const expected: Refused[] = [
      ...unsigned.map((reference) => ({ reference, code: 'artifact_unsigned' })),
      ...dead.map((reference) => ({ reference, code: 'connection_failed' })),
      { reference: `${mirrors[0]!.host}/mirror/app1:2.0.0`, code: 'plan_outdated' },
    ];
    const sorted = expected.toSorted((a, b) =>
      `${a.reference} ${a.code}` < `${b.reference} ${b.code}` ? -1 : 1,
    );
    expect(refusalsOf(shards), shards.map(({ stderr }) => stderr).join('\n')).toEqual(sorted);

    // Two files together say where everything is.
    const where = await Promise.all(
      ['1', '2'].map(async (one) => JSON.parse(await readFile(path(`${one}.json`), 'utf8'))),
    );
    const placed = where.flatMap((one) => Object.values<readonly string[]>(one).flat());
    expect(new Set(placed).size).toBe(placed.length);

    // Parity, by the signatures as well, of all that was promoted.
    for (let number = 0; number < REPOSITORIES; number += 1) {
      const tags = ruleOf(number)[1].filter((tag) => tag !== 'stable');
      const left = tags.filter(
        (tag) => !(number === 2 && tag === '1.1.0') && !(number === 1 && tag === '2.0.0'),
      );
      const images = left.map((tag) => `${source.host}/${nameOf(number)}:${tag}`);
      await writeFile(path('images.txt'), images.join('\n'));
      const result = await compare({
        imagesFile: path('images.txt'),
        with: mirrors.map(({ host }) => `${host}/mirror/app${number}`),
        env: {},
      });
      expect(result, JSON.stringify(result.images.map(({ error }) => error))).toMatchObject({
        status: 'done',
      });
    }

    // Once more there is nothing to do.
    const again = await Promise.all(['1/2', '2/2'].map((shard) => sealift(promote('--shard', shard))));
    expect(refusalsOf(again)).toEqual(sorted);
    const statuses = again.flatMap(({ stdout }) =>
      JSON.parse(stdout).images.flatMap(({ destinations }: { destinations: { status: string }[] }) =>
        destinations.map(({ status }) => status),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set(['unchanged', 'failed']));
  });
});
