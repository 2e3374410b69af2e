import { describe, expect, it, onTestFinished } from 'vitest';
import { referrersTag } from '../../../src/oci/referrers-index.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { type Built, image, index, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { promote, sign, signerOf, verify } from '../support.ts';

const NO_API = { referrers: '404', subjectHeader: false } as const;
const TAKEN = { status: 'failed', error: { code: 'referrers_tag_taken' } };

async function start(switches: Partial<Switches>) {
  const registry = await FakeRegistry.start(switches);
  onTestFinished(() => registry.stop());
  const open = () => registryStore(registry.host, 'team/app', { clock: new JumpingClock() });
  return { registry, open, repository: registry.repository('team/app') };
}

async function signedSource(built: Built = image()) {
  const source = new MemoryStore('dev.test/team/app');
  const { digest } = await push(source, built, '1');
  await sign(source, { recursive: true });
  return { source, digest };
}

describe('an image that a pipeline tagged by its own digest (tagsByDigest)', () => {
  it.each(['skip', 'add', 'fail'] as const)(
    'is not signed where that tag would have to hold the list, and no key is used: %s',
    async (ifSigned) => {
      const { registry, open, repository } = await start({ ...NO_API, tagsByDigest: true });
      const { digest } = await push(open(), image(), '1');
      registry.log.length = 0;
      let used = 0;
      const signer = await signerOf(undefined, (own) => ({
        sign: (...given: Parameters<typeof own.sign>) => {
          used += 1;
          return own.sign(...given);
        },
      }));
      for (const name of [{ tag: '1' }, { digest }] as const) {
        const result = await sign(open(), { name, ifSigned, signer });
        expect(result).toMatchObject(TAKEN);
        expect(result.error!.message).toContain(referrersTag(digest));
        expect(result.error!.message).toContain(open().name);
      }
      expect(used).toBe(0);
      expect(registry.writes).toEqual([]);
      expect(repository.tags.get(referrersTag(digest))).toBe(digest);
    },
  );

  it('is signed where the Referrers API is', async () => {
    const { open, repository } = await start({ tagsByDigest: true });
    const { digest } = await push(open(), image(), '1');
    expect(await sign(open())).toMatchObject({ status: 'signed' });
    expect(await verify(open())).toMatchObject({ status: 'verified' });
    expect(repository.tags.get(referrersTag(digest))).toBe(digest);
  });
});

describe('a promotion to where somebody has a tag in place of the list', () => {
  it.each([false, true])('writes nothing, the image being there or not: %s', async (isThere) => {
    const { source, digest } = await signedSource();
    const { registry, open, repository } = await start(NO_API);
    const other = await push(open(), image({ seed: 'other' }), referrersTag(digest));
    if (isThere) await push(open(), image(), '1');
    registry.log.length = 0;
    for (const dryRun of [true, false])
      expect(await promote(source, open(), { dryRun })).toMatchObject(TAKEN);
    expect(registry.writes).toEqual([]);
    expect(repository.tags.get(referrersTag(digest))).toBe(other.digest);
  });

  it('writes nothing when it is the list of one child', async () => {
    const child = image({ seed: 'b' });
    const { source } = await signedSource(index([image({ seed: 'a' }), child]));
    const { registry, open } = await start(NO_API);
    await push(open(), image({ seed: 'other' }), referrersTag(child.manifest.descriptor.digest));
    registry.log.length = 0;
    expect(await promote(source, open())).toMatchObject(TAKEN);
    expect(registry.writes).toEqual([]);
  });

  it('goes on where the Referrers API is, and leaves the tag alone', async () => {
    const { source, digest } = await signedSource();
    const { open, repository } = await start({});
    const other = await push(open(), image({ seed: 'other' }), referrersTag(digest));
    expect(await promote(source, open())).toMatchObject({ status: 'promoted' });
    expect(await promote(source, open())).toMatchObject({ status: 'unchanged' });
    expect(repository.tags.get(referrersTag(digest))).toBe(other.digest);
  });
});

describe('a promotion to a tag of the form sha256-HEX', () => {
  it.each(['if-unchanged', 'always'] as const)(
    'is refused before anything is written where there is no API, whatever --move-tag says: %s',
    async (moveTag) => {
      const { source, digest } = await signedSource();
      const { registry, open } = await start(NO_API);
      for (const tag of [referrersTag(digest), `sha512-${'a'.repeat(64)}`]) {
        for (const tags of [[tag], ['1', tag]]) {
          const result = await promote(source, open(), { tags, moveTag });
          expect(result).toMatchObject(TAKEN);
          expect(result.error!.hint).not.toContain('--move-tag');
        }
      }
      expect(registry.writes).toEqual([]);
    },
  );

  it('goes where the Referrers API is, and is a tag like any other', async () => {
    const { source, digest } = await signedSource();
    const { open, repository } = await start({});
    const tags = [referrersTag(digest)];
    expect(await promote(source, open(), { tags })).toMatchObject({ status: 'promoted' });
    expect(await promote(source, open(), { tags })).toMatchObject({ status: 'unchanged' });
    expect(repository.tags.get(tags[0]!)).toBe(digest);
    expect(await verify(open(), { name: { digest } })).toMatchObject({ status: 'verified' });
  });

  it('is refused where the tag holds the list that another tool wrote, though there is the API', async () => {
    const { source, digest } = await signedSource();
    const { registry, open, repository } = await start(NO_API);
    await promote(source, open());
    const list = repository.tags.get(referrersTag(digest));
    registry.switches.referrers = true;
    registry.log.length = 0;
    for (const moveTag of ['if-unchanged', 'always'] as const)
      expect(await promote(source, open(), { tags: [referrersTag(digest)], moveTag })).toMatchObject(TAKEN);
    expect(registry.writes).toEqual([]);
    expect(repository.tags.get(referrersTag(digest))).toBe(list);
  });

  it('is left alone when it moved meanwhile, also with --move-tag always, and the remedy loses nothing', async () => {
    const { source, digest } = await signedSource();
    const { registry, open, repository } = await start({});
    const tag = referrersTag(digest);
    const other = await push(open(), image({ seed: 'other' }));
    const match = {
      test: (request: string) => {
        if (/^PUT .*manifests/.test(request)) repository.tags.set(tag, other.digest);
        return false;
      },
    } as unknown as RegExp;
    registry.failures.push({ match, times: 1, status: 500 });
    const result = await promote(source, open(), { tags: [tag], moveTag: 'always' });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'tag_moved' } });
    expect(result.error!.hint).not.toContain('--move-tag');
    expect(repository.tags.get(tag)).toBe(other.digest);
  });

  it('is refused with a remedy that loses nothing where it is at another image and must not move', async () => {
    const { source } = await signedSource();
    const { open } = await start({});
    for (const tag of [`sha256-${'a'.repeat(64)}`, `sha256-${'a'.repeat(64)}.sig`]) {
      await push(open(), image({ seed: 'other' }), tag);
      const { error } = await promote(source, open(), {
        tags: [tag],
        existingTag: [{ pattern: '*', rule: 'fail', option: '--existing-tag fail' }],
      });
      expect(error).toMatchObject({ code: 'tag_exists' });
      expect(error!.hint).not.toContain('=move');
    }
  });
});
