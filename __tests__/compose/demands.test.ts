import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import schema from '../../schema/requirement.json' with { type: 'json' };
import { loadRunner } from '../../src/compose/runners.ts';
import { readRequirements } from '../../src/notation/requirement/read-requirement.ts';
import { waysToMeet } from '../../src/notation/requirement/ways.ts';
import { openLayoutStore } from '../../src/stores/layout/open.ts';
import { attachSignature } from '../operations/crafted.ts';
import { image, push } from '../support/images.ts';
import { sharedChain } from '../support/pki.ts';
import { expectValid } from '../support/result-schema.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const ACME = 'x509.subject: C=US, ST=WA, O=acme-rockets.io';
const OTHER = 'x509.subject: C=US, ST=WA, O=other';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
  const store = await openLayoutStore({ path: at.path('layout'), create: true });
  await attachSignature(store, await push(store, image(), '1'));
  await store.close();
  await writeFile(at.path('root.pem'), sharedChain().root.pem);
  await writeFile(at.path('marked.json'), `\ufeff${JSON.stringify({ any: [ACME, OTHER] })}`);
});
afterAll(() => at.remove());

const trusted = () => ({ trustedRoot: at.path('root.pem'), trustedIdentity: '*', env: {} });

async function verify(options: object) {
  const run = await loadRunner('verify');
  return run({ images: `oci:${at.path('layout')}:1`, ...trusted(), ...options }, never);
}

async function promote(options: object) {
  const run = await loadRunner('promote');
  const places = { source: `oci:${at.path('layout')}:1`, destination: `oci:${at.path('copy')}:1` };
  return run({ ...places, env: {}, ...options }, never);
}

describe('a requirement', () => {
  it('is read from flags, files with a byte order mark and inline JSON', async () => {
    for (const options of [
      { requireIdentity: ACME, requireCount: 1 },
      { require: at.path('marked.json') },
      { require: JSON.stringify({ all: [ACME] }) },
    ]) {
      const result = await verify(options);
      expect(result).toMatchObject({ status: 'done', images: [{ status: 'verified' }] });
      expectValid(result);
    }
  });

  it('that is not met refuses the image with exit code 1, and the result names who is missing', async () => {
    const result = await verify({ requireIdentity: [ACME, OTHER] });
    expect(result.images[0]).toMatchObject({
      error: { code: 'requirement_not_met' },
      identities: [{ reason: null }, { required: OTHER, reason: 'has not signed' }],
    });
    expectValid(result);
  });

  it.each([
    ['a file that is not there', { require: 'absent.json' }, 'file_not_found'],
    ['a malformed document', { require: '{"all": 1}' }, 'policy_invalid'],
    ['an identity twice', { requireIdentity: [ACME, ACME] }, 'policy_invalid'],
    ['no number', { requireCount: 'two' }, 'usage'],
    ['a malformed thumbprint', { distrust: 'abc' }, 'usage'],
    ['more signers than signatures are read', { requireCount: 3, maxSignatures: 2 }, 'usage'],
    ['more signers than signatures are read by default', { requireCount: 101 }, 'usage'],
  ])('with %s is an error before anything is contacted', async (_, options, code) => {
    await expect(verify({ images: 'registry.invalid/a:1', ...options })).resolves.toMatchObject({
      status: 'failed',
      error: { code },
    });
  });

  it.each(['audit', 'skip'])('under a statement of the level %s is an error', async (level) => {
    const trust = level === 'skip' ? {} : { trustStores: ['ca:acme'], trustedIdentities: ['*'] };
    const policy = {
      version: '1.0',
      trustPolicies: [{ name: 'lax', registryScopes: ['*'], signatureVerification: { level }, ...trust }],
    };
    const files = { trustedRoot: undefined, trustedIdentity: undefined, trustStore: at.path('') };
    const result = await verify({ ...files, trustPolicy: JSON.stringify(policy), requireCount: 1 });
    expect(result).toMatchObject({ error: { message: expect.stringContaining('does not enforce it') } });
    const distrusting = await verify({
      ...files,
      trustPolicy: JSON.stringify(policy),
      distrust: 'a'.repeat(64),
    });
    const said = 'looks at none';
    if (level === 'skip')
      expect(distrusting.error).toMatchObject({ code: 'usage', message: expect.stringContaining(said) });
    else expect(JSON.stringify(distrusting)).not.toContain(said);
  });

  it('excludes what lets unsigned images pass', async () => {
    const both = await promote({ ...trusted(), requireCount: 2, allowUnsigned: true });
    expect(both.error?.message).toBe('--require-count and --allow-unsigned exclude each other');
    const none = await promote({ skipVerification: true, requireIdentity: ACME, distrust: 'a'.repeat(64) });
    expect(none.error?.message).toContain('--require-identity and --skip-verification exclude each other');
    expect(none.error?.message).toContain('--distrust and --skip-verification exclude each other');
  });
});

it('a distrusted certificate refuses the image', async () => {
  const { thumbprint } = await sharedChain().intermediate.certificate();
  const result = await verify({ distrust: `sha256:${thumbprint.toUpperCase()}` });
  expect(result.images[0]).toMatchObject({ error: { code: 'verification_failed' } });
  expect(result.images[0]?.signatures[0]?.checks.at(-1)).toMatchObject({
    check: 'distrust',
    code: 'certificate_distrusted',
  });
  expectValid(result);
});

it('the document of docs/require.md can be met', () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'require.md'), 'utf8');
  const [, text = ''] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const { all } = readRequirements({ identities: [], count: undefined, document: { text, what: 'page' } });
  expect(waysToMeet(all)).toMatchObject([[{ count: 1 }, { count: 2 }]]);
});

describe('the schema of requirements', () => {
  const read = (document: unknown): boolean => {
    try {
      readRequirements({
        identities: [],
        count: undefined,
        document: { text: JSON.stringify(document), what: 'test' },
      });
      return true;
    } catch {
      return false;
    }
  };

  it.each([
    [ACME, true],
    [{ all: [ACME, { any: [OTHER] }] }, true],
    [{ atLeast: 1, of: [ACME, OTHER] }, true],
    [{ all: [] }, false],
    [{ all: [ACME], any: [OTHER] }, false],
    [{ atLeast: 0, of: [ACME] }, false],
    [{ of: [ACME] }, false],
    ['*', false],
    [[ACME], false],
    [null, false],
  ])('says of %j what reading says', (document, valid) => {
    expect(z.fromJSONSchema(schema as never).safeParse(document).success).toBe(valid);
    expect(read(document)).toBe(valid);
  });
});
