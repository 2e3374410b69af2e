import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../../src/compose/exit-code.ts';
import type { SignOptions } from '../../src/compose/run-options.ts';
import { runSign } from '../../src/compose/run-sign.ts';
import type { RunResult } from '../../src/operations/results.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { image, push } from '../support/images.ts';
import { LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { ACCOUNT, FakeSigner, type Header } from '../support/kms/aws/signer.ts';
import { sharedChain, testChain } from '../support/pki.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';

const ARN = `arn:aws:signer:${REGION}:${ACCOUNT}:/signing-profiles/release`;

let aws: FakeSigner;
let registry: FakeRegistry;
beforeEach(async () => {
  aws = new FakeSigner();
  aws.addProfile('release');
  registry = await FakeRegistry.start({}, { kind: 'none' });
  await aws.server.start();
});
afterEach(() => Promise.all([aws.server.close(), registry.stop()]));

async function pushed(name = 'team/app'): Promise<string> {
  const { digest } = await push(registryStore(registry.host, name), image({ layers: 1, seed: name }), '1');
  registry.log.length = 0;
  return `${registry.host}/${name}@${digest}`;
}

const sign = (images: readonly string[], options: Partial<SignOptions> = {}): Promise<RunResult> =>
  runSign(
    {
      images,
      key: ARN,
      env: {
        AWS_ACCESS_KEY_ID: LOGIN.accessKeyId,
        AWS_SECRET_ACCESS_KEY: LOGIN.secretAccessKey,
        AWS_ENDPOINT_URL_SIGNER: aws.server.url,
        DOCKER_CONFIG: '/nonexistent',
      },
      ...options,
    },
    never,
  );

describe('signing with AWS Signer', () => {
  it('pushes the envelope of the service under the image, with its expiry as the end', async () => {
    const reference = await pushed();
    const result = await sign([reference], { userMetadata: { build: '7' } });
    expect(result).toMatchObject({ status: 'done', images: [{ status: 'signed' }] });
    const [signature] = result.images[0]!.signatures;
    expect(signature).toMatchObject({ made: true, mediaType: 'application/jose+json' });
    expect(Date.parse(signature!.validUntil!)).toBeGreaterThan(Date.now() + 360 * 86_400_000);
    expect(aws.jobs).toHaveLength(1);
  });

  it('warns of no certificate that ends soon, since the service vouches for the time of signing', async () => {
    const notAfter = new Date(Date.now() + 5 * 86_400_000);
    aws.chain = testChain({ kind: 'ec-384', leaf: { notAfter } });
    const result = await sign([await pushed()]);
    expect(result).toMatchObject({ status: 'done', warnings: [] });
    expect(Date.parse(result.images[0]!.signatures[0]!.validUntil!)).toBeGreaterThan(notAfter.getTime());
  });

  it('signs several images at the same time', async () => {
    const images = await Promise.all(['a/a', 'b/b', 'c/c'].map(pushed));
    const gate = Promise.withResolvers<void>();
    aws.server.hold = gate.promise;
    const run = sign(images);
    await expect.poll(() => aws.server.most, { interval: 2, timeout: 15_000 }).toBe(3);
    gate.resolve();
    expect((await run).images.map(({ status }) => status)).toEqual(['signed', 'signed', 'signed']);
  });

  it('pushes nothing more where the profile has signed', async () => {
    const reference = await pushed();
    await sign([reference]);
    const writes = registry.writes.length;
    expect(await sign([reference])).toMatchObject({ images: [{ status: 'skipped' }] });
    expect(await sign([reference], { ifSigned: 'fail' })).toMatchObject({
      images: [{ error: { code: 'signature_exists', message: expect.stringContaining('this key already') } }],
    });
    expect(registry.writes).toHaveLength(writes);
  });

  it('signs beside what somebody else made in the name of the profile, under a root of their own', async () => {
    const reference = await pushed();
    const { chain } = aws;
    aws.chain = testChain({ kind: 'ec-384', root: { subject: [['CN', 'not AWS']] } });
    await sign([reference]);
    aws.chain = chain;
    for (const status of ['signed', 'skipped'])
      expect(await sign([reference])).toMatchObject({ images: [{ status }] });
  });

  it('signs beside the signature of another profile under the same certificate', async () => {
    const reference = await pushed();
    aws.addProfile('other');
    await sign([reference], { key: ARN.replace('release', 'other') });
    expect(await sign([reference])).toMatchObject({ images: [{ status: 'signed' }] });
    expect(aws.jobs).toHaveLength(2);
  });

  it.each<[string, () => void, string, RegExp]>([
    [
      'of another profile',
      () => {
        aws.header = { 'com.amazonaws.signer.signingProfileVersion': `${ARN}2/OF8IVUsPJq` };
      },
      'self_check_failed',
      /another key than the asked one/,
    ],
    [
      'without its profile',
      () => {
        aws.header = { 'com.amazonaws.signer.signingProfileVersion': undefined };
      },
      'self_check_failed',
      /another key than the asked one/,
    ],
    [
      'for another plugin',
      () => {
        aws.header = { 'io.cncf.notary.verificationPlugin': 'evil.plugin' };
      },
      'plugin_unsupported',
      /evil\.plugin/,
    ],
    [
      'with a critical attribute that nobody processes',
      () => {
        aws.header = { 'com.amazonaws.signer.signingProfileAlias': 'x' };
      },
      'self_check_failed',
      /signingProfileAlias, which nobody knows/,
    ],
    [
      'that expired',
      () => {
        const past: Header = {
          'io.cncf.notary.authenticSigningTime': '2025-01-01T00:00:00Z',
          'io.cncf.notary.expiry': '2025-02-01T00:00:00Z',
        };
        aws.header = past;
      },
      'self_check_failed',
      /it expired at 2025-02-01/,
    ],
    [
      'for another payload',
      () => {
        const envelope = aws.envelope.bind(aws);
        const other = { mediaType: 'application/vnd.oci.image.manifest.v1+json', size: 7 };
        const payload = Buffer.from(
          JSON.stringify({ targetArtifact: { ...other, digest: `sha256:${'0'.repeat(64)}` } }),
        );
        aws.envelope = (profile, job) => envelope(profile, job, payload);
      },
      'self_check_failed',
      /is not for sha256/,
    ],
    [
      'that is none',
      () => {
        aws.envelope = () => Buffer.from('{"payload":"x"}');
      },
      'self_check_failed',
      /does not hold/,
    ],
  ])('refuses an envelope %s, and pushes nothing', async (_, prepare, code, text) => {
    const reference = await pushed();
    prepare();
    const result = await sign([reference]);
    expect(result).toMatchObject({ images: [{ status: 'failed', error: { code } }] });
    expect(JSON.stringify(result)).toMatch(text);
    expect(registry.writes).toEqual([]);
  });

  it.each<[Partial<SignOptions>, RegExp]>([
    [{ certificateChain: sharedChain().pem }, /--certificate-chain cannot be used/],
    [{ expiry: '30d' }, /--expiry cannot be used/],
    [{ signatureFormat: 'cose' }, /--signature-format cose cannot be used/],
    [
      { timestampUrl: 'http://tsa.example', timestampRootCert: sharedChain().root.pem },
      /vouches for the time/,
    ],
    [{ requireTimestamp: true }, /vouches for the time/],
    [{ pluginConfig: { a: 'b' } }, /--plugin-config/],
  ])('refuses %j before anybody is contacted', async (options, text) => {
    const reference = await pushed();
    const result = await sign([reference], options);
    expect(result).toMatchObject({ images: [], error: { code: 'usage' } });
    expect(exitCodeOf(result)).toBe(2);
    expect(JSON.stringify(result)).toMatch(text);
    expect([...registry.requests, ...aws.server.asked]).toEqual([]);
  });
});
