import { describe, expect, it, onTestFinished } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import type { ManifestContent } from '../../../src/oci/ports.ts';
import { referrersTag } from '../../../src/oci/referrers-index.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import type { Switches } from '../../support/fake-registry/switches.ts';
import { attach, attached, type Built, content, image, index, push } from '../../support/images.ts';
import { JumpingClock, registryStore } from '../../support/registry-store.ts';
import { never } from '../../support/tools.ts';

const NO_API = { referrers: '404', subjectHeader: false } as const;

async function prepared(switches: Partial<Switches> = NO_API) {
  const registry = await FakeRegistry.start(switches);
  onTestFinished(() => registry.stop());
  const clock = new JumpingClock();
  const store = registryStore(registry.host, 'team/app', { clock });
  const subject = await push(store, image(), '1');
  const tag = referrersTag(subject.digest);
  const repository = registry.repository('team/app');
  /** Lets the tag name this, as somebody else would have pushed it. */
  const hold = (held: ManifestContent) => {
    repository.manifests.set(held.descriptor.digest, held);
    repository.tags.set(tag, held.descriptor.digest);
    registry.log.length = 0;
  };
  return { registry, clock, store, subject, tag, repository, hold };
}

type Place = Awaited<ReturnType<typeof prepared>>;

function json(body: object, mediaType: string = MEDIA_TYPES.ociIndex): ManifestContent {
  return content(mediaType, Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, ...body })));
}
const plain = (...built: Built[]) => built.map(({ manifest }) => manifest.descriptor);
const platform = { os: 'linux', architecture: 'amd64' };

/** Puts what the entries of an index name, and returns the index. */
async function over({ store }: Place, children: readonly Built[], body: object): Promise<ManifestContent> {
  for (const child of children) await push(store, child);
  return json(body);
}

/** What somebody may keep under the tag, none of which is a list of referrers of the subject. */
const TAKEN: Record<string, (place: Place) => ManifestContent | Promise<ManifestContent>> = {
  'the image itself': ({ repository, subject }) => repository.find(subject.digest)!,
  'another image': () => image({ seed: 'other' }).manifest,
  'a Docker image': () => image({ seed: 'other', docker: true }).manifest,
  'a Docker list': async (place) => {
    const child = image({ seed: 'child', docker: true });
    await push(place.store, child);
    return json({ manifests: [{ ...child.manifest.descriptor, platform }] }, MEDIA_TYPES.dockerIndex);
  },
  'a Docker list of nothing': () => json({ manifests: [] }, MEDIA_TYPES.dockerIndex),
  'a manifest of an unknown type': () => content('application/vnd.example+json', Buffer.from('{}')),
  'an index of platforms': async (place) => {
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    await push(place.store, built);
    return built.manifest;
  },
  'an index without platforms': (place) => {
    const children = [image({ seed: 'a' }), image({ seed: 'b' })];
    return over(place, children, { manifests: plain(...children) });
  },
  'an index whose entries have an artifact type': (place) => {
    const child = image({ seed: 'a' });
    const artifactType = 'application/vnd.cncf.notary.signature';
    return over(place, [child], { manifests: [{ ...child.manifest.descriptor, artifactType }] });
  },
  'an index whose children are attached to another image': async (place) => {
    const other = await push(place.store, image({ seed: 'other' }));
    const child = attached(other);
    return over(place, [child], { manifests: plain(child) });
  },
  'an index of platforms, one of which is attached to the image': (place) => {
    const child = attached(place.subject, undefined, 'theirs');
    return over(place, [child], { manifests: [{ ...child.manifest.descriptor, platform }] });
  },
  'an index of the image itself and what is attached to it': (place) => {
    const child = attached(place.subject, undefined, 'theirs');
    return over(place, [child], { manifests: [place.subject, ...plain(child)] });
  },
  'an index without platforms, one of which is gone': (place) => {
    const [there, gone] = [image({ seed: 'a' }), image({ seed: 'gone' })];
    return over(place, [there], { manifests: plain(gone, there) });
  },
  'an index of platforms that are gone': () =>
    json({ manifests: [{ ...image({ seed: 'gone' }).manifest.descriptor, platform }] }),
  'an index of what are no manifests': () =>
    json({ manifests: [{ mediaType: 'text/plain', digest: digestOf(Buffer.from('a')), size: 1 }] }),
  'an index with an artifact type': (place) => {
    const child = attached(place.subject, undefined, 'theirs');
    return over(place, [child], { artifactType: 'application/vnd.example', manifests: plain(child) });
  },
  'an empty index with an artifact type': () =>
    json({ artifactType: 'application/vnd.example', manifests: [] }),
  'an empty index with annotations': () => json({ manifests: [], annotations: { 'com.example': 'mine' } }),
  'an index that is attached to another image': (place) => {
    const child = attached(place.subject, undefined, 'theirs');
    const subject = image({ seed: 'other' }).manifest.descriptor;
    return over(place, [child], { manifests: plain(child), subject });
  },
};

