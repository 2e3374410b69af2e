import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/oci/manifest.ts';
import { isForeignLayer, MANIFEST_ACCEPT, MEDIA_TYPES, manifestKind } from '../../src/oci/media-types.ts';
import {
  mergeReferrers,
  parseReferrersIndex,
  referrerDescriptor,
  referrersTag,
} from '../../src/oci/referrers-index.ts';
import { attached, content, image, index } from '../support/images.ts';

const refusal = expect.objectContaining({ code: 'manifest_invalid' });
const config = image().blobs[0]!.descriptor;
const good = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociImage, config, layers: [config] };
const parse = (mediaType: string, body: unknown) =>
  parseManifest(content(mediaType, Buffer.from(JSON.stringify(body))));

describe('a manifest with two meanings', () => {
  it.each<[string, unknown]>([
    ['Layers beside layers', { ...good, Layers: [] }],
    ['MEDIATYPE alone', { ...good, mediaType: undefined, MEDIATYPE: MEDIA_TYPES.ociIndex }],
    ['a long s for an s', { ...good, 'layer\u017f': [] }],
    ['Digest in a descriptor', { ...good, config: { ...config, Digest: `sha256:${'0'.repeat(64)}` } }],
    ['a config and an index', { ...good, manifests: [config] }],
    ['blobs and layers', { ...good, blobs: [config] }],
    ['a size in text', { ...good, config: { ...config, size: '12' } }],
    ['a digest of another algorithm', { ...good, config: { ...config, digest: `sha384:${'0'.repeat(96)}` } }],
    ['a digest in upper case', { ...good, config: { ...config, digest: config.digest.toUpperCase() } }],
    ['layers that are no list', { ...good, layers: { 0: config } }],
    ['a layer that is null', { ...good, layers: [null] }],
    ['an annotation that is a number', { ...good, annotations: { a: 1 } }],
  ])('is refused: %s', (_, body) => {
    expect(() => parse(MEDIA_TYPES.ociImage, body)).toThrow(refusal);
  });

  it('is accepted when names are alike only in annotations or unknown members', () => {
    const body = { ...good, annotations: { Digest: 'x', digest: 'y' }, Foo: 1, foo: 2 };
    expect(parse(MEDIA_TYPES.ociImage, body).annotations).toEqual({ Digest: 'x', digest: 'y' });
  });

  it('may have null for any optional member', () => {
    const descriptor = {
      ...config,
      urls: null,
      annotations: null,
      data: null,
      platform: null,
      artifactType: null,
    };
    expect(parse(MEDIA_TYPES.ociImage, { ...good, config: descriptor }).config).toEqual(config);
    const nothing = { config: null, layers: null, blobs: null, subject: null, annotations: null };
    expect(parse(MEDIA_TYPES.ociIndex, { schemaVersion: 2, manifests: null, ...nothing })).toMatchObject({
      kind: 'index',
      manifests: [],
      annotations: {},
    });
    expect(() => parse(MEDIA_TYPES.ociImage, { ...good, config: null })).toThrow(refusal);
  });

  it('may have an empty text for an absent member, as Go writes it', () => {
    const descriptor = { ...config, artifactType: '', data: '' };
    expect(parse(MEDIA_TYPES.ociImage, { ...good, config: descriptor }).config).toEqual(config);
  });

  it('keeps unknown members of a descriptor only in a list that is written again', () => {
    const descriptor = { ...config, 'x-new': [1, null] };
    const manifest = content(
      MEDIA_TYPES.ociImage,
      Buffer.from(JSON.stringify({ ...good, config: descriptor })),
    );
    expect(parseManifest(manifest).config).toEqual(config);
    expect(parseManifest(manifest, 'kept').config).toEqual(descriptor);
  });

  it.each([[], 'x', 1, true, {}])('is refused with %j in the place of a descriptor', (value) => {
    expect(() => parse(MEDIA_TYPES.ociImage, { ...good, config: value })).toThrow(refusal);
    expect(() => parse(MEDIA_TYPES.ociImage, { ...good, layers: [config, value] })).toThrow(refusal);
  });
});

describe('the Accept header', () => {
  it('asks for every kind that is read, and no other', () => {
    const kinds = MANIFEST_ACCEPT.split(', ').filter((type) => type !== MEDIA_TYPES.prototypeIndex);
    for (const mediaType of kinds) expect(manifestKind(mediaType)).toBeDefined();
    // It is read as a signature alone, and never as an index.
    expect(manifestKind(MEDIA_TYPES.prototypeIndex)).toBeUndefined();
    expect(manifestKind('constructor')).toBeUndefined();
    expect(manifestKind(MEDIA_TYPES.dockerSchema1)).toBeUndefined();
  });

  it.each([
    ['application/vnd.oci.image.layer.nondistributable.v1.tar+zstd', true],
    ['application/vnd.docker.image.rootfs.foreign.diff.tar.gzip', true],
    ['application/vnd.docker.image.rootfs.diff.tar.gzip', false],
    ['application/vnd.oci.image.layer.v1.tar+gzip', false],
  ])('%s stays where it is: %s', (mediaType, foreign) => {
    expect(isForeignLayer(mediaType)).toBe(foreign);
  });
});

