import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlanRunResult } from '../../src/operations/plan-result.ts';
import type { DestinationResult, RunResult } from '../../src/operations/results.ts';
import type { PlannedPromotion } from '../../src/planning/plan.ts';
import { type Ends, type MirrorScene, mirrorScene } from './support/mirror-scene.ts';
import { type MirroredRepository, REPOSITORIES } from './support/mirrored-repositories.ts';
import { startRegistry } from './support/registries.ts';
import { type RunOptions, sealift } from './support/run.ts';
import { withPeers } from './support/suite.ts';

interface Done {
  readonly code: number | null;
  readonly result: RunResult & Partial<PlanRunResult>;
}

async function run(args: readonly string[], options?: RunOptions): Promise<Done> {
  const { code, stdout, stderr } = await sealift([...args, '--output', 'json'], options);
  if (stdout === '') throw new Error(`${args.join(' ')} ended with ${code}:\n${stderr}`);
  return { code, result: JSON.parse(stdout) };
}

withPeers()('sixty images in twelve repositories', () => {
  let scene: MirrorScene;
  const ends: Ends = [];
  let promotion: readonly string[];

  beforeAll(async () => {
    scene = await mirrorScene(ends);
    promotion = ['promote', '--file', scene.file];
  });
  afterAll(() => Promise.all(ends.map((end) => end())));

  /** Tags of destinations, each with the digest of the source that it is expected at. */
  const expected = (digest: MirrorScene['digest'] = scene.digest): Map<string, string> => {
    const hosts = scene.mirrors.map(({ host }) => host);
    const places = new Map<string, string>();
    for (const { name, expected: tags } of REPOSITORIES) {
      const copies = name === 'named' ? [`${scene.source.host}/copies`, `${scene.dead}/mirror`] : [];
      for (const place of [...hosts.map((host) => `${host}/mirror`), ...copies])
        for (const [tag, from] of Object.entries(tags))
          places.set(`${place}/${name}:${tag}`, digest(name, from));
    }
    return places;
  };
  const isDead = (place: string): boolean => place.startsWith(scene.dead);
  const isUnsigned = (place: string): boolean => place.endsWith(':unsigned');
  const sorted = (rows: Iterable<string>): string[] => [...rows].toSorted();

  const rowsOf = (promotions: readonly PlannedPromotion[]): string[] =>
    promotions.flatMap(({ destination, tags, digest, refusal }) =>
      tags.map(({ tag, action }) => {
        const why = refusal === null ? '' : ` ${refusal.code}`;
        return `${destination}:${tag} ${digest} ${action}${why}`;
      }),
    );

  /** Where tags of the mirrors point, asked without Sealift. */
  async function tagsThere(): Promise<Map<string, string>> {
    const accept = [
      'application/vnd.oci.image.manifest.v1+json',
      'application/vnd.oci.image.index.v1+json',
    ].join(', ');
    const found = new Map<string, string>();
    for (const place of expected().keys()) {
      if (isDead(place)) continue;
      const [, host, name, tag] = /^([^/]+)\/(.*):(.*)$/.exec(place)!;
      const url = `http://${host}/v2/${name}/manifests/${tag}`;
      const answer = await fetch(url, { method: 'HEAD', headers: { accept } });
      if (answer.ok) found.set(place, answer.headers.get('docker-content-digest')!);
    }
    return found;
  }

  /** What notation has verified, tag and digest. */
  const verified = new Map<string, string>();

  /** What of these notation does not verify. */
  async function unverified(places: ReadonlyMap<string, string>): Promise<string[]> {
    const limit = pLimit(2);
    const revivedHere = { host: scene.dead, forPeers: scene.dead };
    const registries = [scene.source, ...scene.mirrors, revivedHere];
    const left = [...places].filter(([place, digest]) => verified.get(place) !== digest);
    const asked = left.map(([place, digest]) =>
      limit(async () => {
        const { host, forPeers } = registries.find((one) => place.startsWith(`${one.host}/`))!;
        const { code, stderr } = await scene.home.verify(place.replace(host, forPeers));
        if (code !== 0) return [`${place}: ${stderr}`];
        verified.set(place, digest);
        return [];
      }),
    );
    return (await Promise.all(asked)).flat();
  }

  const destinationsOf = ({ images }: RunResult): DestinationResult[] =>
    images.flatMap(({ destinations }) => [...destinations]);

  /** What became of each tag of a destination. */
  function outcome(result: RunResult): Map<string, string> {
    const rows = destinationsOf(result).flatMap(({ reference, status, error }) => {
      const [, repository, tags = ''] = /^([^/]+\/[^:]+):([^@]+)/.exec(reference)!;
      return tags.split(',').map((tag) => [`${repository}:${tag}`, error?.code ?? status] as const);
    });
    return new Map(rows);
  }

  /** Compares what is at the source with what was promoted, for each repository; what is short is returned. */
  async function shortfalls(current: MirrorScene['digest']): Promise<string[]> {
    const limit = pLimit(2);
    const one = async ({ name, expected: tags }: MirroredRepository): Promise<string[]> => {
      const list = scene.path(`${name}.txt`);
      const images = Object.values(tags).map(
        (tag) => `${scene.source.host}/team/${name}@${current(name, tag)}`,
      );
      await writeFile(list, images.join('\n'));
      const places = scene.mirrors.flatMap(({ host }) => ['--with', `${host}/mirror/${name}`]);
      const { code, result } = await run(['compare', '--images-file', list, ...places, '--deep']);
      const rows = result.images.flatMap((one) =>
        one.compared!.map(({ status, repository }) => `${status} ${repository}`),
      );
      expect(rows).toHaveLength(2 * new Set(images).size);
      const short = rows.filter((row) => !row.startsWith('equal '));
      expect(code, JSON.stringify(result.error)).toBe(short.length === 0 ? 0 : 1);
      return short;
    };
    return (await Promise.all(REPOSITORIES.map((repository) => limit(one, repository)))).flat();
  }

  let planDigest: string;
  /** What moved since the plan was made. */
  const moved = { source: '', destination: '' };

  it('are planned as each rule selects them, what is refused included', async () => {
    const args = ['plan', scene.file, '--out', scene.path('plan.json'), '--shards', '2'];
    const { code, result } = await run(args);
    expect(code, JSON.stringify(result.error)).toBe(5);
    planDigest = result.planDigest!;
    const rows = [...expected()].map(([place, digest]) => {
      if (isDead(place)) return `${place} ${digest} refused connection_failed`;
      return `${place} ${digest} ${isUnsigned(place) ? 'refused artifact_unsigned' : 'new'}`;
    });
    expect(sorted(rowsOf(result.plan!.promotions))).toEqual(sorted(rows));
    expect(result).toMatchObject({ changes: true, matrix: { shard: ['1/2', '2/2'] } });
    for (const { writes } of scene.mirrors) expect(writes).toEqual([]);
  });

  it('have each tag whole or not at all where a run is killed in the middle', async () => {
    const [first, second] = scene.mirrors;
    moved.source = await scene.put(scene.source.host, 'team/moving', '1.0');
    moved.destination = await scene.put(second.host, 'mirror/moving', '1.1');
    await scene.sign(`${scene.source.host}/team/moving@${moved.source}`);
    let tags = 0;
    const done = await sealift([...promotion, '--plan', scene.path('plan.json')], {
      onStart: (child) =>
        first.onTag(() => {
          tags += 1;
          if (tags === 15) child.kill('SIGKILL');
        }),
    });
    expect(done.code, done.stderr).toBe(null);
    const there = await tagsThere();
    there.delete(`${second.host}/mirror/moving:1.1`);
    // Requests under way are cut too, so how many tags are set differs.
    expect(there.size).toBeGreaterThan(0);
    expect(there.size).toBeLessThan(expected().size - 10);
    const all = expected();
    for (const [place, digest] of there) expect(digest, place).toBe(all.get(place));
    expect(await unverified(there)).toEqual([]);
  });

  it('are promoted by two shards at once as the plan says, each tag for itself', async () => {
    const folder = scene.path('results');
    await mkdir(folder);
    const shards = ['1/2', '2/2'].map(async (shard, at) => {
      const more = [
        '--plan-digest',
        planDigest,
        '--shard',
        shard,
        '--relocations',
        scene.path(`where-${at}`),
      ];
      const done = await run([...promotion, '--plan', scene.path('plan.json'), ...more]);
      await writeFile(join(folder, `${at}.json`), JSON.stringify(done.result));
      return done;
    });
    const parts = await Promise.all(shards);
    const { code, result } = await run(['plan', '--results', folder]);
    expect(code, JSON.stringify(result.error)).toBe(5);
    const there = outcome(result);
    expect([...there.keys()].length).toBe(
      parts.map((part) => outcome(part.result).size).reduce((a, b) => a + b),
    );
    const [, second] = scene.mirrors;
    const done = ['promoted', 'unchanged'];
    for (const place of expected().keys()) {
      const wanted = isDead(place)
        ? ['connection_failed']
        : isUnsigned(place)
          ? ['artifact_unsigned']
          : place === `${second.host}/mirror/moving:1.1`
            ? ['plan_outdated']
            : done;
      expect(wanted, place).toContain(there.get(place));
    }
    expect(result.warnings.join('\n')).toContain(`the tag is at ${moved.source} by now`);
  });

  it('are then where they should be, with all that is attached, as compare and notation find', async () => {
    const [, second] = scene.mirrors;
    const wanted = expected();
    for (const place of wanted.keys()) if (isDead(place) || isUnsigned(place)) wanted.delete(place);
    wanted.set(`${second.host}/mirror/moving:1.1`, moved.destination);
    expect(sorted(await tagsThere().then(lines))).toEqual(sorted(lines(wanted)));
    expect(sorted(await shortfalls(scene.digest))).toEqual(
      sorted([
        ...scene.mirrors.map(({ host }) => `short ${host}/mirror/unsigned`),
        `short ${second.host}/mirror/moving`,
      ]),
    );
    wanted.delete(`${second.host}/mirror/moving:1.1`);
    expect(await unverified(wanted)).toEqual([]);
    // Of two shards together, a place is in one file alone.
    const where = await Promise.all(
      [0, 1].map(async (at) => JSON.parse(await readFile(scene.path(`where-${at}`), 'utf8'))),
    );
    const placed = where.flatMap((one) => Object.values<readonly string[]>(one).flat());
    const pinned = [...wanted].map(([place, digest]) => place.replace(/:[^:]*$/, `@${digest}`));
    expect(sorted(placed)).toEqual(sorted(new Set(pinned)));
  });

  it('are all there once what was broken is mended, and then a plan is empty and a repeat writes nothing', async () => {
    const revived = await startRegistry('olareg', { port: Number(scene.dead.split(':')[1]) });
    ends.push(() => revived.stop());
    await scene.sign(`${scene.source.host}/team/unsigned@${scene.digest('unsigned', 'unsigned')}`);
    const mended = await run(promotion);
    expect(mended.code, JSON.stringify(mended.result)).toBe(0);

    const planned = await run(['plan', scene.file]);
    const now = (repository: string, tag: string): string =>
      repository === 'moving' && tag === '1.0' ? moved.source : scene.digest(repository, tag);
    const rows = [...expected(now)].map(([place, digest]) => `${place} ${digest} unchanged`);
    expect(sorted(rowsOf(planned.result.plan!.promotions))).toEqual(sorted(rows));
    expect(planned).toMatchObject({ code: 0, result: { status: 'done', changes: false } });

    const registries = [scene.source, ...scene.mirrors];
    const written = () => registries.map(({ writes }) => writes.length);
    const before = written();
    const again = await run(promotion);
    expect(again.code).toBe(0);
    const statuses = destinationsOf(again.result).map(({ status, bytes, copied }) => [status, bytes, copied]);
    expect(statuses).toEqual(statuses.map(() => ['unchanged', 0, 0]));
    expect(written()).toEqual(before);
    expect(await shortfalls(now)).toEqual([]);
    expect(await unverified(expected(now))).toEqual([]);
  });
});

const lines = (places: ReadonlyMap<string, string>): string[] =>
  [...places].map(([place, digest]) => `${place} ${digest}`);