/** Of these, what may list referrers all the same, so that it is not hidden either. */
const MAY_LIST = new Set([
  'an index of the image itself and what is attached to it',
  'an index without platforms, one of which is gone',
]);

/** What a list of referrers may be, so that it is written again. */
const LISTS: Record<string, (place: Place) => ManifestContent | Promise<ManifestContent>> = {
  'an empty index': () => json({ manifests: [] }),
  'entries without an artifact type, of an older tool': (place) => {
    const child = attached(place.subject, undefined, 'old');
    return over(place, [child], { manifests: plain(child) });
  },
  'entries whose manifests are gone': ({ subject }) =>
    json({ manifests: plain(attached(subject, undefined, 'gone')) }),
  'the platforms of the image beside a referrer, as oras writes it at GitLab': (place) => {
    const [child, own] = [image({ seed: 'a' }), attached(place.subject, undefined, 'own')];
    const manifests = [{ ...child.manifest.descriptor, platform }, ...plain(own)];
    return over(place, [child, own], { manifests });
  },
  'entries under another digest algorithm': ({ subject }) => {
    const [one] = plain(attached(subject, undefined, 'foreign'));
    return json({ manifests: [{ ...one, digest: `sha384:${'a'.repeat(96)}` }] });
  },
  'annotations of its own': (place) => {
    const child = attached(place.subject, undefined, 'noted');
    return over(place, [child], { manifests: plain(child), annotations: { 'com.example': 'mine' } });
  },
};

const TAKEN_ERROR = { code: 'referrers_tag_taken', exitCode: 1 };
const check = ({ store, subject }: Place) =>
  store.refuseUnlistable(subject, [attached(subject).manifest], never);

describe.each(Object.entries(TAKEN))('a referrers tag that holds %s', (_, make) => {
  it('is never overwritten, and found to be taken before anything is put', async () => {
    const place = await prepared();
    const held = await make(place);
    place.hold(held);
    await expect(check(place)).rejects.toMatchObject({
      ...TAKEN_ERROR,
      message: expect.stringContaining(`the tag ${place.tag} of ${place.registry.host}/team/app holds `),
    });
    expect(place.registry.writes).toEqual([]);
    await expect(attach(place.store, place.subject, attached(place.subject))).rejects.toMatchObject(
      TAKEN_ERROR,
    );
    expect(place.repository.tags.get(place.tag)).toBe(held.descriptor.digest);
    expect(place.registry.writes.filter((write) => write.endsWith(place.tag))).toEqual([]);
  });

  it('is no hindrance where the Referrers API is, and none to readers', async () => {
    const place = await prepared({});
    place.hold(await make(place));
    await check(place);
    const { digest } = await attach(place.store, place.subject, attached(place.subject));
    for (const sources of ['preferred', 'api-first', 'merged'] as const) {
      const listed = await Array.fromAsync(place.store.referrers(place.subject, { sources }, never));
      expect(listed).toContainEqual(
        expect.objectContaining({ descriptor: expect.objectContaining({ digest }), foundIn: 'api' }),
      );
    }
  });
});

describe.each(Object.entries(LISTS))('a referrers tag that holds %s', (_, make) => {
  it('is written again, and keeps what it had', async () => {
    const place = await prepared();
    const held = await make(place);
    place.hold(held);
    await check(place);
    const { digest } = await attach(place.store, place.subject, attached(place.subject));
    const now = JSON.parse(Buffer.from(place.repository.find(place.tag)!.bytes).toString());
    const before = JSON.parse(Buffer.from(held.bytes).toString());
    expect(now.manifests.slice(0, -1)).toEqual(before.manifests);
    expect(now.manifests.at(-1)).toMatchObject({ digest });
    expect(now.annotations).toEqual(before.annotations);
  });
});

it('is found to be taken for a sha512 digest, whose tag is cut to 64 characters', async () => {
  const place = await prepared();
  const { bytes, descriptor } = image().manifest;
  const subject = { ...descriptor, digest: digestOf(bytes, 'sha512') };
  await place.store.putManifest({ bytes, descriptor: subject }, never);
  const tag = referrersTag(subject.digest);
  expect(tag).toMatch(/^sha512-[0-9a-f]{64}$/);
  await place.store.tag({ bytes, descriptor }, tag, never);
  await expect(attach(place.store, subject, attached(subject))).rejects.toMatchObject(TAKEN_ERROR);
  expect(place.repository.tags.get(tag)).toBe(descriptor.digest);
});

