import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPolicyCheck } from '../../src/compose/policy/run-check.ts';
import { runInit } from '../../src/compose/policy/run-init.ts';
import { loadRunner } from '../../src/compose/runners.ts';
import type { PolicyRunResult } from '../../src/operations/results.ts';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { attachSignature } from '../operations/crafted.ts';
import { image, push } from '../support/images.ts';
import { CA, mint, namedKey, nameOf, type TestChain, testChain } from '../support/pki.ts';
import { never } from '../support/tools.ts';

/** One root, under which the chains differ in what makes verifying ask. */
const root = { subject: nameOf('root'), key: namedKey('root') };
const stranger = testChain({ root: { subject: nameOf('stranger'), key: namedKey('stranger') } });
const past = new Date('2021-01-01T00:00:00Z');

/** Each image that `policy check` speaks of, with the chain and the expiry of its signature. */
const CASES: Readonly<Record<string, { chain?: TestChain; expiry?: string } | undefined>> = {
  good: { chain: testChain({ root }) },
  unsigned: undefined,
  'untrusted-signer': { chain: stranger },
  'expired-signature': { chain: testChain({ root }), expiry: '2021-01-01T00:00:00Z' },
  'expired-certificate': { chain: testChain({ root, leaf: { notAfter: past } }) },
  'unknown-revocation': { chain: testChain({ root, leaf: { crlUrls: ['http://127.0.0.1:1/a.crl'] } }) },
};

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-agree-'));
  const store = await openLayoutStore({ path: at('images'), create: true });
  for (const [name, signature] of Object.entries(CASES)) {
    const target = await push(store, image({ seed: name }), name);
    if (!signature?.chain) continue;
    await attachSignature(store, target, { ...signature, signingTime: '2020-06-01T10:00:00Z' });
  }
  await store.close();
  // The certificates are minted anew for each chain, and verifying anchors by bytes.
  for (const [name, signature] of Object.entries(CASES)) {
    if (!signature?.chain || signature.chain === stranger) continue;
    const file = at('ts/x509/ca/acme', `${name}.pem`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, signature.chain.root.pem);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

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

describe('what policy check says of an image is what verify does with it', () => {
  it('under every level and override', async () => {
    await fc.assert(
      fc.asyncProperty(levels, override, async (level, overrides) => {
        const skips = level === 'skip';
        const statement = {
          name: 'acme',
          registryScopes: ['*'],
          signatureVerification: { level, ...(skips ? {} : { override: overrides }) },
          ...(skips
            ? {}
            : {
                trustStores: ['ca:acme'],
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
          if (!Object.hasOwn(CASES, name)) continue;
          const { images, warnings } = await verify(name, trust);
          const [done] = images;
          expect(done?.status, name).toBe(said === 'refused' ? 'failed' : passes);
          if (said === 'refused') continue;
          // A check that did not pass is only logged, and said.
          const checks = done?.signatures.flatMap((signature) => signature.checks) ?? [];
          const logged = checks.some(({ action, outcome }) => action === 'log' && outcome !== 'passed');
          expect(logged, name).toBe(said === 'reported');
          if (logged) expect(warnings.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 12 },
    );
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
