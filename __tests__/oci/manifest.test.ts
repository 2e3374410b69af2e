import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/oci/manifest.ts';
import { MEDIA_TYPES } from '../../src/oci/media-types.ts';
import { mergeReferrers, referrerDescriptor, referrersTag } from '../../src/oci/referrers-index.ts';
import { attached, content, image, index } from '../support/images.ts';

const parse = (mediaType: string, body: unknown) =>
  parseManifest(content(mediaType, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))));
const config = image().blobs[0]!.descriptor;
const good = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociImage, config, layers: [] };

describe('parseManifest', () => {
  it('reads images, indexes, Docker kinds and the withdrawn artifact manifest', () => {
    expect(parseManifest(image().manifest)).toMatchObject({ kind: 'image', layers: [{}, {}] });
    expect(parseManifest(image({ docker: true }).manifest)).toMatchObject({ kind: 'image' });
    expect(parseManifest(index([image()]).manifest)).toMatchObject({
      kind: 'index',
      manifests: [{ platform: {} }],
    });
    const artifact = { mediaType: MEDIA_TYPES.ociArtifact, artifactType: 'a/b', blobs: [config] };
    expect(parse(MEDIA_TYPES.ociArtifact, artifact)).toMatchObject({
      kind: 'image',
      layers: [config],
      artifactType: 'a/b',
    });
  });

  it('accepts an OCI manifest without a mediaType member', () => {
    const { mediaType: _, ...rest } = good;
    expect(parse(MEDIA_TYPES.ociImage, rest)).toMatchObject({ kind: 'image' });
    expect(() => parse(MEDIA_TYPES.dockerImage, rest)).toThrow(/mediaType/);
  });

  it.each([
    'application/vnd.dev.sigstore.bundle+json;version=0.2',
    'text/plain; charset=utf-8',
    'text/x ; a="b;c" ;d=e',
  ])('reads a media type with parameters (RFC 6838, 4.3): %s', (mediaType) => {
    const layer = { ...config, mediaType };
    expect(parse(MEDIA_TYPES.ociImage, { ...good, layers: [layer] }).layers).toEqual([layer]);
  });

  it('accepts any text as the artifact type of an entry, as Go programs do', () => {
    const entry = { ...image().manifest.descriptor, artifactType: 'sbom' };
    const { manifests } = parse(MEDIA_TYPES.ociIndex, {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      manifests: [entry],
    });
    expect(manifests).toEqual([entry]);
  });

  it.each<[string, string, unknown]>([
    ['another type than it was served as', MEDIA_TYPES.ociIndex, { ...good, manifests: [] }],
    ['layers and manifests', MEDIA_TYPES.ociImage, { ...good, manifests: [] }],
    ['an index with layers', MEDIA_TYPES.ociIndex, { schemaVersion: 2, manifests: [], layers: [] }],
    ['no config', MEDIA_TYPES.ociImage, { ...good, config: undefined }],
    ['schema version 3', MEDIA_TYPES.ociImage, { ...good, schemaVersion: 3 }],
    ['a negative size', MEDIA_TYPES.ociImage, { ...good, config: { ...config, size: -1 } }],
    ['a size with a fraction', MEDIA_TYPES.ociImage, { ...good, config: { ...config, size: 1.5 } }],
    [
      'an absurd size',
      MEDIA_TYPES.ociImage,
      JSON.stringify(good).replace(/"size":\d+/, '"size":4611686018427387904'),
    ],
    [
      'a path for a digest',
      MEDIA_TYPES.ociImage,
      { ...good, config: { ...config, digest: 'sha256:../../etc/passwd' } },
    ],
    [
      'a media type with a line break',
      MEDIA_TYPES.ociImage,
      { ...good, config: { ...config, mediaType: 'a/b\r\nx: y' } },
    ],
    [
      'a parameter with a line break',
      MEDIA_TYPES.ociImage,
      { ...good, config: { ...config, mediaType: 'a/b;c="\r\nx: y"' } },
    ],
    ['a member twice', MEDIA_TYPES.ociImage, '{"schemaVersion":2,"schemaVersion":2}'],
    ['an array', MEDIA_TYPES.ociImage, []],
    ['nothing', MEDIA_TYPES.ociImage, ''],
  ])('refuses %s', (_, mediaType, body) => {
    expect(() => parse(mediaType, body)).toThrow(expect.objectContaining({ code: 'manifest_invalid' }));
  });

  it.each([MEDIA_TYPES.dockerSchema1, MEDIA_TYPES.dockerSchema1Signed])(
    'refuses schema 1 by its name: %s',
    (mediaType) => {
      expect(() => parse(mediaType, {})).toThrow(/schema 1/);
    },
  );

  it('refuses an unknown media type', () => {
    expect(() => parse('application/json', {})).toThrow(
      expect.objectContaining({ code: 'manifest_unsupported' }),
    );
  });
});

describe('the referrers index', () => {
  const subject = image().manifest.descriptor;
  const one = referrerDescriptor(attached(subject, 'a/b', 'one').manifest);
  const two = referrerDescriptor(attached(subject, 'a/b', 'two').manifest);

  it('is tagged as the specification says, cut for sha512', () => {
    expect(referrersTag(subject.digest)).toBe(subject.digest.replace(':', '-'));
    expect(referrersTag(`sha512:${'ab'.repeat(64)}`)).toBe(`sha512-${'ab'.repeat(32)}`);
  });

  it('merges each entry once, keeps the order, and tells when nothing changed', () => {
    expect(mergeReferrers([], [one, two, one])).toMatchObject({ changed: true });
    const { content: merged } = mergeReferrers([two], [one]);
    expect(parseManifest(merged).manifests).toEqual([two, one]);
    expect(mergeReferrers([one, two], [two]).changed).toBe(false);
  });
});
