import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPolicyCheck } from '../../src/compose/policy/run-check.ts';
import { runInit } from '../../src/compose/policy/run-init.ts';
import { loadRunner } from '../../src/compose/runners.ts';
import type { ImageCase } from '../../src/notation/policy/consequences.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import type { PolicyRunResult } from '../../src/operations/policy/results.ts';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { attachSignature } from '../operations/crafted.ts';
import { buildCrl } from '../support/crl/build-crl.ts';
import { craftJws } from '../support/envelopes.ts';
import { image, push } from '../support/images.ts';
import { Loopback } from '../support/kms/loopback.ts';
import { CA, mint, namedKey, nameOf, type TestChain, testChain } from '../support/pki.ts';
import { TimestampAuthority } from '../support/timestamp-authority.ts';
import { never } from '../support/tools.ts';

/** One root, under which the chains differ in what makes verifying ask. */
const root = { subject: nameOf('root'), key: namedKey('root') };
const stranger = testChain({ root: { subject: nameOf('stranger'), key: namedKey('stranger') } });
const past = new Date('2021-01-01T00:00:00Z');

const SIGNED = '2020-06-01T10:00:00Z';
/** When the timestamp of the certificate that expired was made. */
const BEFORE_EXPIRY = Date.parse(SIGNED) - Date.now();

const authority = new TimestampAuthority();
const revoked: { crl: Uint8Array } = { crl: new Uint8Array() };
const crls = new Loopback(() => ({ status: 200, body: revoked.crl }));

interface Signature {
  readonly chain: TestChain;
  readonly expiry?: string;
  /** Has no timestamp. */
  readonly unstamped?: true;
  readonly clockOff?: number;
}

/** Each image that `policy check` speaks of, and a good one, with how it is signed. */
const casesOf = (): Readonly<Record<ImageCase | 'good', Signature | undefined>> => ({
  good: { chain: testChain({ root }) },
  unsigned: undefined,
  'untrusted-signer': { chain: stranger },
  'expired-signature': { chain: testChain({ root }), expiry: '2021-01-01T00:00:00Z' },
  'expired-certificate': { chain: testChain({ root, leaf: { notAfter: past } }), unstamped: true },
  'revoked-certificate': { chain: testChain({ root, leaf: { crlUrls: [`${crls.url}/a.crl`] } }) },
  'unknown-revocation': { chain: testChain({ root, leaf: { crlUrls: ['http://127.0.0.1:1/a.crl'] } }) },
  'no-timestamp': { chain: testChain({ root }), unstamped: true },
  'expired-certificate-timestamped': {
    chain: testChain({ root, leaf: { notAfter: past } }),
    clockOff: BEFORE_EXPIRY,
  },
});

async function envelopeOf(target: Descriptor, { unstamped, clockOff = 0, ...spec }: Signature) {
  const bytes = craftJws({ target, ...spec, signingTime: SIGNED });
  return unstamped ? bytes : authority.stamp(bytes, { clockOff });
}

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-agree-'));
  await crls.start();
  const cases = casesOf();
  const taken = cases['revoked-certificate']!.chain;
  const { serialNumber } = await taken.leaf.certificate();
  revoked.crl = buildCrl({
    issuer: taken.intermediate,
    entries: [{ serial: serialNumber, revokedAt: past }],
    thisUpdate: new Date(Date.now() - 60_000),
    nextUpdate: new Date(Date.now() + 3_600_000),
  });
  const store = await openLayoutStore({ path: at('images'), create: true });
  for (const [name, signature] of Object.entries(cases)) {
    const target = await push(store, image({ seed: name }), name);
    if (!signature) continue;
    await attachSignature(store, target, { bytes: await envelopeOf(target, signature) });
  }
  await store.close();
  await mkdir(at('ts/x509/tsa/acme'), { recursive: true });
  await writeFile(at('ts/x509/tsa/acme/root.pem'), authority.root.pem);
  // The certificates are minted anew for each chain, and verifying anchors by bytes.
  for (const [name, signature] of Object.entries(cases)) {
    if (!signature || signature.chain === stranger) continue;
    const file = at('ts/x509/ca/acme', `${name}.pem`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, signature.chain.root.pem);
  }
});
afterAll(() => Promise.all([crls.close(), rm(folder, { recursive: true, force: true })]));

async function verify(name: string, trust: object) {
  const run = await loadRunner('verify');
  return run({ images: [`oci:${at('images')}:${name}`], scope: 'r.io/app', env: {}, ...trust }, never);
}

const levels = fc.constantFrom('strict', 'permissive', 'audit', 'skip');
const override = fc.record(
  {
    authenticity: fc.constantFrom('enforce', 'log'),
    authenticTimestamp: fc.constantFrom('enforce', 'log'),
    expiry: fc.constantFrom('enforce', 'log'),
    revocation: fc.constantFrom('enforce', 'log', 'skip'),
  },
  { requiredKeys: [] },
);

/** When a timestamp is demanded; without it the statement has no tsa store. */
const demanded = fc.constantFrom('always', 'afterCertExpiry', null);

