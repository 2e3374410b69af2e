import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import { REFERRERS_LIMIT } from '../../src/oci/limits.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import type { ManifestReader, ReferrerReader } from '../../src/oci/ports.ts';
import { judgedReferrers } from '../../src/oci/referrers.ts';
import { believedReferrers } from '../support/believed-referrers.ts';
import { attach, attached, content, image, index, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { never } from '../support/tools.ts';

const QUERY = { sources: 'merged' } as const;

async function prepared() {
  const store = new MemoryStore();
  const subject = await push(store, image());
  return { store, subject };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items);
}

describe('an entry of a list of referrers', () => {
  it('is believed when its manifest names the subject', async () => {
    const { store, subject } = await prepared();
    const one = await attach(store, subject, attached(subject, 'a/b', 'one'));
    const [referrer, ...others] = await all(believedReferrers(store, subject, QUERY, never));
    expect(others).toEqual([]);
    expect(referrer).toMatchObject({
      entry: { descriptor: { digest: one.digest }, foundIn: 'api' },
      manifest: { artifactType: 'a/b' },
    });
  });

  it('is foreign when its manifest names another subject, or none, or this one with another size', async () => {
    const { store, subject } = await prepared();
    const other = await push(store, image({ seed: 'other' }));
    const ofOther = await push(store, attached(other));
    const larger = await push(store, attached({ ...subject, size: subject.size + 1 }, 'a/b', 'larger'));
    const retyped = await push(
      store,
      attached({ ...subject, mediaType: MEDIA_TYPES.ociIndex }, 'a/b', 'typed'),
    );
    store.claims.set(subject.digest, [ofOther, other]);
    const judged = await all(judgedReferrers(store, subject, QUERY, never));
    const digests = judged.map(({ entry }) => entry.descriptor.digest);
    expect(new Set(digests)).toEqual(new Set([ofOther, other, larger, retyped].map(({ digest }) => digest)));
    expect(new Set(judged.map(({ state }) => state))).toEqual(new Set(['foreign']));
  });

  it('is foreign when the referrers tag is the index of the image itself (GitLab)', async () => {
    const store = new MemoryStore();
    const children = [image({ seed: 'a' }), image({ seed: 'b' })];
    const root = await push(store, index(children));
    store.claims.set(
      root.digest,
      children.map(({ manifest }) => manifest.descriptor),
    );
    expect(await all(believedReferrers(store, root, QUERY, never))).toEqual([]);
  });

  it('is dangling when its manifest is gone, and malformed when the content is no manifest', async () => {
    const { store, subject } = await prepared();
    const gone = attached(subject, 'a/b', 'gone').manifest.descriptor;
    const broken = content(MEDIA_TYPES.ociImage, Buffer.from('{"schemaVersion":2,"schemaVersion":2}'));
    const unknown = content('application/x-thing', Buffer.from('{}'));
    store.claims.set(subject.digest, [gone, broken.descriptor, unknown.descriptor]);
    // The store lists by parsing, so that these two are only there to be fetched.
    const reader: ManifestReader & ReferrerReader = {
      resolve: (name, signal) => store.resolve(name, signal),
      referrers: (_, query) => store.referrers(subject, query),
      manifest: (descriptor, signal) => {
        const found = [broken, unknown].find((one) => one.descriptor.digest === descriptor.digest);
        return found ? Promise.resolve(found) : store.manifest(descriptor, signal);
      },
    };
    const judged = await all(judgedReferrers(reader, subject, QUERY, never));
    expect(judged).toMatchObject([
      { state: 'dangling' },
      { state: 'malformed', error: { code: 'manifest_invalid' } },
      { state: 'malformed', error: { code: 'manifest_unsupported' } },
    ]);
  });

  it.each(['digest_mismatch', 'content_too_large', 'manifest_invalid'] as const)(
    'is malformed when the store answers %s: one bad entry hides no good one',
    async (code) => {
      const { store, subject } = await prepared();
      const good = await attach(store, subject, attached(subject, 'a/b', 'good'));
      store.claims.set(subject.digest, [attached(subject, 'a/b', 'bad').manifest.descriptor]);
      const reader = Object.assign(Object.create(store) as MemoryStore, {
        manifest: (...[descriptor, signal]: Parameters<MemoryStore['manifest']>) =>
          descriptor.digest === good.digest
            ? store.manifest(descriptor, signal)
            : Promise.reject(new SealiftError(code, 'unfit')),
        referrers: store.referrers.bind(store),
      });
      const states = (await all(judgedReferrers(reader, subject, QUERY, never))).map(({ state }) => state);
      expect(states.toSorted()).toEqual(['believed', 'malformed']);
    },
  );

  it.each(['connection_failed', 'denied', 'registry_unavailable', 'too_many_requests'] as const)(
    'is not known when the store answers %s, and that is an error',
    async (code) => {
      const { store, subject } = await prepared();
      store.claims.set(subject.digest, [attached(subject).manifest.descriptor]);
      store.manifest = () => Promise.reject(new SealiftError(code, 'no answer'));
      await expect(all(judgedReferrers(store, subject, QUERY, never))).rejects.toMatchObject({ code });
    },
  );

  it('is fetched only when the reader reaches it', async () => {
    const { store, subject } = await prepared();
    for (const text of ['1', '2', '3']) await attach(store, subject, attached(subject, 'a/b', text));
    store.reads.length = 0;
    for await (const _ of judgedReferrers(store, subject, QUERY, never)) break;
    expect(store.reads.filter((read) => read.startsWith('manifest'))).toHaveLength(1);
  });

  it('is refused when the list is over its limit', async () => {
    const { store, subject } = await prepared();
    const entry = attached(subject).manifest.descriptor;
    store.claims.set(
      subject.digest,
      Array.from({ length: REFERRERS_LIMIT + 1 }, () => entry),
    );
    await expect(all(judgedReferrers(store, subject, QUERY, never))).rejects.toMatchObject({
      code: 'content_too_large',
    });
  });
});
