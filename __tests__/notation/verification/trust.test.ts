import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { parseStatement } from '../../../src/notation/policy/parse.ts';
import type { TrustStoreType } from '../../../src/notation/ports.ts';
import { verifyEnvelope } from '../../../src/notation/verification/verify-envelope.ts';
import { craftJws, TEST_TARGET } from '../../support/envelopes.ts';
import {
  DEFAULT_NOT_AFTER,
  DEFAULT_NOT_BEFORE,
  type Minted,
  sharedChain,
  TEST_TIME,
  type TestChain,
  testChain,
  testSelfSigned,
} from '../../support/pki.ts';
import { nobodyAsked } from '../../support/revocation.ts';
import { never } from '../../support/tools.ts';

type Stores = Readonly<Record<string, readonly Minted[]>>;

interface Case {
  /** The trust stores that exist, by `type:name`. */
  readonly stores: Stores;
  readonly trustStores: readonly string[];
  readonly level?: string;
  readonly verifyTimestamp?: string;
  readonly chain?: Pick<TestChain, 'minted' | 'key'>;
  readonly at?: Date;
  readonly identities?: readonly string[];
}

/** Judges a valid envelope and records which stores were read. */
async function judge({ stores, trustStores, chain = sharedChain(), ...spec }: Case) {
  const asked: string[] = [];
  const { level = 'strict', verifyTimestamp, identities: trustedIdentities = ['*'] } = spec;
  const statement = parseStatement(
    {
      name: 'test',
      registryScopes: ['*'],
      signatureVerification: { level, ...(verifyTimestamp && { verifyTimestamp }) },
      trustStores,
      trustedIdentities,
    },
    { code: 'policy_invalid', what: 'test' },
  );
  const verdict = await verifyEnvelope(craftJws({ chain }), {
    mediaType: 'application/jose+json',
    target: TEST_TARGET,
    statement,
    trustStore: {
      certificates: async (type: TrustStoreType, name: string) => {
        asked.push(`${type}:${name}`);
        const store = stores[`${type}:${name}`];
        if (!store) throw new SealiftError('trust_store_not_found', `${type}:${name}`);
        return Promise.all(store.map((one) => one.certificate()));
      },
    },
    at: spec.at ?? TEST_TIME,
    revocation: nobodyAsked(),
    signal: never,
  });
  const reason = verdict.outcomes.find(({ outcome }) => outcome !== 'passed');
  return { ...verdict, asked, reason };
}

const { root } = sharedChain();
const stranger = testChain({ root: { subject: [['CN', 'stranger']] } }).root;

describe('the trust stores of a statement', () => {
  it('are read only when they are of the type of the signing scheme', async () => {
    const { passed, asked } = await judge({
      stores: { 'ca:a': [stranger], 'ca:b': [root] },
      trustStores: ['ca:a', 'signingAuthority:x', 'ca:b'],
    });
    expect(passed).toBe(true);
    expect(asked).toEqual(['ca:a', 'ca:b']);
  });

  it.each(['signingAuthority:x', 'tsa:x'])('anchor nothing as %s', async (store) => {
    const { reason } = await judge({ stores: { [store]: [root] }, trustStores: [store] });
    expect(reason).toMatchObject({ check: 'authenticity', code: 'authenticity_failed' });
  });

  it('all have to exist, also when one of them has the anchor', async () => {
    for (const level of ['strict', 'permissive', 'audit']) {
      await expect(
        judge({ stores: { 'ca:a': [root] }, trustStores: ['ca:a', 'ca:gone'], level }),
      ).rejects.toMatchObject({ code: 'trust_store_not_found', exitCode: 2 });
    }
  });

  it('anchor by the bytes of a certificate, not by its name or key', async () => {
    const reissued = testChain().root;
    expect(reissued.der).not.toEqual(root.der);
    const { reason } = await judge({ stores: { 'ca:a': [reissued] }, trustStores: ['ca:a'] });
    expect(reason).toMatchObject({ check: 'authenticity', code: 'authenticity_failed' });
  });

  it('anchor a certificate that signed itself', async () => {
    const chain = testSelfSigned();
    const { passed } = await judge({ chain, stores: { 'ca:a': [chain.minted[0]] }, trustStores: ['ca:a'] });
    expect(passed).toBe(true);
  });
});

