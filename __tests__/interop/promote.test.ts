import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestOfTag, type Inputs, manifestDigest, pinned, pushInputs } from './support/images.ts';
import { NotationHome } from './support/notation.ts';
import { type RegistryKind, type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift, tryPeer } from './support/run.ts';
import { withPeers } from './support/suite.ts';

/** Milliseconds between the start and the kill. Only promotions to distribution use all of them. */
const KILLS = [60, 120, 180, 240, 320, 420, 600, 900];

const ROUTES: [RegistryKind, RegistryKind][] = [
  ['olareg', 'distribution'],
  ['distribution', 'olareg'],
  ['olareg', 'olareg-no-api'],
  ['olareg-no-api', 'docker-registry'],
  ['docker-registry', 'olareg'],
];

for (const [from, to] of ROUTES)
  withPeers(from, to)(`promote from ${from} to ${to}`, () => {
    let source: RunningRegistry;
    let target: RunningRegistry;
    let home: NotationHome;
    let inputs: Inputs;

    beforeAll(async () => {
      [source, target, home] = await Promise.all([
        startRegistry(from),
        startRegistry(to),
        NotationHome.create(),
      ]);
      inputs = await pushInputs(source.host);
    });
    afterAll(async () => {
      await source?.stop();
      await target?.stop();
    });

    const promote = (reference: string, destination: string, ...flags: string[]) =>
      sealift(['promote', reference, destination, ...home.trustFlags, '--output', 'json', ...flags]);

    it('refuses an unsigned image, and writes nothing', async () => {
      const refused = await promote(inputs.image, `${target.host}/refused/app:1`);
      expect(refused.code).toBe(1);
      expect(JSON.parse(refused.stdout).images[0].error.code).toBe('artifact_unsigned');
      expect((await tryPeer('crane', ['ls', `${target.host}/refused/app`, '--insecure'])).stdout).toBe('');
    });

    it('carries an image and its signature, byte for byte, with several tags', async () => {
      const signed = await sealift(['sign', await pinned(inputs.image), ...home.keyFlags]);
      expect(signed, signed.stderr).toMatchObject({ code: 0 });
      const done = await promote(inputs.image, `${target.host}/prod/app:1,latest`);
      expect(done, done.stderr).toMatchObject({ code: 0 });
      const [image] = JSON.parse(done.stdout).images;
      expect(image.destinations[0]).toMatchObject({
        status: 'promoted',
        attachments: { expected: 1, present: 1, missing: [] },
      });
      const digest = await digestOfTag(inputs.image);
      for (const tag of ['1', 'latest']) {
        expect(await digestOfTag(`${target.host}/prod/app:${tag}`)).toBe(digest);
        expect(await manifestDigest(`${target.host}/prod/app:${tag}`)).toBe(digest);
      }
      await peer('crane', ['validate', '--remote', `${target.host}/prod/app:1`, '--insecure']);
      const verified = await sealift(['verify', `${target.host}/prod/app:1`, ...home.trustFlags]);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
    });

    it('moves no byte to another repository of the same registry', async () => {
      const done = await promote(inputs.image, `${source.host}/prod/app:1`);
      expect(done, done.stderr).toMatchObject({ code: 0 });
      const [destination] = JSON.parse(done.stdout).images[0].destinations;
      expect(destination).toMatchObject({ status: 'promoted', copied: 0, bytes: 0 });
      expect(destination.mounted).toBeGreaterThan(2);
      await peer('crane', ['validate', '--remote', `${source.host}/prod/app:1`, '--insecure']);
    });

    it('carries an index with the signatures of its children, and an artifact', async () => {
      for (const [name, reference] of [
        ['multi', inputs.index],
        ['chart', inputs.artifact],
      ] as const) {
        const signed = await sealift(['sign', await pinned(reference), '-r', ...home.keyFlags]);
        expect(signed, signed.stderr).toMatchObject({ code: 0 });
        const destination = `${target.host}/prod/${name}:1`;
        const done = await promote(reference, destination);
        expect(done, done.stderr).toMatchObject({ code: 0 });
        const verified = await sealift(['verify', destination, '-r', ...home.trustFlags]);
        expect(verified, verified.stderr).toMatchObject({ code: 0 });
      }
    });

    it('leaves signatures at the destination that notation and oras find', async () => {
      for (const name of ['app', 'multi', 'chart']) {
        const reference = (await pinned(`${target.host}/prod/${name}:1`)).replace(
          target.host,
          target.forPeers,
        );
        expect(await home.verify(reference)).toMatchObject({ code: 0 });
        const tree = await peer('oras', ['discover', '--plain-http', '--format', 'json', reference]);
        expect(JSON.parse(tree).referrers).toHaveLength(1);
      }
    });

    it('writes nothing when all is there, and adds a late signature', async () => {
      const destination = `${target.host}/prod/app:1`;
      const repeat = await promote(inputs.image, destination);
      expect(repeat.code, repeat.stderr).toBe(0);
      expect(JSON.parse(repeat.stdout).images[0].destinations[0]).toMatchObject({
        status: 'unchanged',
        copied: 0,
        bytes: 0,
      });

      await sealift([
        'sign',
        await pinned(inputs.image),
        ...home.keyFlags,
        '--if-signed',
        'add',
        '-m',
        'late=yes',
      ]);
      const late = await promote(inputs.image, destination);
      expect(late.code, late.stderr).toBe(0);
      expect(JSON.parse(late.stdout).images[0].destinations[0].attachments).toMatchObject({
        expected: 2,
        present: 2,
        added: 1,
      });
    });

    it('plans without writing', async () => {
      const planned = await promote(inputs.image, `${target.host}/planned/app:1`, '--dry-run');
      expect(planned.code, planned.stderr).toBe(0);
      expect(JSON.parse(planned.stdout).images[0].destinations[0].status).toBe('planned');
      expect((await tryPeer('crane', ['ls', `${target.host}/planned/app`, '--insecure'])).stdout).toBe('');
    });

    it('leaves the old tag or a signed new one when it is killed, and completes when repeated', async () => {
      const { image } = inputs;
      const digest = await digestOfTag(image);
      for (const delay of to === 'distribution' ? KILLS : KILLS.filter((_, at) => at % 2 === 1)) {
        const destination = `${target.host}/killed-${delay}/app:1`;
        await sealift(['promote', image, destination, ...home.trustFlags], {
          onStart: (child) => setTimeout(() => child.kill('SIGKILL'), delay),
        });
        const tagged = await tryPeer('crane', ['digest', destination, '--insecure']);
        if (tagged.code === 0) {
          expect(tagged.stdout.trim()).toBe(digest);
          expect((await sealift(['verify', destination, ...home.trustFlags])).code).toBe(0);
        }
        const repeat = await promote(image, destination);
        expect(repeat.code, repeat.stderr).toBe(0);
        expect(JSON.parse(repeat.stdout).images[0].destinations[0].attachments.missing).toEqual([]);
        await peer('crane', ['validate', '--remote', destination, '--insecure', '--fast']);
        expect((await sealift(['verify', destination, ...home.trustFlags])).code).toBe(0);
      }
    });
  });
