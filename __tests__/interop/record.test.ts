import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordTagOf } from '../../src/notation/record/record-tag.ts';
import type { ImageResult } from '../../src/operations/results.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

const RECORD_TAG = recordTagOf('1');

withPeers('docker-registry')('a signed record of a promotion', () => {
  let source: RunningRegistry;
  let targets: RunningRegistry[];
  /** Whoever built the images, with the trust in whoever promotes them. */
  let builder: NotationHome;
  let promoter: NotationHome;
  let images: readonly string[];

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
    images = [
      await pushSmall(`${source.host}/dev/app:1`, '--plain-http'),
      await pushSmall(`${source.host}/dev/app:2`, '--plain-http'),
    ];
    for (const image of images) await builder.sign(image);
    await builder.trust('promoter', promoter.certificate);
    await builder.policy({ stores: ['ca:release', 'ca:promoter'] });
  });
  afterAll(async () => {
    await Promise.all([source, ...(targets ?? [])].map((registry) => registry?.stop()));
  });

  const places = () => targets.map(({ host }) => `${host}/prod/app:1`);
  const json = async (...args: readonly string[]) => {
    const done = await sealift([...args, ...builder.trustFlags, '--output', 'json']);
    return { ...done, images: JSON.parse(done.stdout).images as ImageResult[] };
  };
  const promote = (from: string) => {
    const own = ['--record-key', promoter.key, '--record-certificate-chain', promoter.certificate];
    return json('promote', from, ...places(), '--record', ...own);
  };
  const verify = () => json('verify', ...places(), '--record');

  it('stands beside each tag, where notation verifies it by its digest', async () => {
    const done = await promote(images[0]!);
    expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
    for (const [at, { records }] of done.images[0]!.destinations.entries()) {
      const name = `${targets[at]!.forPeers}/prod/app`;
      expect(records).toMatchObject([{ tag: '1', recordTag: RECORD_TAG, action: 'made' }]);
      expect((await peer('crane', ['digest', `${name}:${RECORD_TAG}`, '--insecure'])).trim()).toBe(
        records![0]!.digest,
      );
      const verified = await promoter.verify(`${name}@${records![0]!.digest}`);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
      expect(await builder.verify(`${name}:1`)).toMatchObject({ code: 0 });
    }
    const passed = await verify();
    expect(passed, passed.stdout).toMatchObject({ code: 0 });
    for (const image of passed.images)
      expect(image).toMatchObject({
        status: 'verified',
        record: { status: 'passed', source: `${source.host}/dev/app` },
      });
  });

  it('is not written again by a repeat', async () => {
    const again = await promote(images[0]!);
    expect(again, again.stdout).toMatchObject({ code: 0 });
    for (const destination of again.images[0]!.destinations)
      expect(destination).toMatchObject({ status: 'unchanged', records: [{ action: 'unchanged' }] });
  });

  it('refuses a tag that crane has set back, which verify passes without it', async () => {
    const moved = await promote(images[1]!);
    expect(moved, moved.stdout).toMatchObject({ code: 0 });
    expect(await verify()).toMatchObject({ code: 0 });
    const [, old] = images[0]!.split('@');
    for (const { host } of targets)
      await peer('crane', ['tag', `${host}/prod/app@${old}`, '1', '--insecure']);
    expect(await json('verify', ...places())).toMatchObject({ code: 0 });
    const refused = await verify();
    expect(refused, refused.stdout).toMatchObject({ code: 1 });
    for (const image of refused.images)
      expect(image).toMatchObject({
        status: 'failed',
        error: { code: 'record_refused' },
        record: { status: 'failed', image: images[1]!.split('@')[1] },
      });
    expect(await promote(images[1]!)).toMatchObject({ code: 0 });
    expect(await verify()).toMatchObject({ code: 0 });
  });

  it('goes along with an image to the next registry, and is listed there', async () => {
    const [first, second] = targets;
    const done = await json('promote', `${first!.host}/prod/app:1`, `${second!.host}/next/app:1`);
    expect(done, done.stdout).toMatchObject({ code: 0 });
    const listed = await sealift(['list', `${second!.host}/next/app:1`]);
    expect(listed.stdout).toContain('application/vnd.in-toto+json');
    const refused = await json('verify', `${second!.host}/next/app:1`, '--record');
    expect(refused.images).toMatchObject([{ error: { code: 'record_missing' } }]);
  });
});