describe('the list of tags', () => {
  const GITLAB = { ...NO_API, referrersTagIsSubject: 'until-set' } as const;

  it('tells a tag at the image itself from a registry that takes the name for the digest', async () => {
    const place = await prepared(GITLAB);
    await check(place);
    await attach(place.store, place.subject, attached(place.subject));
    expect(place.registry.requests.filter((request) => request.includes('tags/list'))).not.toEqual([]);
  });

  it.each([401, 403, 404, 429, 500])('leaves the tag alone when it is answered with %s', async (status) => {
    const place = await prepared(GITLAB);
    const headers = { 'retry-after': '999' };
    place.registry.failures.push({ match: /tags\/list/, times: 99, status, headers });
    await expect(check(place)).rejects.toThrow();
    await expect(attach(place.store, place.subject, attached(place.subject))).rejects.toThrow();
    expect(place.repository.tags.has(place.tag)).toBe(false);
  });

  it('is read to its last page', async () => {
    const place = await prepared();
    place.hold(place.repository.find(place.subject.digest)!);
    const next = '/v2/team/app/tags/list?last=1';
    const body = JSON.stringify({ name: 'team/app', tags: ['1'] });
    const headers = { link: `<${next}>; rel="next"`, 'content-type': 'application/json' };
    place.registry.failures.push({ match: /tags\/list$/, times: 9, status: 200, headers, body });
    await expect(check(place)).rejects.toMatchObject(TAKEN_ERROR);
  });
});

describe('a referrers tag that a user sets while it is written', () => {
  it('is left alone by the next round', async () => {
    const place = await prepared();
    const other = image({ seed: 'other' });
    const digest = (await push(place.store, other)).digest;
    const match = {
      test: (request: string) => {
        // The look that follows the first write already finds the user's.
        const isLook = /^GET/.test(request) && request.endsWith(place.tag);
        if (isLook && place.registry.writes.some((write) => write.endsWith(place.tag)))
          place.repository.tags.set(place.tag, digest);
        return false;
      },
    } as unknown as RegExp;
    place.registry.failures.push({ match, times: 1, status: 500 });
    await expect(attach(place.store, place.subject, attached(place.subject))).rejects.toMatchObject(
      TAKEN_ERROR,
    );
    expect(place.repository.tags.get(place.tag)).toBe(digest);
  });
});

describe('a tag that readers look under', () => {
  const target = image({ seed: 'promoted' }).manifest.descriptor;
  const hide = ({ store }: Place, tag: string, descriptor: Descriptor = target) =>
    store.refuseHiding(tag, descriptor, never);

  it.each<Switches['referrers']>([
    '404',
    '404-name-unknown',
    '400-manifest-invalid',
    '405',
    '501',
    '303-elsewhere',
  ])('is not to name an image where there is no API, or nobody knows (%s)', async (referrers) => {
    const place = await prepared({ referrers, subjectHeader: false });
    await expect(hide(place, place.tag)).rejects.toMatchObject(TAKEN_ERROR);
    await expect(hide(place, `sha512-${'a'.repeat(64)}`)).rejects.toMatchObject(TAKEN_ERROR);
    for (const tag of ['1', 'latest', `sha256-${'a'.repeat(63)}`, `sha256-${'A'.repeat(64)}`])
      await hide(place, tag);
  });

  it('may name one where the API is, unless it holds a list', async () => {
    const place = await prepared({});
    await hide(place, place.tag);
    for (const [what, make] of Object.entries(TAKEN)) {
      place.hold(await make(place));
      if (MAY_LIST.has(what)) await expect(hide(place, place.tag)).rejects.toMatchObject(TAKEN_ERROR);
      else await hide(place, place.tag);
    }
    const child = attached(place.subject);
    place.hold(await over(place, [child], { manifests: plain(child) }));
    await expect(hide(place, place.tag)).rejects.toMatchObject(TAKEN_ERROR);
  });

  it.each([401, 403, 429, 500])('is not to name one when the API is answered with %s', async (status) => {
    const place = await prepared({});
    place.registry.failures.push({
      match: /referrers/,
      times: 99,
      status,
      headers: { 'retry-after': '999' },
    });
    await expect(hide(place, place.tag)).rejects.toThrow();
  });
});
