import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DigestTagSuffix, digestTagOf, digestTagType } from '../../../src/oci/digest-tags/digest-tag.ts';
import { mergeDigestTag } from '../../../src/oci/digest-tags/merge.ts';
import { parseManifest } from '../../../src/oci/manifest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import type { ManifestContent } from '../../../src/oci/ports.ts';
import { type CosignLayer, cosignImage } from '../../support/cosign-images.ts';
import { attached, content, image, index } from '../../support/images.ts';

const place = (suffix: DigestTagSuffix) => ({
  name: 'registry.test/app',
  tag: `sha256-aa.${suffix}`,
  suffix,
});
const [one, two] = ['1', '2'].map((signature) => ({ payload: 'p', signature })) as [CosignLayer, CosignLayer];
const of = (...layers: CosignLayer[]): ManifestContent => cosignImage('sig', layers).manifest;
const signaturesOf = (manifest: ManifestContent) =>
  parseManifest(manifest).layers.map(
    ({ annotations }) => annotations?.['dev.cosignproject.cosign/signature'],
  );
const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('what a digest tag holds after a promotion', () => {
  it('is what is carried where nothing is there', () => {
    const carried = of(one);
    expect(mergeDigestTag(place('sig'), carried, undefined)).toBe(carried);
  });

  it('is what is there, byte for byte, where that has all of it', () => {
    const there = of(two, one);
    expect(mergeDigestTag(place('sig'), of(one), there)).toBe(there);
    expect(mergeDigestTag(place('sig'), of(two, one), there)).toBe(there);
  });

  it('is what is carried, byte for byte, where that has all of what is there', () => {
    const carried = of(one, two);
    expect(mergeDigestTag(place('sig'), carried, of(two))).toBe(carried);
  });

  it('keeps two signatures apart that have one payload', () => {
    const merged = mergeDigestTag(place('sig'), of(one), of(two));
    expect(signaturesOf(merged)).toEqual(['2', '1']);
    expect(new Set(parseManifest(merged).layers.map(({ digest }) => digest)).size).toBe(1);
  });

  it('keeps the config and every other member of what is there', () => {
    const there = cosignImage('att', [two], { annotations: { a: 'b' }, unnamed: [1] }).manifest;
    const merged = mergeDigestTag(place('att'), cosignImage('att', [one]).manifest, there);
    const { layers: _, ...rest } = JSON.parse(new TextDecoder().decode(there.bytes));
    expect(JSON.parse(new TextDecoder().decode(merged.bytes))).toMatchObject(rest);
  });

  it('has the layers of both sides, whatever they are, and merging again changes nothing', () => {
    const layers = fc.array(
      fc.record({ payload: fc.constantFrom('p', 'q'), signature: fc.constantFrom('1', '2', '3', '4') }),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(layers, layers, fc.constantFrom('sig' as const, 'att' as const), (ours, theirs, suffix) => {
        const [carried, there] = [cosignImage(suffix, ours).manifest, cosignImage(suffix, theirs).manifest];
        const merged = mergeDigestTag(place(suffix), carried, there);
        const keys = (content: ManifestContent) =>
          new Set(
            parseManifest(content).layers.map(({ digest, annotations }) =>
              JSON.stringify([digest, annotations]),
            ),
          );
        expect(keys(merged)).toEqual(keys(carried).union(keys(there)));
        expect(mergeDigestTag(place(suffix), carried, merged)).toBe(merged);
        if (merged !== carried)
          expect(mergeDigestTag(place(suffix), merged, there)).toBe(merged === there ? there : merged);
      }),
    );
  });

  it.each<[string, DigestTagSuffix, ManifestContent, ManifestContent]>([
    ['another SBOM', 'sbom', cosignImage('sbom', [one]).manifest, cosignImage('sbom', [two]).manifest],
    ['an index', 'sig', of(one), index([image()]).manifest],
    ['an index to be carried', 'sig', index([image()]).manifest, of(one)],
    [
      'an artifact of another type',
      'sig',
      of(one),
      cosignImage('sig', [two], { artifactType: 'a/b' }).manifest,
    ],
    ['what is attached to a manifest', 'att', of(one), attached(image().manifest.descriptor).manifest],
    [
      'what no specification allows',
      'att',
      of(one),
      content(MEDIA_TYPES.ociImage, new TextEncoder().encode('{}')),
    ],
    ['what nobody reads', 'att', of(one), content('application/x', new TextEncoder().encode('{}'))],
  ])('is a conflict where there is %s', (_, suffix, carried, there) => {
    const error = thrown(() => mergeDigestTag(place(suffix), carried, there));
    expect(error).toMatchObject({ code: 'attachment_conflict', exitCode: 1 });
    expect(String(error)).toContain(`the tag sha256-aa.${suffix} of registry.test/app`);
  });

  it('is refused over 4 MiB', () => {
    const long = (signature: string) => ({ payload: 'p', signature: signature.repeat(2.5 * 1024 * 1024) });
    expect(thrown(() => mergeDigestTag(place('sig'), of(long('a')), of(long('b'))))).toMatchObject({
      code: 'content_too_large',
    });
  });
});

describe('a digest tag', () => {
  it('is named as cosign names it, and there is none of a sha512', () => {
    expect(digestTagOf(`sha256:${'ab'.repeat(32)}`, 'sig')).toBe(`sha256-${'ab'.repeat(32)}.sig`);
    expect(digestTagOf(`sha512:${'ab'.repeat(64)}`, 'sig')).toBeUndefined();
  });

  it('has the type of its layers, since its config is that of an image', () => {
    expect(digestTagType(parseManifest(cosignImage('sbom', [one]).manifest))).toBe('text/spdx+json');
    expect(digestTagType(parseManifest(index([image()]).manifest))).toBe(MEDIA_TYPES.ociIndex);
    expect(digestTagType(parseManifest(cosignImage('att', [one], { artifactType: 'a/b' }).manifest))).toBe(
      'a/b',
    );
  });
});
