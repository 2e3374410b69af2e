import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import type { ActionName } from '../../src/options/commands.ts';
import { outputsOf } from '../../src/options/outputs.ts';
import { FakeHost } from '../support/fake-host.ts';
import { expectValid } from '../support/result-schema.ts';
import { policyOf, type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

const never = new AbortController().signal;

async function act(
  action: ActionName,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<FakeHost & { code: number }> {
  const host = new FakeHost();
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  const code = await runAction(action, host, { ...Object.fromEntries(given), ...env }, never);
  expect(Object.keys(host.outputs)).toEqual(outputsOf(action).map(({ name }) => name));
  expectValid(JSON.parse(host.outputs.results!));
  return Object.assign(host, { code });
}

const signInputs = () => ({ images: `${at.images}:one`, key: at.key, 'certificate-chain': at.chain });
const trustInputs = () => ({ 'trust-policy': at.policy, 'trust-store': at.store });

describe('the sign action', () => {
  it('signs, and sets every output', async () => {
    const done = await act('sign', {
      ...signInputs(),
      'user-metadata': '# who\nbuild=7\n',
      recursive: 'false',
      expiry: '',
    });
    expect(done).toMatchObject({ code: 0, annotations: [] });
    expect(done.outputs).toMatchObject({
      digest: at.digests.one,
      reference: `${at.images}@${at.digests.one}`,
      status: 'done',
      'error-code': '',
    });
    expect(done.outputs['signature-digest']).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(done.markdown).toContain('Sealift sign: done');
    expect(done.markdown).toContain(at.digests.one);
    expect(done.markdown).toContain('```mermaid');
  });

  it('signs the digest of the build once, whatever tags there are', async () => {
    const images = `${at.images}:two\n# a comment\n\n${at.images}:latest\n`;
    const done = await act('sign', { ...signInputs(), images, digest: at.digests.two });
    expect(done.code).toBe(0);
    expect(JSON.parse(done.outputs.results!).images).toHaveLength(1);
    expect(done.outputs.digest).toBe(at.digests.two);
  });

  it('sets outputs also when a later image fails, with one annotation for it', async () => {
    const done = await act('sign', { ...signInputs(), images: `${at.images}:one\n${at.images}:nope` });
    expect(done.code).toBe(5);
    expect(done.outputs).toMatchObject({
      digest: at.digests.one,
      status: 'partial',
      'error-code': 'artifact_not_found',
    });
    expect(done.annotations).toHaveLength(1);
    expect(done.annotations[0]).toMatchObject({ title: 'Sealift: artifact_not_found' });
    expect(done.annotations[0]?.message).toContain(`${at.images}:nope`);
    expect(done.annotations[0]?.message.split('\n')).toHaveLength(2);
  });

  it.each([
    ['no image', { images: ' \n# nothing\n' }, /names no image/],
    ['an empty digest of another kind', { digest: 'latest' }, /not one digest/],
    ['two digests', { digest: `sha256:${'a'.repeat(64)}\nsha256:${'b'.repeat(64)}` }, /not one digest/],
    ['a boolean that is none', { recursive: 'yes' }, /recursive must be true or false/],
    ['no key', { key: '' }, /--key/],
    ['a duration that is none', { expiry: '30' }, /--expiry/],
  ])('ends with 2 for %s, with outputs, summary and one annotation', async (_, inputs, message) => {
    const done = await act('sign', { ...signInputs(), ...inputs });
    expect(done.code).toBe(2);
    expect(done.outputs).toMatchObject({ digest: '', status: 'failed', 'error-code': 'usage' });
    expect(done.annotations).toHaveLength(1);
    expect(done.annotations[0]?.message).toMatch(message);
    expect(done.markdown).toContain('Sealift sign: failed');
  });

  it('refuses an image with a digest other than the build', async () => {
    const images = `${at.images}@${at.digests.one}`;
    const done = await act('sign', { ...signInputs(), images, digest: at.digests.two });
    expect(done.code).toBe(2);
    expect(done.annotations[0]?.message).toContain('another digest');
  });

  it('masks the key before anything else happens, and never shows it', async () => {
    const pem = await readFile(at.key, 'utf8');
    for (const [inputs, env] of [
      [{ key: pem }, {}],
      [{ key: 'env://SIGNING_KEY' }, { SIGNING_KEY: pem, SEALIFT_KEY_PASSWORD: 'hush-hush' }],
    ] as const) {
      const done = await act('sign', { ...signInputs(), ...inputs }, env);
      expect(done.code).toBe(0);
      expect(done.secrets).toContain(pem.trim() === inputs.key.trim() ? pem.trim() : pem);
      const body = pem.split('\n')[1]!;
      expect(done.secrets).toContain(body);
      if ('SIGNING_KEY' in env) expect(done.secrets).toContain('hush-hush');
      expect(done.log.slice(0, done.secrets.length)).toEqual(done.secrets.map((_, i) => `mask ${i + 1}`));
      const shown = [...done.log, done.markdown, ...Object.values(done.outputs)].join('\n');
      expect(shown).not.toContain(body);
    }
  });

  it('masks registry credentials', async () => {
    const config = JSON.stringify({
      auths: {
        'r.example.com': { auth: Buffer.from('robot:p4ss:word').toString('base64') },
        'q.example.com': { identitytoken: 'tok-1' },
      },
    });
    const done = await act('sign', { ...signInputs(), 'registry-config': config });
    expect(done.secrets).toEqual(
      expect.arrayContaining([Buffer.from('robot:p4ss:word').toString('base64'), 'p4ss:word', 'tok-1']),
    );
    const other = await act('sign', signInputs(), { DOCKER_AUTH_CONFIG: config });
    expect(other.secrets).toContain('p4ss:word');
  });
});

it('masks the summary as the page shows it, with what runs before an image is read', async () => {
  const secret = 'under_score-and-*stars*_token';
  const images = `registry.example.com/${secret}`;
  const done = await act('sign', { ...signInputs(), images }, { VAULT_TOKEN: secret });
  expect(done.code).toBe(2);
  const page = done.markdown.replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)));
  expect(page).toContain('***');
  expect(page).not.toContain(secret);
  expect(done.annotations[0]?.message).not.toContain(secret);
});

