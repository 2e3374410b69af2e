import { beforeEach, describe, expect, it } from 'vitest';
import { NOTARY_ARTIFACT_TYPE } from '../../src/oci/artifact-type.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import { inspectImage } from '../../src/operations/judging/inspect.ts';
import { listImage } from '../../src/operations/list.ts';
import { nameText } from '../../src/pki/name.ts';
import { attach, content, image, push } from '../support/images.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { sharedChain } from '../support/pki.ts';
import { PROTOTYPE_FORMS, prototypeClaims, prototypeJwt, prototypeManifest } from '../support/prototype.ts';
import { never, tools } from '../support/tools.ts';
import { promote, sign, verify } from './support.ts';

describe('a signature of the prototype of 2020', () => {
  let store: MemoryStore;
  let signed: Descriptor;
  const old = { tag: 'old' };
  const request = () => ({ ...tools(), reference: 'app:old', name: old, store, maxSignatures: 100 });

  beforeEach(async () => {
    store = new MemoryStore('old.test/team/app');
    signed = await push(store, image(), '1');
  });

  const put = async (
    form: (typeof PROTOTYPE_FORMS)[number] = 'image',
    change: Partial<Parameters<typeof prototypeJwt>[0]> = {},
  ) => {
    const jwt = await prototypeJwt({ claims: prototypeClaims(signed), ...change });
    const { manifest, blobs } = prototypeManifest(jwt, signed, form);
    // The store takes no manifest that breaks the specification of today, and old registries hold such ones.
    const { digest } = manifest.descriptor;
    const [resolve, read] = [store.resolve.bind(store), store.manifest.bind(store)];
    store.resolve = async (name, signal) =>
      ('tag' in name ? name.tag === 'old' : name.digest === digest)
        ? manifest.descriptor
        : resolve(name, signal);
    store.manifest = async (wanted, signal) => (wanted.digest === digest ? manifest : read(wanted, signal));
    for (const { descriptor, bytes } of blobs) store.blobs.set(descriptor.digest, bytes);
    return manifest.descriptor;
  };

  it.each(PROTOTYPE_FORMS)('in the form "%s" is decoded by list and inspect', async (form) => {
    const { digest } = await put(form);
    const given = request();
    const expected = {
      digest,
      subject: signed.digest,
      signer: (await sharedChain().certificates()).map(({ subject }) => nameText(subject))[0],
      mediaType: 'application/vnd.cncf.notary.config.v2+jwt',
      foundIn: 'itself',
      status: 'listed',
      checks: [{ check: 'integrity', outcome: 'passed' }],
    };
    expect(await listImage(given, never)).toMatchObject({ status: 'listed', signatures: [expected] });
    expect(await inspectImage(request(), never)).toMatchObject({
      status: 'listed',
      signatures: [
        {
          ...expected,
          details: {
            signatureAlgorithm: 'ES256',
            signingTime: '2020-09-01T00:00:00.000Z',
            expiry: '2026-01-01T00:00:00.000Z',
            targetArtifact: { digest: signed.digest },
            prototype: {
              references: ['registry.acme-rockets.io/team/app:v1'],
              notBefore: '2020-09-01T00:00:00.000Z',
              keyId: null,
            },
          },
        },
      ],
    });
    expect(given.warnings.join()).toContain('prototype of 2020');
  });

  it.each(PROTOTYPE_FORMS)('in the form "%s" is refused by verify, by name', async (form) => {
    await put(form);
    expect(await verify(store, { name: old })).toMatchObject({
      status: 'failed',
      error: { code: 'signature_unsupported', message: expect.stringContaining('prototype of 2020') },
    });
  });

  it('is not promoted as an image without any signature', async () => {
    await put();
    const target = new MemoryStore('prod.test/team/app');
    expect(await promote(store, target, { name: old, allowUnsigned: true })).toMatchObject({
      error: { code: 'signature_unsupported' },
    });
    expect(target.writes).toEqual([]);
  });

  it('that was signed anew passes by the new signature', async () => {
    await put();
    await sign(store, { name: old });
    expect(await verify(store, { name: old })).toMatchObject({ status: 'verified' });
  });

  it('that names its key by a fingerprint cannot be checked, and that is said', async () => {
    await put('image', { header: { x5c: undefined, kid: 'ABCD:EFGH' } });
    const { signatures } = await inspectImage(request(), never);
    expect(signatures).toMatchObject([
      {
        signer: 'ABCD:EFGH',
        status: 'listed',
        checks: [{ check: 'integrity', outcome: 'unknown' }],
        details: { certificates: [], prototype: { keyId: 'ABCD:EFGH' } },
      },
    ]);
  });

  it('that does not fit its certificate is shown as failed', async () => {
    await put('image', { signature: Buffer.alloc(64, 1).toString('base64url') });
    const { signatures } = await inspectImage(request(), never);
    expect(signatures).toMatchObject([{ status: 'failed', checks: [{ code: 'signature_invalid' }] }]);
  });

  it('that is malformed is shown as failed, and still refused by name', async () => {
    await put('image', { claims: { mediaType: 'text/plain' } });
    expect(await inspectImage(request(), never)).toMatchObject({
      signatures: [{ status: 'failed', signer: null, checks: [{ code: 'envelope_invalid' }] }],
    });
    expect(await verify(store, { name: old })).toMatchObject({ error: { code: 'signature_unsupported' } });
  });

  it('is told by name also where a listed signature of today is gone', async () => {
    const { digest } = await put();
    const gone = { ...signed, digest: `sha256:${'9'.repeat(64)}` as const };
    store.claims.set(digest, [{ ...gone, artifactType: NOTARY_ARTIFACT_TYPE }]);
    expect(await verify(store, { name: old })).toMatchObject({ error: { code: 'signature_unsupported' } });
    const target = new MemoryStore('prod.test/team/app');
    expect(await promote(store, target, { name: old, allowUnsigned: true })).toMatchObject({
      error: { code: 'signature_unsupported' },
    });
    expect(target.writes).toEqual([]);
  });

  it('that is attached to an image is decoded by list and inspect, and refused by verify', async () => {
    const jwt = await prototypeJwt({ claims: prototypeClaims(signed) });
    const { manifest, blobs } = prototypeManifest(jwt, signed, 'image');
    const body = { ...JSON.parse(new TextDecoder().decode(manifest.bytes)), subject: signed };
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const built = { manifest: content(manifest.descriptor.mediaType, bytes), blobs, children: [] };
    const { digest } = await attach(store, signed, built);
    const named = { ...request(), name: { tag: '1' } };
    for (const look of [listImage, inspectImage]) {
      const { signatures } = await look(named, never);
      expect(signatures).toMatchObject([
        { digest, status: 'listed', foundIn: 'api', subject: signed.digest },
      ]);
    }
    expect(await verify(store)).toMatchObject({
      error: { code: 'signature_unsupported', message: expect.stringContaining(digest) },
    });
    await sign(store);
    expect(await verify(store)).toMatchObject({ status: 'verified' });
  });
});
