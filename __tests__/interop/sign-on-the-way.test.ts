import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DestinationResult, ImageResult } from '../../src/operations/results.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift, tryPeer } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

withPeers('docker-registry')('promote with a signature of the promoter', () => {
  let source: RunningRegistry;
  let targets: RunningRegistry[];
  /** Whoever built the image. */
  let builder: NotationHome;
  /** Whoever promotes it, and trusts nobody but themselves. */
  let promoter: NotationHome;
  let image: string;

  beforeAll(async () => {
    [source, builder, promoter, ...targets] = await Promise.all([
      startRegistry('olareg'),
      NotationHome.create(),
      NotationHome.create(),
      startRegistry('olareg'),
      startRegistry('olareg-no-api'),
      startRegistry('distribution'),
      startRegistry('docker-registry'),
    ]);
    image = await pushSmall(`${source.host}/dev/app:1`, '--plain-http');
    await builder.sign(image);
  });
  afterAll(async () => {
    await Promise.all([source, ...(targets ?? [])].map((registry) => registry?.stop()));
  });

  const promote = async (from: string, places: readonly string[], ...flags: string[]) => {
    const own = ['--sign', ...promoter.keyFlags];
    const args = ['promote', from, ...places, ...builder.trustFlags, ...own, ...flags, '--output', 'json'];
    const done = await sealift(args);
    const [result] = JSON.parse(done.stdout).images as ImageResult[];
    return { ...done, image: result!, destinations: result!.destinations as readonly DestinationResult[] };
  };
  const places = (repository: string) => targets.map(({ host }) => `${host}/${repository}:1`);
  const at = (target: RunningRegistry, repository: string) =>
    image.replace(`${source.host}/dev/app`, `${target.forPeers}/${repository}`);

  it('leaves an image that notation verifies with the root of either of them alone', async () => {
    const done = await promote(image, places('prod/app'));
    expect(done, done.stdout).toMatchObject({ code: 0 });
    expect(new Set(done.destinations.map(({ signed }) => signed[0]!.digest)).size).toBe(1);
    for (const target of targets) {
      for (const home of [builder, promoter]) {
        const verified = await home.verify(at(target, 'prod/app'));
        expect(verified, `${target.kind}: ${verified.stderr}`).toMatchObject({ code: 0 });
      }
      const tree = await peer('oras', [
        ...['discover', '--plain-http', '--format', 'json'],
        at(target, 'prod/app'),
      ]);
      expect(JSON.parse(tree).referrers).toHaveLength(2);
    }
    expect(await promoter.verify(image)).toMatchObject({ code: 1 });
  });

  it('finds what it made before, and writes nothing', async () => {
    const again = await promote(image, places('prod/app'));
    expect(again, again.stdout).toMatchObject({ code: 0 });
    for (const destination of again.destinations)
      expect(destination).toMatchObject({
        status: 'unchanged',
        copied: 0,
        signed: [{ action: 'unchanged' }],
        attachments: { expected: 2, present: 2 },
      });
  });

  it('finds what notation made there, with the same key', async () => {
    const [target] = targets;
    const carried = await sealift(['promote', image, `${target!.host}/by/notation:1`, ...builder.trustFlags]);
    expect(carried, carried.stderr).toMatchObject({ code: 0 });
    await promoter.sign(at(target!, 'by/notation'));
    const done = await promote(image, [`${target!.host}/by/notation:1`]);
    expect(done.destinations, done.stdout).toMatchObject([
      { status: 'unchanged', signed: [{ action: 'unchanged' }] },
    ]);
  });

  it('writes to none of them when the key is not that of the chain', async () => {
    const wrong = ['--certificate-chain', builder.certificate];
    const own = ['--sign', '--key', promoter.key, ...wrong];
    const refused = await sealift([
      'promote',
      image,
      ...places('refused/app'),
      ...builder.trustFlags,
      ...own,
    ]);
    expect(refused, refused.stderr).toMatchObject({ code: 2 });
    for (const target of targets)
      expect((await tryPeer('crane', ['ls', `${target.host}/refused/app`, '--insecure'])).stdout).toBe('');
  });
});
