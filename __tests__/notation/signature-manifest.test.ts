import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import {
  buildSignatureManifest,
  EMPTY_CONFIG,
  EMPTY_CONFIG_BYTES,
  envelopeOf,
  isSignatureManifest,
} from '../../src/notation/signature-manifest.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { parseManifest } from '../../src/oci/manifest.ts';
import { TEST_TARGET } from '../support/envelopes.ts';
import { sharedChain } from '../support/pki.ts';

const NOTARY = 'application/vnd.cncf.notary.signature';
const IMAGE = 'application/vnd.oci.image.manifest.v1+json';
const ARTIFACT = 'application/vnd.oci.artifact.manifest.v1+json';
const DOCKER = 'application/vnd.docker.distribution.manifest.v2+json';
const EMPTY = 'application/vnd.oci.empty.v1+json';

const envelope = {
  mediaType: 'application/jose+json',
  digest: digestOf(Buffer.from('envelope')),
  size: 2000,
};
const config = (mediaType: string) => ({ mediaType, digest: EMPTY_CONFIG.digest, size: 2 });

function manifest(body: object, mediaType = IMAGE) {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType, subject: TEST_TARGET, ...body }));
  return parseManifest({ descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length }, bytes });
}

describe('buildSignatureManifest', () => {
  it('writes the form of notation 1.3, to the byte', async () => {
    const chain = await sharedChain().certificates();
    const { descriptor, bytes } = buildSignatureManifest({
      subject: { ...TEST_TARGET, annotations: { left: 'out' }, artifactType: 'left/out' },
      envelope,
      chain,
      signingTime: new Date('2026-06-01T12:00:00.9Z'),
    });
    const thumbprints = chain.map(({ thumbprint }) => `\\"${thumbprint}\\"`).join(',');
    expect(Buffer.from(bytes).toString()).toBe(
      `{"schemaVersion":2,"mediaType":"${IMAGE}",` +
        `"config":{"mediaType":"${NOTARY}","digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},` +
        `"layers":[{"mediaType":"application/jose+json","digest":"${envelope.digest}","size":2000}],` +
        `"subject":{"mediaType":"${IMAGE}","digest":"${TEST_TARGET.digest}","size":528},` +
        `"annotations":{"io.cncf.notary.x509chain.thumbprint#S256":"[${thumbprints}]",` +
        '"org.opencontainers.image.created":"2026-06-01T12:00:00Z"}}',
    );
    expect(descriptor).toEqual({ mediaType: IMAGE, digest: digestOf(bytes), size: bytes.length });
    expect(thumbprints).toMatch(/^(\\"[0-9a-f]{64}\\",?){3}$/);
    expect(envelopeOf(parseManifest({ descriptor, bytes }))).toEqual(envelope);
  });

  it('names the config by what it is', () => {
    expect(EMPTY_CONFIG).toMatchObject({ digest: digestOf(EMPTY_CONFIG_BYTES), size: 2 });
    expect(Buffer.from(EMPTY_CONFIG_BYTES).toString()).toBe('{}');
  });
});

describe('envelopeOf', () => {
  it.each([
    ['notation 1.3', manifest({ config: config(NOTARY), layers: [envelope] })],
    [
      'notation 2',
      manifest({ artifactType: NOTARY, config: { ...config(EMPTY), data: 'e30=' }, layers: [envelope] }),
    ],
    ['both marks', manifest({ artifactType: NOTARY, config: config(NOTARY), layers: [envelope] })],
    ['the withdrawn artifact manifest', manifest({ artifactType: NOTARY, blobs: [envelope] }, ARTIFACT)],
  ])('finds it in the form of %s', (_, read) => {
    expect(isSignatureManifest(read)).toBe(true);
    expect(envelopeOf(read)).toEqual(envelope);
  });

  it.each([
    ['another artifact type', manifest({ artifactType: 'a/b', config: config(NOTARY), layers: [envelope] })],
    ['another config', manifest({ config: config('a/b'), layers: [envelope] })],
    ['an artifact manifest without type', manifest({ blobs: [envelope] }, ARTIFACT)],
    [
      'an index',
      manifest({ artifactType: NOTARY, manifests: [] }, 'application/vnd.oci.image.index.v1+json'),
    ],
  ])('does not take %s for a signature', (_, read) => {
    expect(isSignatureManifest(read)).toBe(false);
    expect(() => envelopeOf(read)).toThrow(expect.objectContaining({ code: 'signature_manifest_invalid' }));
  });

  it.each([
    ['no envelope', manifest({ config: config(NOTARY), layers: [] }), /0 envelopes/],
    ['two envelopes', manifest({ config: config(NOTARY), layers: [envelope, envelope] }), /2 envelopes/],
    ['no blob', manifest({ artifactType: NOTARY, blobs: [] }, ARTIFACT), /0 envelopes/],
    [
      'a config of its own',
      manifest({ artifactType: NOTARY, config: config('a/b'), layers: [envelope] }),
      /config/,
    ],
    [
      'an envelope over 4 MiB',
      manifest({ config: config(NOTARY), layers: [{ ...envelope, size: 2 ** 22 + 1 }] }),
      /limit/,
    ],
    [
      'the type of a Docker image',
      manifest({ config: config(NOTARY), layers: [envelope] }, DOCKER),
      /docker/,
    ],
  ])('refuses a signature with %s', (_, read, reason) => {
    expect(() => envelopeOf(read)).toThrow(
      expect.objectContaining({ code: 'signature_manifest_invalid', message: expect.stringMatching(reason) }),
    );
  });

  it('takes an envelope of exactly 4 MiB', () => {
    const largest = { ...envelope, size: 2 ** 22 };
    expect(envelopeOf(manifest({ config: config(NOTARY), layers: [largest] }))).toEqual(largest);
  });
});
