import { afterAll, beforeAll, expect, it } from 'vitest';
import { NotationHome } from './support/notation.ts';
import { freePort, type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

withPeers('docker-registry')('promote to several registries in one command', () => {
  let source: RunningRegistry;
  let targets: RunningRegistry[];
  let home: NotationHome;
  let image: string;

  beforeAll(async () => {
    [source, home, ...targets] = await Promise.all([
      startRegistry('olareg'),
      NotationHome.create(),
      startRegistry('distribution'),
      startRegistry('olareg-no-api'),
      startRegistry('docker-registry'),
    ]);
    image = await pushSmall(`${source.host}/dev/app:1`, '--plain-http');
    await home.sign(image);
  });
  afterAll(async () => {
    await Promise.all([source, ...(targets ?? [])].map((registry) => registry?.stop()));
  });

  const promote = async (repository: string, ...more: string[]) => {
    const places = [...targets.map(({ host }) => `${host}/${repository}:1`), ...more];
    const done = await sealift(['promote', image, ...places, ...home.trustFlags, '--output', 'json']);
    return { ...done, destinations: JSON.parse(done.stdout).images[0].destinations };
  };

  it('carries image and signature to each, where notation and oras find them', async () => {
    const done = await promote('prod/app');
    expect(done, done.stdout).toMatchObject({ code: 0 });
    expect(done.destinations).toHaveLength(3);
    for (const target of targets) {
      const reference = image.replace(`${source.host}/dev/`, `${target.forPeers}/prod/`);
      const verified = await home.verify(reference);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
      const tree = await peer('oras', ['discover', '--plain-http', '--format', 'json', reference]);
      expect(JSON.parse(tree).referrers).toHaveLength(1);
    }
    const again = await promote('prod/app');
    expect(again).toMatchObject({ code: 0 });
    for (const destination of again.destinations)
      expect(destination).toMatchObject({ status: 'unchanged', copied: 0, bytes: 0 });
  });

  it('reports a destination that is down, and serves the others', async () => {
    const done = await promote('partly/app', `127.0.0.1:${await freePort()}/partly/app:1`);
    expect(done, done.stdout).toMatchObject({ code: 5 });
    const statuses = done.destinations.map(({ status }: { status: string }) => status);
    expect(statuses).toEqual(['promoted', 'promoted', 'promoted', 'failed']);
    for (const { host } of targets) {
      const verified = await sealift(['verify', `${host}/partly/app:1`, ...home.trustFlags]);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
    }
  });

  it('keeps what a tag pointed at under a backup tag, which crane reads, and goes back by the line that it prints', async () => {
    const next = await pushSmall(`${source.host}/dev/app:2`, '--plain-http');
    await home.sign(next);
    const [, old] = image.split('@');
    const places = targets.map(({ host }) => `${host}/tags/app:1,latest`);
    const run = async (from: string, ...flags: string[]) => {
      const done = await sealift([
        ...['promote', from, ...places, ...home.trustFlags, '--output', 'json', ...flags],
      ]);
      return { ...done, destinations: JSON.parse(done.stdout).images[0].destinations };
    };
    expect(await run(image)).toMatchObject({ code: 0 });
    const rules = ['--existing-tag', 'fail', '--existing-tag', '1=move', '--existing-tag', 'latest=keep'];
    const done = await run(next, ...rules, '--backup-tag', '{tag}-previous');
    expect(done, done.stdout).toMatchObject({ code: 0 });
    for (const [at, { forPeers }] of targets.entries()) {
      expect(done.destinations[at].tags).toMatchObject([
        { tag: '1', action: 'moved', previous: old, backup: '1-previous' },
        { tag: 'latest', action: 'kept', previous: old, backup: null },
      ]);
      const digest = async (tag: string) =>
        (await peer('crane', ['digest', '--insecure', `${forPeers}/tags/app:${tag}`])).trim();
      expect(await digest('1-previous')).toBe(old);
      expect(await digest('latest')).toBe(old);
      expect(await digest('1')).toBe(next.split('@')[1]);
      const line: string = done.destinations[at].rollback;
      const back = await sealift(line.split(' ').slice(1));
      expect(back, back.stderr).toMatchObject({ code: 0 });
      expect(await digest('1')).toBe(old);
    }
    const refused = await run(next, '--existing-tag', 'fail');
    expect(refused).toMatchObject({ code: 1 });
    for (const { error } of refused.destinations) expect(error.code).toBe('tag_exists');
  });
});