describe('the verify action', () => {
  it('verifies, and names the signer', async () => {
    const done = await act('verify', { images: `${at.images}:one`, ...trustInputs() });
    expect(done).toMatchObject({ code: 0 });
    expect(done.outputs).toMatchObject({ verified: 'true', status: 'done', digest: at.digests.one });
    expect(done.outputs['signer-subject']).toMatch(/^CN=release/);
  });

  it('takes policy and root as content', async () => {
    const root = await readFile(at.root, 'utf8');
    const identity = 'x509.subject: C=US, ST=WA, O=acme-rockets.io';
    const byRoot = await act('verify', {
      images: `${at.images}:one`,
      'trusted-root': root,
      'trusted-identity': identity,
    });
    expect(byRoot.outputs.verified).toBe('true');
    const byPolicy = await act('verify', {
      images: `${at.images}:one`,
      'trust-policy': policyOf('strict'),
      'trust-store': at.store,
    });
    expect(byPolicy.outputs.verified).toBe('true');
  });

  it('does not say verified under skip', async () => {
    const done = await act('verify', {
      images: `${at.images}:one`,
      'trust-policy': policyOf('skip'),
      'trust-store': at.store,
    });
    expect(done.code).toBe(0);
    expect(done.outputs.verified).toBe('false');
  });

  it('refuses what is unsigned, with outputs', async () => {
    const done = await act('verify', { images: `${at.images}:multi`, ...trustInputs() });
    expect(done.code).toBe(1);
    expect(done.outputs).toMatchObject({
      verified: 'false',
      digest: at.digests.multi,
      'error-code': 'artifact_unsigned',
    });
  });

  it('looks for no trust of its own, also when the runner does not say CI', async () => {
    await writeFile(at.path('trustpolicy.json'), policyOf('skip'));
    const done = await act('verify', { images: `${at.images}:one` }, { NOTATION_CONFIG: at.folder });
    await writeFile(at.path('trustpolicy.json'), policyOf('strict'));
    expect(done.code).toBe(2);
    expect(done.outputs).toMatchObject({ verified: 'false', 'error-code': 'trust_missing' });
  });
});

describe('the promote action', () => {
  it('promotes, then has nothing to do', async () => {
    const inputs = {
      source: `${at.images}:one`,
      destination: `oci:${at.path('prod')}:1,latest`,
      ...trustInputs(),
    };
    const done = await act('promote', inputs);
    expect(done).toMatchObject({ code: 0 });
    expect(done.outputs).toMatchObject({
      digest: at.digests.one,
      reference: `oci:${at.path('prod')}@${at.digests.one}`,
      'previous-digest': '',
    });
    expect(done.markdown).toContain('| Result | Destination | Before | Attached |');
    const again = await act('promote', inputs);
    expect(again.outputs).toMatchObject({ status: 'done', 'previous-digest': at.digests.one });
  });

  it('asks for source and destination at once', async () => {
    const done = await act('promote', trustInputs());
    expect(done.code).toBe(2);
    expect(done.annotations[0]?.message).toMatch(/source.*destination/s);
  });
});
