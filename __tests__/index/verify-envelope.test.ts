import { describe, expect, it } from 'vitest';
import { type VerifyEnvelopeOptions, verifyEnvelope } from '../../src/index.ts';
import type { RevocationSource } from '../../src/notation/ports.ts';
import { buildCrl } from '../support/crl/build-crl.ts';
import { craftJws, TEST_TARGET } from '../support/envelopes.ts';
import { answerOcsp, type ResponderSpec } from '../support/ocsp/responder.ts';
import { TEST_TIME, testChain } from '../support/pki.ts';
import { TimestampAuthority } from '../support/timestamp-authority.ts';

const OCSP = 'http://ocsp.acme.example';
const CRL = 'http://crl.acme.example/a.crl';
const chain = testChain({ leaf: { ocspUrls: [OCSP], crlUrls: [CRL] } });
const silent: RevocationSource = {
  ocsp: () => Promise.reject(new Error('nobody answers')),
  crl: () => Promise.reject(new Error('nobody answers')),
};

function options(revocation: RevocationSource | 'none', tsa?: TimestampAuthority): VerifyEnvelopeOptions {
  return {
    mediaType: 'application/jose+json',
    target: TEST_TARGET,
    statement: {
      name: 'x',
      registryScopes: ['*'],
      signatureVerification: { level: 'strict' },
      trustStores: ['ca:acme', ...(tsa ? ['tsa:acme'] : [])],
      trustedIdentities: ['*'],
    },
    trustStore: {
      certificates: async (type) => [await (type === 'tsa' ? tsa! : chain).root.certificate()],
    },
    at: TEST_TIME,
    revocation,
  };
}

describe('verifyEnvelope', () => {
  const byOcsp = (spec: Partial<ResponderSpec>): RevocationSource => ({
    ...silent,
    ocsp: async (url, request) => {
      expect(url).toBe(OCSP);
      return answerOcsp({ issuer: chain.intermediate, at: TEST_TIME, ...spec }, request);
    },
  });
  const byCrl: RevocationSource = { ...silent, crl: async () => buildCrl({ issuer: chain.intermediate }) };

  it.each<[string, RevocationSource | 'none', string | null]>([
    ['an OCSP answer that says good', byOcsp({}), null],
    ['a CRL where no responder answers', byCrl, null],
    ['an OCSP answer that says revoked', byOcsp({ status: 'revoked' }), 'certificate_revoked'],
    ['nobody who answers', silent, 'revocation_unknown'],
    ['nobody to ask', 'none', 'revocation_unknown'],
  ])('judges by the bytes of its source: %s', async (_, revocation, code) => {
    const verdict = await verifyEnvelope(craftJws({ chain }), options(revocation));
    expect(verdict.passed).toBe(code === null);
    const found = verdict.outcomes.find(({ check }) => check === 'revocation');
    expect(found?.code).toBe(code);
  });

  it('does not believe a timestamp of an authority that may be revoked', async () => {
    const tsa = new TimestampAuthority({ leaf: { crlUrls: [CRL] } });
    const plain = testChain();
    const stamped = await tsa.stamp(craftJws({ chain: plain }), {
      time: TEST_TIME.toISOString().replace(/[-:T]|\.000/g, ''),
    });
    const trusting = (revocation: RevocationSource) => ({
      ...options(revocation, tsa),
      trustStore: {
        certificates: async (type: string) => [await (type === 'tsa' ? tsa : plain).root.certificate()],
      },
    });
    const unknown = await verifyEnvelope(stamped, trusting(silent));
    expect(unknown.outcomes.at(-1)).toMatchObject({
      check: 'authenticTimestamp',
      outcome: 'unknown',
      code: 'timestamp_revocation_unknown',
    });
    const answers = { ...silent, crl: async () => buildCrl({ issuer: tsa.root }) };
    expect(await verifyEnvelope(stamped, trusting(answers))).toMatchObject({
      passed: true,
      timestamp: { store: 'tsa:acme', time: TEST_TIME },
    });
  });

  it.each([
    ['sha256', 64],
    ['sha384', 96],
    ['sha512', 128],
  ])('judges a target that is named by %s', async (algorithm, length) => {
    const target = { ...TEST_TARGET, digest: `${algorithm}:${'a'.repeat(length)}` };
    const signed = craftJws({ chain, target });
    expect(await verifyEnvelope(signed, { ...options(byCrl), target })).toMatchObject({
      passed: true,
      payload: { targetArtifact: { digest: target.digest } },
    });
    const other = { ...target, digest: `${algorithm}:${'b'.repeat(length)}` };
    expect(
      (await verifyEnvelope(signed, { ...options(byCrl), target: other })).outcomes.at(-1),
    ).toMatchObject({
      code: 'descriptor_mismatch',
    });
  });

  it.each(['sha384:aa', 'sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709', `sha384:${'A'.repeat(96)}`])(
    'refuses the target digest %s as an argument',
    async (digest) => {
      const wrong = { ...options('none'), target: { ...TEST_TARGET, digest } };
      await expect(verifyEnvelope(craftJws({ chain }), wrong)).rejects.toMatchObject({ code: 'usage' });
    },
  );
});