describe('a list of referrers', () => {
  const subject = image().manifest.descriptor;
  const [one, two, three] = ['one', 'two', 'three'].map((text) =>
    referrerDescriptor(attached(subject, 'a/b', text).manifest),
  ) as [
    ReturnType<typeof referrerDescriptor>,
    ReturnType<typeof referrerDescriptor>,
    ReturnType<typeof referrerDescriptor>,
  ];

  it('gains new entries while it loses duplicates', () => {
    const { content: merged, changed } = mergeReferrers([one, one], [two]);
    expect(changed).toBe(true);
    expect(parseManifest(merged).manifests).toEqual([one, two]);
    expect(mergeReferrers([one, one], [one]).changed).toBe(true);
    expect(mergeReferrers([one, two], []).changed).toBe(false);
    expect(mergeReferrers([], []).changed).toBe(false);
  });

  it('keeps an entry of others beside one of the same content with another artifact type', () => {
    const bare = { ...three, artifactType: 'application/x' };
    const { content: merged } = mergeReferrers([bare, three], [one]);
    expect(parseManifest(merged).manifests).toEqual([bare, three, one]);
  });

  it('has a wrong entry of what is added mended, and no other one', () => {
    const wrong = { ...one, size: one.size + 1 };
    const untyped = { mediaType: two.mediaType, digest: two.digest, size: two.size };
    const { content: merged, changed } = mergeReferrers([wrong, untyped, three], [one, two]);
    expect(changed).toBe(true);
    expect(parseManifest(merged).manifests).toEqual([three, one, two]);
    expect(parseManifest(mergeReferrers([untyped], [one]).content).manifests).toEqual([untyped, one]);
  });

  it('keeps entries of others with their unknown members', () => {
    const foreign = { ...three, 'x-other': { deep: true }, annotations: { b: '1', a: '2' } };
    const body = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [foreign] };
    const current = parseReferrersIndex(
      content(MEDIA_TYPES.ociIndex, Buffer.from(JSON.stringify(body))),
      'test',
      'all',
    );
    const { content: merged } = mergeReferrers(current, [one]);
    expect(JSON.parse(Buffer.from(merged.bytes).toString()).manifests).toEqual([foreign, one]);
  });

  it('is read without unknown members, by the same rules, when it is not written again', () => {
    const body = (entry: object) =>
      content(
        MEDIA_TYPES.ociIndex,
        Buffer.from(
          JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [entry] }),
        ),
      );
    const full = { ...three, annotations: { a: '1' }, urls: ['a'], data: 'QQ==', 'x-other': {} };
    expect(parseReferrersIndex(body(full), 'test', 'identity')).toEqual([three]);
    for (const wrong of [{ annotations: { a: 1 } }, { urls: 'a' }, { data: '!' }, { Annotations: {} }])
      expect(() => parseReferrersIndex(body({ ...three, ...wrong }), 'test', 'identity')).toThrow(
        expect.objectContaining({ code: 'manifest_invalid' }),
      );
  });

  it('is refused over 4 MiB, and merged below that in linear time', () => {
    const entry = (at: number) => ({ ...one, digest: `sha256:${String(at).padStart(64, '0')}` as const });
    const many = Array.from({ length: 15_000 }, (_, at) => entry(at));
    let looks = 0;
    const counted = many.map(({ digest, ...rest }) => ({
      ...rest,
      get digest() {
        looks += 1;
        return digest;
      },
    }));
    expect(mergeReferrers(counted, [one]).changed).toBe(true);
    expect(looks / many.length).toBeLessThan(10);
    expect(() => mergeReferrers([...many, ...many.map((_, at) => entry(at + 20_000))], [one])).toThrow(
      expect.objectContaining({ code: 'content_too_large' }),
    );
  });

  it('is refused when it is no OCI index', () => {
    expect(parseReferrersIndex(index([image()]).manifest, 'test', 'identity')).toHaveLength(1);
    expect(() => parseReferrersIndex(image().manifest, 'the tag', 'all')).toThrow(
      /the tag: is not an OCI image index/,
    );
  });

  it('describes an entry as the registry would', () => {
    expect(one).toMatchObject({ artifactType: 'a/b' });
    // Without an artifactType of its own, an image is of its config's type; notation finds signatures by it.
    const body = { ...good, subject, annotations: { 'org.opencontainers.image.created': 'x' } };
    const described = referrerDescriptor(content(MEDIA_TYPES.ociImage, Buffer.from(JSON.stringify(body))));
    expect(described).toMatchObject({ artifactType: config.mediaType, annotations: body.annotations });
    expect(referrerDescriptor(index([image()]).manifest)).not.toHaveProperty('artifactType');
  });

  it('has a valid tag for both digest algorithms', () => {
    expect(referrersTag(subject.digest)).toMatch(/^sha256-[0-9a-f]{64}$/);
    expect(referrersTag(`sha512:${'f'.repeat(128)}`)).toMatch(/^sha512-f{64}$/);
  });
});
