import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VerifierRequest } from '../../src/notation/verification/verification-plugin.ts';
import { openVerifier } from '../../src/plugin/open-verifier.ts';
import { verifySignature } from '../../src/plugin/verify-signature.ts';
import { installedPlugins } from '../../src/trust/installed-plugins.ts';
import { FakePlugin, METADATA } from '../support/plugin/fake-plugin.ts';
import { IDENTITY, REVOCATION } from '../support/plugin/judge.ts';
import { never } from '../support/tools.ts';

const REQUEST: VerifierRequest = {
  criticalAttributes: {
    contentType: 'application/vnd.cncf.notary.payload.v1+json',
    signingScheme: 'notary.x509',
    extendedAttributes: {},
  },
  unprocessedAttributes: [],
  certificateChain: [Uint8Array.of(1, 2), Uint8Array.of(3)],
  trustedIdentities: ['*'],
  capabilities: [REVOCATION],
};

const GOOD = { verificationResults: { [REVOCATION]: { success: true } }, processedAttributes: [] };
const VERIFIES = { ...METADATA, capabilities: [REVOCATION, 'SIGNATURE_GENERATOR.RAW', IDENTITY] };

describe.skipIf(process.platform === 'win32')('a plugin that verifies', () => {
  let fake: FakePlugin;
  beforeEach(async () => {
    fake = await FakePlugin.install();
    await fake.reply('get-plugin-metadata', { stdout: VERIFIES });
    await fake.reply('verify-signature', { stdout: GOOD });
  });
  afterEach(() => fake.remove());

  it('is asked in the words of notation', async () => {
    await verifySignature(fake.plugin(), REQUEST, never);
    await verifySignature(
      fake.plugin(),
      {
        ...REQUEST,
        criticalAttributes: {
          ...REQUEST.criticalAttributes,
          signingScheme: 'notary.x509.signingAuthority',
          expiry: new Date('2027-01-01T00:00:00.500Z'),
          authenticSigningTime: new Date('2026-06-01T10:00:00Z'),
          extendedAttributes: { 'com.acme.a': 1, 'com.acme.b': null },
        },
        unprocessedAttributes: ['com.acme.a', 'com.acme.b'],
      },
      never,
    );
    const requests = await fake.requests('verify-signature');
    expect(requests).toHaveLength(2);
    // notation-go 1.3.2 writes these; so does `encoding/json` of an absent time and of a slice that is nil.
    expect(requests).toContainEqual({
      contractVersion: '1.0',
      signature: {
        criticalAttributes: {
          contentType: 'application/vnd.cncf.notary.payload.v1+json',
          signingScheme: 'notary.x509',
          expiry: '0001-01-01T00:00:00Z',
        },
        unprocessedAttributes: null,
        certificateChain: ['AQI=', 'Aw=='],
      },
      trustPolicy: { trustedIdentities: ['*'], signatureVerification: [REVOCATION] },
    });
    expect(requests).toContainEqual({
      contractVersion: '1.0',
      signature: {
        criticalAttributes: {
          contentType: 'application/vnd.cncf.notary.payload.v1+json',
          signingScheme: 'notary.x509.signingAuthority',
          expiry: '2027-01-01T00:00:00.5Z',
          authenticSigningTime: '2026-06-01T10:00:00Z',
          extendedAttributes: { 'com.acme.a': 1, 'com.acme.b': null },
        },
        unprocessedAttributes: ['com.acme.a', 'com.acme.b'],
        certificateChain: ['AQI=', 'Aw=='],
      },
      trustPolicy: { trustedIdentities: ['*'], signatureVerification: [REVOCATION] },
    });
  });

  it.each<[string, unknown]>([
    ['none processed', { ...GOOD, processedAttributes: null }],
    ['no word of what it processed', { verificationResults: GOOD.verificationResults }],
    ['unknown members', { ...GOOD, more: { a: 1 } }],
  ])('may answer with %s', async (_, stdout) => {
    await fake.reply('verify-signature', { stdout });
    const answer = await verifySignature(fake.plugin(), REQUEST, never);
    expect(answer).toEqual({ results: new Map([[REVOCATION, { success: true }]]), processedAttributes: [] });
  });

  it.each<[string, unknown, string]>([
    ['nothing', '', 'the answer'],
    ['no results', { processedAttributes: [] }, 'verificationResults'],
    ['results that are null', { ...GOOD, verificationResults: null }, 'verificationResults'],
    ['a result that is null', { ...GOOD, verificationResults: { [REVOCATION]: null } }, 'success'],
    [
      'a result without success',
      { ...GOOD, verificationResults: { [REVOCATION]: { reason: 'x' } } },
      'success',
    ],
    [
      'a success in words',
      { ...GOOD, verificationResults: { [REVOCATION]: { success: 'true' } } },
      'malformed',
    ],
    [
      'success in another case',
      { ...GOOD, verificationResults: { [REVOCATION]: { Success: true } } },
      'Success',
    ],
    [
      'a capability that nobody knows',
      { ...GOOD, verificationResults: { x: { success: true } } },
      'nobody asks',
    ],
    [
      'a capability of signing',
      { ...GOOD, verificationResults: { 'SIGNATURE_GENERATOR.RAW': { success: true } } },
      'nobody asks',
    ],
    ['an attribute that is a number', { ...GOOD, processedAttributes: [1] }, 'processedAttributes'],
    [
      'a result twice',
      `{"verificationResults":{"${REVOCATION}":{"success":false},"${REVOCATION}":{"success":true}}}`,
      REVOCATION,
    ],
  ])('breaks the contract with %s', async (_, stdout, word) => {
    await fake.reply('verify-signature', { stdout });
    await expect(verifySignature(fake.plugin(), REQUEST, never)).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringMatching(new RegExp(`^plugin acme, verify-signature: .*${word}`)),
    });
  });

  it('has its reason shown without secrets and without commands to a terminal', async () => {
    const reason = 'no \u001b[31mluck with s3cret';
    const stdout = { ...GOOD, verificationResults: { [REVOCATION]: { success: false, reason } } };
    await fake.reply('verify-signature', { stdout });
    const plugin = fake.plugin({ hide: (words) => words.replace('s3cret', '***') });
    const { results } = await verifySignature(plugin, REQUEST, never);
    expect(results.get(REVOCATION)?.reason).toMatch(/^no [^\u001b]*luck with \*\*\*$/);
  });

  it('offers what it can verify, and nothing else', async () => {
    const plugin = await openVerifier(fake.plugin(), never);
    expect(plugin).toMatchObject({
      ...{ name: 'acme', version: '1.2.3', isBuiltIn: false },
      capabilities: [IDENTITY, REVOCATION],
    });
  });

  it('is not used when its version holds a secret, which results and envelopes would show', async () => {
    await fake.reply('get-plugin-metadata', { stdout: { ...VERIFIES, version: '1.2.3+s3cret' } });
    const plugin = fake.plugin({ hide: (words) => words.replace('s3cret', '***') });
    await expect(openVerifier(plugin, never)).rejects.toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringMatching(/malformed at version: it holds a secret/),
    });
  });

  it('judges one signature at a time', async () => {
    const plugin = await openVerifier(fake.plugin(), never);
    await fake.reply('verify-signature', { code: 1, stderr: 'down' }, { stdout: GOOD });
    const [first, second] = await Promise.allSettled([
      plugin.verify(REQUEST, never),
      plugin.verify(REQUEST, never),
    ]);
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'plugin_failed' } });
    expect(second).toMatchObject({ status: 'fulfilled' });
  });

  describe('that is installed', () => {
    const installed = (libexec = fake.libexec) =>
      installedPlugins({
        env: { NOTATION_LIBEXEC: libexec, PATH: process.env.PATH },
        ...{ platform: 'linux', home: '/nowhere', hide: (words: string) => words, random: () => 0 },
        ...{ sleep: () => Promise.resolve(), signal: never },
      });

    it('is asked once a run what it can do', async () => {
      const plugins = installed();
      const [one, two] = await Promise.all([plugins.find('acme', never), plugins.find('acme', never)]);
      expect(one).toBe(two);
      expect(await fake.requests('get-plugin-metadata')).toEqual([{}]);
    });

    it('is asked once also where it does not work', async () => {
      await fake.reply('get-plugin-metadata', { code: 1 });
      const plugins = installed();
      for (let at = 0; at < 2; at += 1)
        await expect(plugins.find('acme', never)).rejects.toMatchObject({ code: 'plugin_failed' });
      expect(await fake.requests('get-plugin-metadata')).toEqual([{}]);
    });

    it.each(['', '.', '..', '../acme', 'acme/../acme', 'a\u0000b', 'a\nb', 'x'.repeat(300)])(
      'is not looked for under the name %j',
      async (name) => {
        await expect(installed().find(name, never)).rejects.toMatchObject({ code: 'envelope_invalid' });
      },
    );

    it('is waited for by those who still want it when another leaves', async () => {
      const plugins = installed();
      const left = new AbortController();
      const leaving = plugins.find('acme', left.signal);
      const waiting = plugins.find('acme', never);
      left.abort(new Error('left'));
      await expect(leaving).rejects.toThrow('left');
      expect(await waiting).toMatchObject({ name: 'acme' });
    });
  });
});
