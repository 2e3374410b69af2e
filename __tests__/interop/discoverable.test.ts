import { afterAll, beforeAll, expect, it } from 'vitest';
import { referrersTag } from '../../src/oci/referrers-index.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { peer, sealift } from './support/run.ts';
import { pushSmall } from './support/small-artifact.ts';
import { withPeers } from './support/suite.ts';

/**
 * olareg 0.2.2 with its API loses the first signature that `notation sign` writes by its default, into the referrers tag: the API
 * answers without it, so that `notation verify` finds none.
 */
withPeers('olareg')('what notation signs by its default on olareg', () => {
  let registry: RunningRegistry;
  let home: NotationHome;
  beforeAll(async () => {
    [registry, home] = await Promise.all([startRegistry('olareg'), NotationHome.create()]);
  });
  afterAll(() => registry?.stop());

  /** A signed artifact in a repository of its own, which notation does not verify. */
  const signedByDefault = async (repository: string): Promise<string> => {
    const pinned = await pushSmall(`${registry.host}/${repository}:1`, '--plain-http');
    await home.sign(pinned, '--force-referrers-tag=true');
    expect(await home.verify(pinned)).not.toMatchObject({ code: 0 });
    return pinned;
  };
  const statusOf = ({ stdout }: { stdout: string }): string => JSON.parse(stdout).images[0].status;
  const promote = (from: string, to: string) =>
    sealift(['promote', from, to, ...home.trustFlags, '--output', 'json']);

  it.each([['1'], ['2']])(
    'is found by notation once it was promoted in place, to the tag %s',
    async (tag) => {
      const repository = `${registry.host}/place-${tag}`;
      const pinned = await signedByDefault(`place-${tag}`);
      const done = await promote(`${repository}:1`, `${repository}:${tag}`);
      expect(done, done.stderr).toMatchObject({ code: 0 });
      expect(statusOf(done)).toBe('promoted');
      expect(await home.verify(pinned)).toMatchObject({ code: 0 });
      const again = await promote(`${repository}:1`, `${repository}:${tag}`);
      expect(statusOf(again)).toBe('unchanged');
    },
  );

  it('is found by notation once it was promoted elsewhere, or to where it was signed likewise', async () => {
    await signedByDefault('from');
    const from = `${registry.host}/from:1`;
    const fresh = await promote(from, `${registry.host}/fresh:1`);
    expect(fresh, fresh.stderr).toMatchObject({ code: 0 });
    expect(await home.verify(`${registry.host}/fresh:1`)).toMatchObject({ code: 0 });

    await peer('oras', ['cp', '--from-plain-http', '--to-plain-http', from, `${registry.host}/to:1`]);
    const [repository] = (await signedBySecond()).split('@');
    const done = await promote(from, `${repository}:1`);
    expect(done, done.stderr).toMatchObject({ code: 0 });
    expect(await home.verify(`${repository}:1`)).toMatchObject({ code: 0 });
  });
  const signedBySecond = async (): Promise<string> => {
    const to = `${registry.host}/to`;
    const pinned = `${to}@${(await peer('oras', ['resolve', '--plain-http', `${to}:1`])).trim()}`;
    await home.sign(pinned, '--force-referrers-tag=true');
    return pinned;
  };

  it('verifies here with a warning that says so', async () => {
    const pinned = await signedByDefault('warned');
    const verified = await sealift(['verify', pinned, ...home.trustFlags, '--output', 'json']);
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
    const { warnings } = JSON.parse(verified.stdout);
    expect(warnings).toContainEqual(expect.stringContaining('is not found by notation'));
    const text = await sealift(['verify', pinned, ...home.trustFlags]);
    expect(`${text.stdout}${text.stderr}`).toContain('is not found by notation');
  });

  it('makes no signature of ours needless: notation finds the new one', async () => {
    const pinned = await signedByDefault('signed');
    const signed = await sealift(['sign', pinned, ...home.keyFlags, '--output', 'json']);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    expect(statusOf(signed)).toBe('signed');
    expect(await home.verify(pinned)).toMatchObject({ code: 0 });
  });
});

withPeers('distribution')('a signature behind one that is gone, on distribution', () => {
  let registry: RunningRegistry;
  let home: NotationHome;
  let stranger: NotationHome;
  beforeAll(async () => {
    [registry, home, stranger] = await Promise.all([
      startRegistry('distribution'),
      NotationHome.create(),
      NotationHome.create(),
    ]);
  });
  afterAll(() => registry?.stop());

  it('is found by notation once it was promoted again', async () => {
    const source = await pushSmall(`${registry.host}/dev:1`, '--plain-http');
    await sealift(['sign', source, ...home.keyFlags]);
    const prod = `${registry.host}/prod`;
    await peer('oras', ['cp', '--from-plain-http', '--to-plain-http', `${registry.host}/dev:1`, `${prod}:1`]);
    const digest = source.split('@')[1] as `sha256:${string}`;
    await stranger.sign(`${prod}@${digest}`, '--force-referrers-tag=true');
    const index = await peer('oras', [
      'manifest',
      'fetch',
      '--plain-http',
      `${prod}:${referrersTag(digest)}`,
    ]);
    const gone = JSON.parse(index).manifests[0].digest;
    const url = `http://${registry.host}/v2/prod/manifests/${gone}`;

    const promote = () =>
      sealift(['promote', source.replace('@', ':1@'), `${prod}:1`, ...home.trustFlags, '--output', 'json']);
    expect(await promote()).toMatchObject({ code: 0 });
    expect(await home.verify(`${prod}@${digest}`)).toMatchObject({ code: 0 });
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(202);
    expect(await home.verify(`${prod}@${digest}`)).not.toMatchObject({ code: 0 });

    const mended = await promote();
    expect(mended, mended.stderr).toMatchObject({ code: 0 });
    expect(await home.verify(`${prod}@${digest}`)).toMatchObject({ code: 0 });
    const left = registryStore(registry.host, 'prod').referrers({ digest }, { sources: 'preferred' }, never);
    expect((await Array.fromAsync(left)).map(({ descriptor }) => descriptor.digest)).not.toContain(gone);
  });
});
