import { beforeEach, describe, expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import { NOTARY_ARTIFACT_TYPE } from '../../src/oci/artifact-type.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { inspectImage } from '../../src/operations/judging/inspect.ts';
import { listImage } from '../../src/operations/list.ts';
import { raw } from '../oci/artifacts.ts';
import { craftJws } from '../support/envelopes.ts';
import { attach, attached, image, index, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { TimestampAuthority } from '../support/timestamp-authority.ts';
import { never, tools } from '../support/tools.ts';
import { attachSignature } from './crafted.ts';
import { sign, signerOf, strangerChain, TAG } from './support.ts';

describe('list and inspect', () => {
  let store: MemoryStore;
  let subject: Descriptor;
  const request = () => ({ ...tools(), reference: 'app:1', name: TAG, store, maxSignatures: 100 });

  beforeEach(async () => {
    store = new MemoryStore();
    subject = await push(store, image(), '1');
  });

  it('write nothing', async () => {
    await sign(store);
    store.writes.length = 0;
    await listImage(request(), never);
    await inspectImage(request(), never);
    expect(store.writes).toEqual([]);
  });

  it('show an image without attachments', async () => {
    expect(await listImage(request(), never)).toMatchObject({
      status: 'listed',
      digest: subject.digest,
      attachments: [],
      error: null,
    });
    expect(await inspectImage(request(), never)).toMatchObject({ status: 'listed', signatures: [] });
  });

  it('fail when the image does not exist', async () => {
    const absent = { ...request(), name: { tag: '2' } };
    for (const look of [listImage, inspectImage])
      expect(await look(absent, never)).toMatchObject({ error: { code: 'artifact_not_found' } });
  });

  it('send nobody to a login where the image is looked for in a folder', async () => {
    const layout = new MemoryStore('oci:app');
    const { error } = await listImage({ ...request(), store: layout }, never);
    expect(error?.hint).toContain('index.json');
    expect(error?.hint).not.toContain('login');
  });

  it('report a listed attachment that is gone', async () => {
    const gone = attached(subject, NOTARY_ARTIFACT_TYPE).manifest.descriptor;
    store.claims.set(subject.digest, [gone]);
    for (const look of [listImage, inspectImage]) {
      const given = request();
      expect(await look(given, never)).toMatchObject({ status: 'listed' });
      expect(given.warnings.join()).toContain(gone.digest);
    }
  });

  it('read API and tag, and report where each attachment was found', async () => {
    const sbom = await attach(store, subject, attached(subject));
    store.referrers = async function* (of, { sources }) {
      if (of.digest !== subject.digest) return;
      expect(sources).toBe('merged');
      yield { descriptor: sbom, foundIn: 'tag' };
    };
    const { attachments } = await listImage(request(), never);
    expect(attachments).toEqual([
      {
        digest: sbom.digest,
        artifactType: 'application/vnd.example.sbom',
        size: sbom.size,
        foundIn: 'tag',
        subject: subject.digest,
        judged: null,
      },
    ]);
  });

  it('list the attachments of a platform under it', async () => {
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    await push(store, built, 'multi');
    const child = built.children[1]!.manifest.descriptor;
    const note = await attach(store, child, attached(child));
    const { platforms, attachments } = await listImage({ ...request(), name: { tag: 'multi' } }, never);
    expect(platforms.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64']);
    expect(attachments).toMatchObject([{ digest: note.digest, subject: child.digest }]);
  });

  it('say who made each signature, of the image and of its platforms, and give a list no details', async () => {
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    await push(store, built, 'multi');
    const name = { tag: 'multi' };
    await sign(store, { name, recursive: true });
    const listed = await listImage({ ...request(), name }, never);
    expect(listed.signatures.map(({ signer }) => signer)).toEqual(
      Array.from({ length: 3 }, () => expect.stringMatching(/^CN=/)),
    );
    const attached = listed.attachments.map(({ digest, subject: of }) => ({ digest, subject: of }));
    expect(listed.signatures.map(({ digest, subject: of }) => ({ digest, subject: of }))).toEqual(attached);
    expect(listed.signatures.filter((one) => 'details' in one)).toEqual([]);
  });

  it('list a signature that cannot be opened, without a name', async () => {
    await attachSignature(store, subject, { bytes: new TextEncoder().encode('{}') });
    const { signatures, attachments, error } = await listImage(request(), never);
    expect(error).toBeNull();
    expect(attachments).toHaveLength(1);
    expect(signatures).toMatchObject([{ signer: null, status: 'failed' }]);
  });

  it('inspect an index with its platforms, and tell which of them are signed', async () => {
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    const root = await push(store, built, 'multi');
    const child = built.children[1]!.manifest.descriptor;
    const made = await attachSignature(store, child, {});
    await attach(store, child, attached(child));
    await attachSignature(store, root, {});
    const result = await inspectImage({ ...request(), name: { tag: 'multi' } }, never);
    expect(result).toMatchObject({ status: 'listed', error: null });
    expect(result.platforms.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64']);
    expect(result.signatures).toMatchObject([{ subject: root.digest }]);
    expect(result.attachments).toMatchObject([{ digest: made.digest, subject: child.digest }]);
  });

  it('inspect an index whose children are gone, with a warning', async () => {
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    const root = await push(store, built, 'multi');
    await attachSignature(store, root, {});
    store.manifests.delete(built.children[0]!.manifest.descriptor.digest);
    const given = { ...request(), name: { tag: 'multi' } };
    const result = await inspectImage(given, never);
    expect(result).toMatchObject({ status: 'listed', error: null });
    expect(result.platforms.map(({ status }) => status)).toEqual(['absent', 'listed']);
    expect(result.signatures).toHaveLength(1);
    expect(given.warnings.join()).toContain('1 of the 2 manifests that the index names is not there');
  });

  it('inspect an index whose children cannot be read, with a warning', async () => {
    store.takesSparse = true;
    const child = { ...image().manifest.descriptor, mediaType: 'application/vnd.example' };
    const root = await push(store, raw({ manifests: [child] }), 'multi');
    await attachSignature(store, root, {});
    const given = { ...request(), name: { tag: 'multi' } };
    const result = await inspectImage(given, never);
    expect(result).toMatchObject({ status: 'listed', error: null, platforms: [] });
    expect(result.signatures).toHaveLength(1);
    expect(given.warnings.join()).toContain('its platforms are not shown');
  });

  it('open signatures of anybody, also expired ones, and trust none', async () => {
    await sign(store, { signer: await signerOf(strangerChain()) });
    await attachSignature(store, subject, {
      signingTime: '2021-01-01T00:00:00Z',
      expiry: '2021-02-01T00:00:00Z',
      annotations: { build: '7' },
    });
    const { signatures } = await inspectImage(request(), never);
    expect(signatures.map(({ status }) => status)).toEqual(['listed', 'listed']);
    expect(signatures[1]).toMatchObject({
      validUntil: '2021-02-01T00:00:00.000Z',
      details: {
        signatureAlgorithm: 'ES256',
        signingScheme: 'notary.x509',
        signingTime: '2021-01-01T00:00:00.000Z',
        expiry: '2021-02-01T00:00:00.000Z',
        timestamped: false,
        timestamp: null,
        userMetadata: { build: '7' },
        targetArtifact: { digest: subject.digest, size: subject.size },
      },
    });
  });

  it('show the authority and the time of a timestamp, and a malformed one as such, and judge neither', async () => {
    const authority = new TimestampAuthority();
    const bytes = await authority.stamp(craftJws({ target: subject }));
    await attachSignature(store, subject, { bytes });
    const header = { 'io.cncf.notary.timestampSignature': 'MAA=' };
    await attachSignature(store, subject, { header });
    const { signatures, error } = await inspectImage(request(), never);
    expect(error).toBeNull();
    expect(signatures).toMatchObject([
      {
        status: 'listed',
        timestamp: null,
        details: {
          timestamp: {
            authority: expect.stringMatching(/^CN=timestamps,/),
            time: expect.stringMatching(/^\d{4}-.*Z$/),
            fault: null,
          },
        },
      },
      {
        status: 'listed',
        details: { timestamp: { authority: null, time: null, fault: expect.stringMatching(/^timestamp: /) } },
      },
    ]);
  });

  it.each([
    ['text', 'text/plain', 'envelope_invalid'],
    ['a JWS under the name of COSE', 'application/cose', 'envelope_invalid'],
  ])('shows a signature that cannot be opened, with the reason: %s', async (_, envelopeType, code) => {
    await attachSignature(store, subject, { envelopeType });
    const { signatures, error } = await inspectImage(request(), never);
    expect(error).toBeNull();
    expect(signatures).toMatchObject([{ status: 'failed', mediaType: envelopeType, checks: [{ code }] }]);
    expect(signatures[0]!.details).toBeUndefined();
  });

  it('do not call a signature broken that could not be fetched', async () => {
    await sign(store);
    store.blob = () => Promise.reject(new SealiftError('connection_failed', 'cut'));
    expect(await inspectImage(request(), never)).toMatchObject({ error: { code: 'connection_failed' } });
  });
});
