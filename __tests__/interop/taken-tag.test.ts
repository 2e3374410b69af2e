import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestOfTag } from './support/images.ts';
import { NotationHome } from './support/notation.ts';
import { type RegistryKind, type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

const KINDS: readonly RegistryKind[] = ['olareg', 'olareg-no-api', 'distribution', 'docker-registry'];

for (const kind of KINDS)
  withPeers(kind, 'olareg')(`tags of the form sha256-HEX, and none at all, on ${kind}`, () => {
    let source: RunningRegistry;
    let registry: RunningRegistry;
    let home: NotationHome;
    /** Signed, at the source, by digest. */
    let image: string;
    let digest: string;
    let tag: string;

    beforeAll(async () => {
      [source, registry, home] = await Promise.all([
        startRegistry('olareg'),
        startRegistry(kind),
        NotationHome.create(),
      ]);
      image = await pushSmall(`${source.host}/dev/app:1`, '--plain-http');
      digest = image.slice(image.indexOf('@') + 1);
      tag = digest.replace(':', '-');
      const signed = await sealift(['sign', image, ...home.keyFlags]);
      expect(signed, signed.stderr).toMatchObject({ code: 0 });
    });
    afterAll(async () => {
      await Promise.all([source?.stop(), registry?.stop()]);
    });

    const promote = async (destination: string, ...flags: string[]) => {
      const words = ['promote', image, destination, ...home.trustFlags, '--output', 'json', ...flags];
      const done = await sealift(words);
      const [first] = JSON.parse(done.stdout).images;
      return { code: done.code, error: first.error?.code ?? null, destination: first.destinations[0] };
    };
    const copyTo = (reference: string) => peer('crane', ['copy', '--insecure', image, reference]);
    const TAKEN = { code: 1, error: 'referrers_tag_taken' };

    it('leaves the tag of a user alone when it signs, and says so', async () => {
      const reference = `${registry.host}/tagged/app@${digest}`;
      await copyTo(`${registry.host}/tagged/app:1`);
      await peer('crane', ['tag', '--insecure', `${registry.host}/tagged/app:1`, tag]);
      const signed = await sealift(['sign', reference, ...home.keyFlags, '--output', 'json']);
      expect(signed.code, signed.stdout).toBe(registry.hasReferrersApi ? 0 : 1);
      expect(await digestOfTag(`${registry.host}/tagged/app:${tag}`)).toBe(digest);
      expect(await digestOfTag(`${registry.host}/tagged/app:1`)).toBe(digest);
      const listed = await sealift(['list', reference, '--output', 'json']);
      expect(listed.code).toBe(0);
      expect(JSON.parse(listed.stdout).images[0].attachments).toHaveLength(registry.hasReferrersApi ? 1 : 0);
      if (registry.hasReferrersApi) return;
      expect(JSON.parse(signed.stdout).images[0].error.code).toBe('referrers_tag_taken');
      expect(await promote(`${registry.host}/tagged/app:2`)).toMatchObject(TAKEN);
      expect(await digestOfTag(`${registry.host}/tagged/app:${tag}`)).toBe(digest);
    });

    it('leaves an index of a user alone when it signs', async () => {
      await copyTo(`${registry.host}/indexed/app:1`);
      const index = `${registry.host}/indexed/app:${tag}`;
      await peer('crane', [
        'index',
        'append',
        '-m',
        `${registry.host}/indexed/app:1`,
        '-t',
        index,
        '--insecure',
      ]);
      const before = await digestOfTag(index);
      const signed = await sealift(['sign', `${registry.host}/indexed/app@${digest}`, ...home.keyFlags]);
      expect(signed.code, signed.stderr).toBe(registry.hasReferrersApi ? 0 : 1);
      if (!registry.hasReferrersApi) expect(signed.stderr).toContain('[referrers_tag_taken]');
      expect(await digestOfTag(index)).toBe(before);
    });

    it('promotes to a tag of that form where nothing is hidden by it, and nowhere else', async () => {
      const place = `${registry.host}/formed/app`;
      const done = await promote(`${place}:${tag}`, '--move-tag', 'always');
      if (!registry.hasReferrersApi) {
        expect(done).toMatchObject(TAKEN);
        expect(await peer('crane', ['ls', '--insecure', place]).catch(() => '')).toBe('');
        return;
      }
      expect(done).toMatchObject({ code: 0 });
      expect(await digestOfTag(`${place}:${tag}`)).toBe(digest);
      expect(await home.verify(`${registry.forPeers}/formed/app@${digest}`)).toMatchObject({ code: 0 });
    });

    it('promotes by digest, where crane, oras and notation find image and signature', async () => {
      const place = `${registry.host}/prod/app`;
      const pinned = `${place}@${digest}`;
      for (const destination of [place, pinned]) {
        const isFirst = destination === place;
        const done = await promote(destination);
        expect(done).toMatchObject({
          code: 0,
          destination: { reference: pinned, pinned, tags: [], status: isFirst ? 'promoted' : 'unchanged' },
        });
        if (!isFirst) expect(done.destination).toMatchObject({ copied: 0, mounted: 0, bytes: 0 });
      }
      const tags = await peer('crane', ['ls', '--insecure', place]).catch(() => '');
      expect(tags.split('\n').filter((one) => one !== '' && !one.startsWith('sha256-'))).toEqual([]);
      expect(JSON.parse(await peer('crane', ['manifest', '--insecure', pinned]))).toMatchObject({
        schemaVersion: 2,
      });
      const reference = pinned.replace(registry.host, registry.forPeers);
      const tree = await peer('oras', ['discover', '--plain-http', '--format', 'json', reference]);
      expect(JSON.parse(tree).referrers).toHaveLength(1);
      const verified = await home.verify(reference);
      expect(verified, verified.stderr).toMatchObject({ code: 0 });
    });

    it('promotes by digest to a layout, where oras finds image and signature', async () => {
      const layout = join(await mkdtemp(join(tmpdir(), 'sealift-by-digest-')), 'layout');
      expect(await promote(`oci:${layout}`)).toMatchObject({ code: 0, destination: { status: 'promoted' } });
      expect(await promote(`oci:${layout}@${digest}`)).toMatchObject({
        destination: { status: 'unchanged' },
      });
      const tree = await peer('oras', [
        'discover',
        '--oci-layout',
        '--format',
        'json',
        `${layout}@${digest}`,
      ]);
      expect(JSON.parse(tree).referrers).toHaveLength(1);
      expect(await promote(`oci:${layout}:${tag}`)).toMatchObject(TAKEN);
    });
  });
