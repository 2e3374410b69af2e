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
});
