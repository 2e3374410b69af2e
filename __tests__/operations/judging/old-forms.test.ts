import { describe, expect, it } from 'vitest';
import type { Descriptor } from '../../../src/oci/descriptor.ts';
import { digestOf } from '../../../src/oci/digest.ts';
import { MEDIA_TYPES } from '../../../src/oci/media-types.ts';
import { listImage } from '../../../src/operations/list.ts';
import { craftJws } from '../../support/envelopes.ts';
import { attach, type Built, content, image, push } from '../../support/images.ts';
import { MemoryStore } from '../../support/memory-store.ts';
import { sharedChain } from '../../support/pki.ts';
import { never, tools } from '../../support/tools.ts';
import { promote, TAG, verify } from '../support.ts';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** A signature as notation wrote it before image-spec 1.1: no config, the envelope in `blobs`. */
async function oldSignature(subject: Descriptor): Promise<Built> {
  const bytes = craftJws({ target: subject });
  const envelope = { mediaType: 'application/jose+json', digest: digestOf(bytes), size: bytes.length };
  const thumbprints = (await sharedChain().certificates()).map(({ thumbprint }) => thumbprint);
  const body = {
    mediaType: MEDIA_TYPES.ociArtifact,
    artifactType: 'application/vnd.cncf.notary.signature',
    blobs: [envelope],
    subject,
    annotations: { 'io.cncf.notary.x509chain.thumbprint#S256': JSON.stringify(thumbprints) },
  };
  const manifest = content(MEDIA_TYPES.ociArtifact, encode(body));
  return { manifest, blobs: [{ descriptor: envelope, bytes }], children: [] };
}

describe('a signature in the withdrawn artifact manifest', () => {
  it('is judged, listed and carried like every signature', async () => {
    const source = new MemoryStore('dev.test/team/app');
    const subject = await push(source, image(), '1');
    const signature = await oldSignature(subject);
    const { digest } = await attach(source, subject, signature);
    expect(await verify(source)).toMatchObject({
      status: 'verified',
      signatures: [{ digest, status: 'passed' }],
    });
    const list = await listImage({ ...tools(), reference: 'x', name: TAG, store: source }, never);
    expect(list.attachments.map((one) => one.digest)).toEqual([digest]);

    const target = new MemoryStore('prod.test/team/app');
    expect(await promote(source, target)).toMatchObject({ status: 'promoted' });
    expect(target.manifests.get(digest)!.bytes).toEqual(signature.manifest.bytes);
    expect(await verify(target)).toMatchObject({ status: 'verified' });
  });

  it('is refused when its envelope was made for another image', async () => {
    const source = new MemoryStore('dev.test/team/app');
    const subject = await push(source, image(), '1');
    const other = await oldSignature(image({ seed: 'other' }).manifest.descriptor);
    const [{ descriptor, bytes }] = other.blobs as [Built['blobs'][number]];
    const body = JSON.parse(Buffer.from(other.manifest.bytes).toString());
    const manifest = content(MEDIA_TYPES.ociArtifact, encode({ ...body, subject }));
    await attach(source, subject, { manifest, blobs: [{ descriptor, bytes }], children: [] });
    const target = new MemoryStore('prod.test/team/app');
    expect(await promote(source, target)).toMatchObject({ status: 'failed' });
    expect(target.writes).toEqual([]);
  });
});

describe('layers that may not be distributed', () => {
  it.each([
    'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
    'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip',
  ])('stay where they are, and are named: %s', async (mediaType) => {
    const source = new MemoryStore('dev.test/team/app');
    const { blobs, manifest } = image({ layers: 1 });
    const foreign = {
      mediaType,
      digest: digestOf(encode('windows')),
      size: 9,
      urls: ['https://go.example/layer'],
    };
    const body = JSON.parse(Buffer.from(manifest.bytes).toString());
    const windows = content(MEDIA_TYPES.ociImage, encode({ ...body, layers: [...body.layers, foreign] }));
    await push(source, { manifest: windows, blobs, children: [] }, '1');
    const target = new MemoryStore('prod.test/team/app');
    const told = tools();
    const result = await promote(source, target, { ...told, trust: null });
    expect(result.destinations).toMatchObject([{ status: 'promoted', copied: 2 }]);
    expect(told.warnings).toContainEqual(expect.stringContaining(`${foreign.digest} (${mediaType})`));
    expect([...source.reads, ...target.reads].filter((read) => read.includes(foreign.digest))).toEqual([]);
  });
});
