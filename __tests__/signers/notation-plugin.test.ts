import { Buffer } from 'node:buffer';
import { constants, sign } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { algorithmOf, cryptoOptions, isSignature } from '../../src/notation/algorithms.ts';
import { buildPayload } from '../../src/notation/envelope/payload.ts';
import type { EnvelopeRequest } from '../../src/notation/envelope/request.ts';
import type { AnySigner, CertifyingSigner, EnvelopeSigner } from '../../src/notation/ports.ts';
import { openSigner } from '../../src/signers/open.ts';
import { craftCose } from '../support/cose-envelopes.ts';
import { craftJws, TEST_TARGET } from '../support/envelopes.ts';
import { KEY_KINDS, type KeyKind, sharedChain, type TestChain, testChain } from '../support/pki.ts';
import { FakePlugin, METADATA } from '../support/plugin/fake-plugin.ts';

const never = new AbortController().signal;
const KEY_ID = 'arn:acme:eu-central-1:key/release%20one';
const data = Buffer.from('signing input');
const REQUEST: EnvelopeRequest = { target: TEST_TARGET, metadata: { build: '7' }, signingTime: new Date() };
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const NAMES: Record<KeyKind, readonly [keySpec: string, algorithm: string, hash: string]> = {
  'rsa-2048': ['RSA-2048', 'RSASSA-PSS-SHA-256', 'SHA-256'],
  'rsa-3072': ['RSA-3072', 'RSASSA-PSS-SHA-384', 'SHA-384'],
  'rsa-4096': ['RSA-4096', 'RSASSA-PSS-SHA-512', 'SHA-512'],
  'ec-256': ['EC-256', 'ECDSA-SHA-256', 'SHA-256'],
  'ec-384': ['EC-384', 'ECDSA-SHA-384', 'SHA-384'],
  'ec-521': ['EC-521', 'ECDSA-SHA-512', 'SHA-512'],
};

/** What an honest plugin answers to generate-signature. */
function answerOf(kind: KeyKind, chain: TestChain = testChain({ kind })) {
  const algorithm = algorithmOf(chain.key.publicKey);
  return {
    keyId: KEY_ID,
    signature: base64(sign(algorithm.hash, data, { key: chain.key.privateKey, ...cryptoOptions(algorithm) })),
    signingAlgorithm: NAMES[kind][1],
    certificateChain: chain.minted.map(({ der }) => base64(der)),
  };
}