describe('what policy check says of an image is what verify does with it', () => {
  it('under every level and override', async () => {
    const told = new Set<string>();
    await fc.assert(
      fc.asyncProperty(levels, override, demanded, async (level, overrides, verifyTimestamp) => {
        const skips = level === 'skip';
        const statement = {
          name: 'acme',
          registryScopes: ['*'],
          signatureVerification: {
            level,
            ...(skips ? {} : { override: overrides }),
            ...(skips || verifyTimestamp === null ? {} : { verifyTimestamp }),
          },
          ...(skips
            ? {}
            : {
                trustStores: ['ca:acme', ...(verifyTimestamp === null ? [] : ['tsa:acme'])],
                trustedIdentities: ['x509.subject: C=US, ST=WA, O=acme-rockets.io'],
              }),
        };
        const trustPolicy = JSON.stringify({ version: '1.0', trustPolicies: [statement] });
        const trust = { trustPolicy, trustStore: at('ts') };
        const checked = await runPolicyCheck({ ...trust, env: {} }, never);
        expect(checked).toMatchObject({ status: 'done', error: null });
        const [facts] = checked.trust.statements;
        const passes = facts!.promotes ? 'verified' : skips ? 'not-checked' : 'audited';
        expect((await verify('good', trust)).images[0]?.status).toBe(passes);
        for (const { image: name, verify: said } of facts!.consequences) {
          told.add(name);
          const { images, warnings } = await verify(name, trust);
          const [done] = images;
          expect(done?.status, name).toBe(said === 'refused' ? 'failed' : passes);
          const looked = done?.signatures.flatMap((signature) => signature.checks) ?? [];
          const taken = looked.some(({ code }) => code === 'certificate_revoked');
          expect(taken, name).toBe(name === 'revoked-certificate' && said !== 'not-checked');
          if (said === 'refused') continue;
          // A check that did not pass is only logged, and said.
          const checks = done?.signatures.flatMap((signature) => signature.checks) ?? [];
          const logged = checks.some(({ action, outcome }) => action === 'log' && outcome !== 'passed');
          expect(logged, name).toBe(said === 'reported');
          if (logged) expect(warnings.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 12, examples: [['strict', {}, 'always']] },
    );
    // No image of which policy check speaks is left out.
    const { good: _, ...cases } = casesOf();
    expect([...told].toSorted()).toEqual(Object.keys(cases).toSorted());
  });
});

describe('what policy init writes', () => {
  const word = fc.constantFrom('acme', 'Acme Inc.', 'a, b', 'a+b', 'ü', 'a"b', 'a;b', '#1', 'a\\b', ' a');
  const escaped = (text: string): string => text.replace(/[\\",;+<>]|^[ #]/g, '\\$&');

  it('is checked without fault, and verify passes what the identity signed and nobody else', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(word, word, fc.boolean(), fc.boolean(), async (organization, name, named, isOther) => {
        round += 1;
        const subject = nameOf(name, organization);
        const ca = mint({ ...CA, subject: nameOf('own root'), key: namedKey('own root') });
        const chain = testChain({
          root: { subject: nameOf('own root'), key: namedKey('own root') },
          leaf: { subject },
        });
        const identity = `x509.subject: C=US, ST=WA, O=${escaped(organization)}, CN=${isOther ? 'other' : escaped(name)}`;
        const out = at(`new ${round}`);
        const made = await runInit(
          {
            trustedRoot: [chain.root.pem, ca.pem],
            trustedIdentity: identity,
            ...(named ? { scope: ['r.io/app', 'r.io/b'] } : {}),
            out,
            env: {},
          },
          never,
        );
        expect(made, JSON.stringify(made.error)).toMatchObject({ status: 'done', warnings: [] });
        const trust = { trustPolicy: made.trust.policy!, trustStore: made.trust.store! };
        const checked: PolicyRunResult = await runPolicyCheck({ ...trust, env: {} }, never);
        expect(checked).toMatchObject({ status: 'done', warnings: [], trust: { faults: [] } });
        expect(checked.trust.statements).toEqual(made.trust.statements);
        expect(checked.trust.stores[0]?.certificates.map(({ thumbprint }) => thumbprint).toSorted()).toEqual(
          made.trust.stores[0]?.certificates.map(({ thumbprint }) => thumbprint).toSorted(),
        );

        const folderStore = await openLayoutStore({ path: at(`layout-${round}`), create: true });
        await push(folderStore, image({ seed: 'own' }), '1');
        await folderStore.close();
        const sign = await loadRunner('sign');
        const own = `oci:${at(`layout-${round}`)}:1`;
        const signed = await sign(
          { images: [own], key: chain.key.pem, certificateChain: chain.pem, env: {} },
          never,
        );
        expect(signed.status, JSON.stringify(signed)).toBe('done');
        const run = await loadRunner('verify');
        const scope = named ? 'r.io/b' : 'anywhere.io/else';
        const verdict = await run({ images: [own], scope, env: {}, ...trust }, never);
        expect(verdict.images[0]?.status).toBe(isOther ? 'failed' : 'verified');
        if (named) {
          const elsewhere = await run({ images: [own], scope: 'anywhere.io/else', env: {}, ...trust }, never);
          expect(elsewhere.images[0]?.error?.code).toBe('no_applicable_statement');
        }
      }),
      { numRuns: 12 },
    );
  });
});