describe('the identity', () => {
  const with_ = (...identities: string[]) =>
    judge({ stores: { 'ca:a': [root] }, trustStores: ['ca:a'], identities });

  it('is that of the leaf, not of the authority above it', async () => {
    expect((await with_('x509.subject: C=US, ST=WA, O=acme-rockets.io, CN=release')).passed).toBe(true);
    const { reason } = await with_('x509.subject: C=US, ST=WA, O=acme-rockets.io, CN=root');
    expect(reason).toMatchObject({
      code: 'identity_mismatch',
      message: expect.stringContaining('CN=release'),
    });
  });

  it('is named beside those that are trusted, of which a few are shown', async () => {
    const one = await with_('x509.subject: C=DE, ST=BE, O=o\u001b[31m');
    expect(one.reason?.message).toMatch(
      /is not among the trusted identities: C=DE, ST=BE, O=o\\u\{1b\}\[31m$/,
    );
    const many = await with_(...Array.from({ length: 5 }, (_, i) => `x509.subject: C=DE, ST=BE, O=${i}`));
    expect(many.reason?.message).toMatch(
      /: C=DE, ST=BE, O=0; C=DE, ST=BE, O=1; C=DE, ST=BE, O=2; and 2 more$/,
    );
  });

  it('is in the verdict as the policy writes it, with the anchor and its store; null when none matches', async () => {
    const anchor = {
      subject: 'CN=root,O=acme-rockets.io,ST=WA,C=US',
      thumbprint: (await root.certificate()).thumbprint,
    };
    const identity = 'x509.subject:  O=acme-rockets.io, C=US, ST=WA';
    const trusted = await with_('x509.subject: C=DE, ST=BE, O=other', identity);
    expect(trusted.trust).toEqual({ store: 'ca:a', anchor, identity });
    expect((await with_('*')).trust).toEqual({ store: 'ca:a', anchor, identity: '*' });
    const mismatch = await with_('x509.subject: C=DE, ST=BE, O=other');
    expect(mismatch).toMatchObject({ passed: false, trust: { store: 'ca:a', anchor, identity: null } });
    const both = { stores: { 'ca:a': [stranger], 'ca:b': [stranger, root] }, trustStores: ['ca:a', 'ca:b'] };
    expect((await judge(both)).trust?.store).toBe('ca:b');
    const nobody = await judge({ stores: { 'ca:a': [stranger] }, trustStores: ['ca:a'] });
    expect(nobody).toMatchObject({ passed: false, trust: null });
  });

  it('may be any one of several', async () => {
    const { passed } = await with_(
      'x509.subject: C=DE, ST=BE, O=other',
      'x509.subject: C=US, ST=WA, O=acme-rockets.io',
    );
    expect(passed).toBe(true);
  });

  it('cannot be judged when only a plugin could', async () => {
    const { reason } = await with_('com.example.id: 7');
    expect(reason).toMatchObject({
      code: 'identity_mismatch',
      message: expect.stringContaining('x509.subject:'),
    });
  });

  it('cannot be judged when the subject has what policies cannot name, unless everybody is trusted', async () => {
    const chain = testChain({
      leaf: {
        subject: [
          ['C', 'US'],
          ['ST', 'WA'],
          ['O', 'acme'],
          ['CN', 'a=#b'],
        ],
      },
    });
    const spec = { chain, stores: { 'ca:a': [chain.root] }, trustStores: ['ca:a'] };
    expect((await judge(spec)).passed).toBe(true);
    const { reason } = await judge({ ...spec, identities: ['x509.subject: C=US, ST=WA, O=acme'] });
    expect(reason).toMatchObject({ code: 'identity_mismatch' });
  });
});

describe('the validity of the chain', () => {
  const stores = { 'ca:a': [root] };
  const seconds = (from: Date, count: number) => new Date(from.getTime() + count * 1000);

  it.each([
    ['the first second', DEFAULT_NOT_BEFORE, true],
    ['the second before', seconds(DEFAULT_NOT_BEFORE, -1), false],
    ['the last second', DEFAULT_NOT_AFTER, true],
    ['a moment later', new Date(DEFAULT_NOT_AFTER.getTime() + 1), false],
  ])('is checked to the second: at %s', async (_, at, passed) => {
    expect((await judge({ stores, trustStores: ['ca:a'], at })).passed).toBe(passed);
  });

  it('is that of every certificate', async () => {
    for (const which of ['leaf', 'intermediate', 'root'] as const) {
      const chain = testChain({ [which]: { notAfter: seconds(TEST_TIME, -1) } });
      const { reason } = await judge({ chain, stores: { 'ca:a': [chain.root] }, trustStores: ['ca:a'] });
      expect(reason).toMatchObject({ check: 'authenticTimestamp', code: 'certificate_expired' });
    }
  });

  it('needs a timestamp after the end of any certificate, even beside one that has not begun', async () => {
    const chain = testChain({
      leaf: { notBefore: seconds(TEST_TIME, 60) },
      intermediate: { notAfter: seconds(TEST_TIME, -60) },
    });
    const { reason } = await judge({
      chain,
      stores: { 'ca:a': [chain.root], 'tsa:t': [chain.root] },
      trustStores: ['ca:a', 'tsa:t'],
      verifyTimestamp: 'afterCertExpiry',
    });
    expect(reason).toMatchObject({ outcome: 'failed', code: 'timestamp_missing' });
  });

  it('is not judged where the tsa store is not there, although the signature has no timestamp', async () => {
    const chain = testChain();
    const trustStores = ['ca:a', 'tsa:t'];
    await expect(judge({ chain, stores: { 'ca:a': [chain.root] }, trustStores })).rejects.toMatchObject({
      code: 'trust_store_not_found',
    });
  });

  it('is not replaced by a timestamp that a statement does not ask for yet', async () => {
    const chain = testChain({ leaf: { notBefore: seconds(TEST_TIME, 60) } });
    const { reason } = await judge({
      chain,
      stores: { 'ca:a': [chain.root] },
      trustStores: ['ca:a', 'tsa:t'],
      verifyTimestamp: 'afterCertExpiry',
    });
    expect(reason).toMatchObject({ outcome: 'failed', code: 'certificate_expired' });
  });
});
