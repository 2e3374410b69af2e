import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NotationHome } from './support/notation.ts';
import { type RegistryKind, type RunningRegistry, startRegistry } from './support/registries.ts';
import { sealift, tryPeer } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

/** Where the images are, and where their signatures. */
const ROUTES: [RegistryKind, RegistryKind][] = [
  ['distribution', 'olareg'],
  ['olareg', 'distribution'],
  ['olareg', 'docker-registry'],
  ['docker-registry', 'olareg-no-api'],
];

for (const [ofImages, ofSignatures] of ROUTES)
  withPeers(ofImages, ofSignatures)(`images in ${ofImages}, their signatures in ${ofSignatures}`, () => {
    let images: RunningRegistry;
    let signatures: RunningRegistry;
    let home: NotationHome;
    let image: string;
    let digest: string;
    let sigs: string;

    beforeAll(async () => {
      [images, signatures, home] = await Promise.all([
        startRegistry(ofImages),
        startRegistry(ofSignatures),
        NotationHome.create(),
      ]);
      image = await pushSmall(`${images.host}/dev/app:1`, '--plain-http');
      digest = image.slice(image.indexOf('@') + 1);
      sigs = `${signatures.host}/signatures`;
    });
    afterAll(() => Promise.all([images?.stop(), signatures?.stop()]));

    const json = async (...args: readonly string[]) => {
      const done = await sealift([...args, '--output', 'json']);
      return { code: done.code, image: JSON.parse(done.stdout).images[0], stderr: done.stderr };
    };
    const lacksImage = async () =>
      (await tryPeer('crane', ['manifest', `${sigs}@${digest}`, '--insecure'])).code !== 0;

    it('are signed there before the registry has the image, and verified', async () => {
      const signed = await json('sign', image, ...home.keyFlags, '--signatures-to', sigs);
      expect(signed).toMatchObject({ code: 0, image: { signatures: [{ signatureRepository: sigs }] } });
      expect(await lacksImage()).toBe(true);
      const beside = await json('verify', image, ...home.trustFlags);
      expect(beside).toMatchObject({ code: 1, image: { error: { code: 'artifact_unsigned' } } });
      const verified = await json('verify', image, ...home.trustFlags, '--signatures-from', sigs);
      expect(verified).toMatchObject({
        code: 0,
        image: { status: 'verified', signatures: [{ signatureRepository: sigs }] },
      });
    });

    it('are carried to where notation finds them, and from there back', async () => {
      const prod = `${images.host}/prod/app`;
      const carried = await json(
        ...['promote', image, `${prod}:1`, ...home.trustFlags, '--signatures-from', sigs],
      );
      expect(carried).toMatchObject({ code: 0, image: { status: 'promoted' } });
      const notation = await home.verify(`${prod.replace(images.host, images.forPeers)}@${digest}`);
      expect(notation, notation.stderr).toMatchObject({ code: 0 });

      const other = `${signatures.host}/other`;
      const stored = await json(
        ...[
          'promote',
          `${prod}:1`,
          `${images.host}/bare/app:1`,
          ...home.trustFlags,
          '--signatures-to',
          other,
        ],
      );
      expect(stored).toMatchObject({
        code: 0,
        image: { signaturesTo: { repository: other, status: 'promoted', attachments: { present: 1 } } },
      });
      const bare = `${images.host}/bare/app:1`;
      expect(await json('verify', bare, ...home.trustFlags)).toMatchObject({ code: 1 });
      expect(await json('verify', bare, ...home.trustFlags, '--signatures-from', other)).toMatchObject({
        code: 0,
      });
    });

    it('are the ones that notation makes and reads there, once the image is there as well', async () => {
      const both = `${signatures.host}/both`;
      const done = await json(
        ...['promote', image, `${images.host}/prod/both:1`, `${both}@${digest}`, ...home.trustFlags],
        ...['--signatures-from', sigs, '--signatures-to', both],
      );
      expect(done).toMatchObject({ code: 0, image: { status: 'promoted' } });
      const forPeers = `${both.replace(signatures.host, signatures.forPeers)}@${digest}`;
      const read = await home.verify(forPeers);
      expect(read, read.stderr).toMatchObject({ code: 0 });
      await home.sign(forPeers);
      const listed = await json('list', image, '--signatures-from', both);
      expect(listed.image.signatures).toHaveLength(2);
    });

    it('are read from a layout that came by another way', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'sealift-signatures-'));
      try {
        const layout = `oci:${join(folder, 'app')}`;
        const out = await json(
          ...['promote', image, `${layout}:1`, ...home.trustFlags, '--signatures-from', sigs],
        );
        expect(out).toMatchObject({ code: 0 });
        const verified = await json('verify', image, ...home.trustFlags, '--signatures-from', layout);
        expect(verified).toMatchObject({ code: 0, image: { signatures: [{ foundIn: 'index' }] } });
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  });