describe.skipIf(process.platform === 'win32')('notation-plugin://', () => {
  let fake: FakePlugin;
  beforeEach(async () => {
    fake = await FakePlugin.install();
  });
  afterEach(() => fake.remove());

  const open = (
    uri = `notation-plugin://acme/${KEY_ID}`,
    config = {},
    { libexec } = fake,
  ): Promise<AnySigner> =>
    openSigner(uri, {
      env: { PATH: process.env.PATH, NOTATION_LIBEXEC: libexec },
      plugin: {
        config,
        hide: (words) => words,
        timeout: 10_000,
        platform: process.platform,
        home: '/nowhere',
        sleep: async () => {},
        random: () => 0.5,
        signal: never,
      },
    });

  async function raw(kind: KeyKind = 'ec-256'): Promise<CertifyingSigner> {
    await fake.reply('describe-key', { stdout: { keyId: KEY_ID, keySpec: NAMES[kind][0] } });
    return (await open()) as CertifyingSigner;
  }

  it.each(KEY_KINDS)('signs raw with %s: the plugin hashes, the answer is checked', async (kind) => {
    const signer = await raw(kind);
    const [keySpec, , hashAlgorithm] = NAMES[kind];
    await fake.reply('generate-signature', { stdout: answerOf(kind) });
    expect(await signer.describe(never)).toMatchObject({ algorithm: { keySpec }, agent: 'acme/1.2.3' });
    const { signature, certificates } = await signer.signWithChain(data, never);
    const leaf = certificates[0]!.publicKey;
    expect(isSignature(algorithmOf(leaf), leaf, data, signature)).toBe(true);
    expect(certificates).toHaveLength(3);
    expect(await fake.requests('generate-signature')).toEqual([
      { contractVersion: '1.0', keyId: KEY_ID, keySpec, hashAlgorithm, payload: base64(data) },
    ]);
    expect(await fake.requests('describe-key')).toHaveLength(1);
    await signer.close();
  });

  it('passes the configuration to every command', async () => {
    const config = { ca: '/etc/ca.pem' };
    await fake.reply('describe-key', { stdout: { keyId: KEY_ID, keySpec: 'EC-256' } });
    await fake.reply('generate-signature', { stdout: answerOf('ec-256') });
    const signer = (await open(undefined, config)) as CertifyingSigner;
    await signer.signWithChain(data, never);
    for (const command of ['get-plugin-metadata', 'describe-key', 'generate-signature'] as const)
      expect(await fake.requests(command)).toEqual([expect.objectContaining({ pluginConfig: config })]);
  });

  let honest: FakePlugin;
  const shared: Partial<Record<KeyKind, CertifyingSigner>> = {};
  beforeAll(async () => {
    honest = await FakePlugin.install();
    for (const kind of ['ec-256', 'rsa-2048'] as const) {
      await honest.reply('describe-key', { stdout: { keyId: KEY_ID, keySpec: NAMES[kind][0] } });
      const signer = (await open(undefined, {}, honest)) as CertifyingSigner;
      await signer.describe(never);
      shared[kind] = signer;
    }
  }, 60_000);
  afterAll(() => honest.remove());

  const good = answerOf('ec-256');
  const rsa = testChain({ kind: 'rsa-2048' });
  const salted = (saltLength: number): string =>
    base64(
      sign('sha256', data, { key: rsa.key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }),
    );

  it.each<[string, KeyKind, object, string, RegExp]>([
    ['another key id', 'ec-256', { ...good, keyId: 'other' }, 'self_check_failed', /another key signed/],
    [
      'another algorithm',
      'ec-256',
      { ...good, signingAlgorithm: 'ECDSA-SHA-384' },
      'self_check_failed',
      /the algorithm is ECDSA-SHA-384; a key EC-256 has ECDSA-SHA-256/,
    ],
    [
      'the chain of another kind of key',
      'ec-256',
      { ...good, certificateChain: answerOf('ec-384').certificateChain },
      'self_check_failed',
      /its certificate has a key EC-384, but the key was described as EC-256/,
    ],
    [
      'the chain of another key',
      'rsa-2048',
      { ...answerOf('rsa-2048'), signature: salted(32).replace(/^...../, 'AAAAA') },
      'self_check_failed',
      /does not hold as PS256/,
    ],
    [
      'another salt',
      'rsa-2048',
      { ...answerOf('rsa-2048', rsa), signature: salted(20) },
      'self_check_failed',
      /does not hold as PS256/,
    ],
    [
      'DER instead of r||s',
      'ec-256',
      { ...good, signature: base64(sign('sha256', data, sharedChain().key.privateKey)) },
      'self_check_failed',
      /a signature of \d+ bytes; ES256 has 64/,
    ],
    [
      'the signature of something else',
      'ec-256',
      {
        ...good,
        signature: base64(
          sign('sha256', Buffer.from('other'), {
            key: sharedChain().key.privateKey,
            dsaEncoding: 'ieee-p1363',
          }),
        ),
      },
      'self_check_failed',
      /does not hold as ES256/,
    ],
    [
      'no signature',
      'ec-256',
      { ...good, signature: undefined },
      'unexpected_answer',
      /malformed at signature/,
    ],
    [
      'base64 with a line break',
      'ec-256',
      { ...good, signature: `${good.signature}\n` },
      'unexpected_answer',
      /malformed at signature: not canonical base64/,
    ],
    [
      'no chain',
      'ec-256',
      { ...good, certificateChain: null },
      'unexpected_answer',
      /malformed at certificateChain/,
    ],
    ['an empty chain', 'ec-256', { ...good, certificateChain: [] }, 'unexpected_answer', /certificateChain/],
    [
      'a chain without end',
      'ec-256',
      { ...good, certificateChain: Array.from({ length: 17 }, () => good.certificateChain[0]) },
      'unexpected_answer',
      /certificateChain/,
    ],
    [
      'PEM in the chain',
      'ec-256',
      { ...good, certificateChain: [sharedChain().pem] },
      'unexpected_answer',
      /malformed at certificateChain\.0: not canonical base64/,
    ],
    [
      'a certificate that is none',
      'ec-256',
      { ...good, certificateChain: [base64(data)] },
      'certificate_chain_invalid',
      /certificate 1 of the plugin acme/,
    ],
  ])('refuses %s', async (_, kind, stdout, code, reason) => {
    // All rows share one opened plugin, which is asked for its metadata once.
    const signer = shared[kind]!;
    await honest.reply('generate-signature', { stdout });
    await expect(signer.signWithChain(data, never)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(reason),
    });
  });

  const ENVELOPE = 'application/jose+json';
  const envelope = Buffer.from(craftJws());

  async function whole(): Promise<EnvelopeSigner> {
    const capabilities = ['SIGNATURE_VERIFIER.TRUSTED_IDENTITY', 'SIGNATURE_GENERATOR.ENVELOPE'];
    await fake.reply('get-plugin-metadata', { stdout: { ...METADATA, capabilities } });
    return (await open()) as EnvelopeSigner;
  }

  it.each([
    [ENVELOPE, envelope],
    ['application/cose', Buffer.from(craftCose())],
  ])('asks a plugin without raw signatures for whole envelopes of the type %s', async (type, made) => {
    const signer = await whole();
    const annotations = { 'com.acme.job': '7' };
    await fake.reply('generate-envelope', {
      stdout: { signatureEnvelope: base64(made), signatureEnvelopeType: type, annotations },
    });
    const answered = await signer.signEnvelope({ ...REQUEST, expiresAfter: 3_599_001 }, type, never);
    expect({ ...answered, bytes: base64(answered.bytes) }).toEqual({ bytes: base64(made), annotations });
    expect(await fake.requests('generate-envelope')).toEqual([
      {
        contractVersion: '1.0',
        keyId: KEY_ID,
        payloadType: 'application/vnd.cncf.notary.payload.v1+json',
        signatureEnvelopeType: type,
        payload: base64(buildPayload(REQUEST.target, REQUEST.metadata)),
        expiryDurationInSeconds: 3600,
      },
    ]);
    await signer.close();
  });

  it('accepts an envelope without annotations, and asks for an expiry only when there is one', async () => {
    const signer = await whole();
    const answer = {
      signatureEnvelope: base64(envelope),
      signatureEnvelopeType: ENVELOPE,
      annotations: null,
    };
    await fake.reply('generate-envelope', { stdout: answer });
    const { annotations } = await signer.signEnvelope(REQUEST, ENVELOPE, never);
    expect(annotations).toEqual({});
    expect(await fake.requests('generate-envelope')).toEqual([
      expect.not.objectContaining({ expiryDurationInSeconds: expect.anything() }),
    ]);
  });

  it.each<[string, object, string]>([
    ['another type', { signatureEnvelopeType: 'application/cose' }, 'self_check_failed'],
    ['no type', { signatureEnvelopeType: undefined }, 'unexpected_answer'],
    ['no envelope', { signatureEnvelope: undefined }, 'unexpected_answer'],
    ['the envelope itself', { signatureEnvelope: envelope.toString() }, 'unexpected_answer'],
    ['annotations that are no texts', { annotations: { a: 1 } }, 'unexpected_answer'],
    ['annotations without end', { annotations: { a: 'x'.repeat(70_000) } }, 'unexpected_answer'],
  ])('refuses %s for an envelope', async (_, change, code) => {
    const signer = await whole();
    const answer = { signatureEnvelope: base64(envelope), signatureEnvelopeType: ENVELOPE, ...change };
    await fake.reply('generate-envelope', { stdout: answer });
    await expect(signer.signEnvelope(REQUEST, ENVELOPE, never)).rejects.toMatchObject({
      code,
    });
  });

  it('signs raw where a plugin can do both, as notation does', async () => {
    const capabilities = ['SIGNATURE_GENERATOR.ENVELOPE', 'SIGNATURE_GENERATOR.RAW'];
    await fake.reply('get-plugin-metadata', { stdout: { ...METADATA, capabilities } });
    expect(await open()).toHaveProperty('signWithChain');
  });

  it('refuses a plugin that does not sign', async () => {
    const capabilities = ['SIGNATURE_VERIFIER.REVOCATION_CHECK'];
    await fake.reply('get-plugin-metadata', { stdout: { ...METADATA, capabilities } });
    await expect(open()).rejects.toMatchObject({ code: 'plugin_incompatible', exitCode: 2 });
  });

  it.each([
    'notation-plugin://',
    'notation-plugin://acme',
    'notation-plugin://acme/',
    'notation-plugin:///key',
  ])('refuses the URI %s', async (uri) => {
    await expect(open(uri)).rejects.toMatchObject({ code: 'usage', exitCode: 2 });
  });

  it('is refused where a plain signer is needed', async () => {
    await expect(openSigner(`notation-plugin://acme/${KEY_ID}`, { env: {} })).rejects.toMatchObject({
      code: 'feature_unsupported',
    });
  });
});
