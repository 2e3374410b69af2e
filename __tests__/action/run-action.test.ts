import { readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fullNames } from '../../src/action/full-names.ts';
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
    // The end of a certificate that is years away is a line of the log and no annotation.
    const ends = /stops verifying.*ends on 2049-12-31/;
    expect(done.log.filter((line) => ends.test(line))).toHaveLength(1);
    expect(done.warnings.filter((warning) => ends.test(warning))).toEqual([]);
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

  it('signs the digest of the build once, and gives a result for each tag', async () => {
    const images = `${at.images}:two\n# a comment\n\n${at.images}:latest\n`;
    const done = await act('sign', { ...signInputs(), images, digest: at.digests.two });
    expect(done.code).toBe(0);
    const results = JSON.parse(done.outputs.results!) as { images: { signatures: unknown }[] };
    expect(results.images).toHaveLength(2);
    expect(results.images[1]?.signatures).toEqual(results.images[0]?.signatures);
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
    ['no key', { key: '' }, /sign needs `key`/],
    ['a duration that is none', { expiry: '30' }, /`expiry` must be a duration/],
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

  it('masks the settings of plugins, except for parts of a reference, which outputs hold', async () => {
    const key = 'notation-plugin://acme/release';
    const config = 'region=eu-central-1\ncode=1234-correct-horse';
    const images = 'localhost:1/mirror.eu-central-1/app:1';
    const done = await act(
      'sign',
      { ...signInputs(), key, images, 'plugin-config': config },
      { NOTATION_LIBEXEC: at.folder },
    );
    expect(done.secrets).toContain('1234-correct-horse');
    expect(done.secrets).not.toContain('eu-central-1');
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
    for (const given of [config, `\ufeff${config}`]) {
      const other = await act('sign', signInputs(), { DOCKER_AUTH_CONFIG: given });
      expect(other.secrets).toContain('p4ss:word');
    }
  });
});

it('an action masks secrets in the summary that a reference repeats with Markdown characters', async () => {
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

  it('does not say verified under a policy that only logs authenticity, and names no untrusted signer', async () => {
    const audit = (organization: string) => ({
      images: `${at.images}:one`,
      'trust-policy': policyOf('audit', [`x509.subject: C=US, ST=WA, O=${organization}`]),
      'trust-store': at.store,
    });
    const done = await act('verify', audit('somebody-else'));
    expect(done).toMatchObject({ code: 0, annotations: [] });
    expect(done.outputs).toMatchObject({
      verified: 'false',
      status: 'done',
      'error-code': '',
      'signer-subject': '',
    });
    expect(done.markdown.split('\n')[0]).toBe('### ⚠️ Sealift verify: audited');
    expect(done.markdown).toMatch(/CN=<wbr>release.*⚠️ not trusted/);
    expect(done.markdown).not.toContain('✅');
    expect(done.markdown).not.toContain(':::good');
    expect(done.warnings.join()).toContain('does not enforce who signed');
    const trusted = await act('verify', audit('acme-rockets.io'));
    expect(trusted.outputs).toMatchObject({ verified: 'false' });
    expect(trusted.outputs['signer-subject']).toMatch(/^CN=release/);
    expect(trusted.markdown).not.toContain('not trusted');
  });

  it('refuses an unsigned image, and sets outputs', async () => {
    const done = await act('verify', { images: `${at.images}:multi`, ...trustInputs() });
    expect(done.code).toBe(1);
    expect(done.outputs).toMatchObject({
      verified: 'false',
      digest: at.digests.multi,
      'error-code': 'artifact_unsigned',
    });
  });

  it('never reads the trust policy of notation, also when the runner does not set CI', async () => {
    await writeFile(at.path('trustpolicy.json'), policyOf('skip'));
    const done = await act('verify', { images: `${at.images}:one` }, { NOTATION_CONFIG: at.folder });
    await writeFile(at.path('trustpolicy.json'), policyOf('strict'));
    expect(done.code).toBe(2);
    expect(done.outputs).toMatchObject({ verified: 'false', 'error-code': 'trust_missing' });
  });
});

describe('the completion of an image name', () => {
  const hub = (name: string) => `docker.io/${name}`;
  const HEX = `sha256:${'a'.repeat(64)}`;

  it.each([
    ['acme/app:1.4', hub('acme/app:1.4')],
    ['alpine', hub('library/alpine')],
    ['Acme/App:RC1', hub('acme/app:RC1')],
    ['docker://acme/app:1.4', hub('acme/app:1.4')],
    [`acme/app:1.4@${HEX}`, hub(`acme/app:1.4@${HEX}`)],
    ['ghcr.io/Acme-Rockets/Net-Monitor:V1', 'ghcr.io/acme-rockets/net-monitor:V1'],
    ['localhost:5000/App:1', 'localhost:5000/app:1'],
    ['LOCALHOST/app:1', 'localhost/app:1'],
    ['team/sub/app:x', hub('team/sub/app:x')],
  ])('reads %s as %s, with a notice', (line, name) => {
    const host = new FakeHost();
    expect(fullNames('images', [line], host)).toEqual([name]);
    expect(host.notices).toEqual([`images: ${line} is read as ${name}`]);
  });

  it.each([
    'ghcr.io/acme/app:1',
    'docker://ghcr.io/acme/app:RC1',
    'oci:Dir/Images:Tag',
    `oci-archive:App.tar@${HEX}`,
    'localhost:5000',
    'ghcr.io',
    'https://ghcr.io/Acme/app',
    'me:Secret@ghcr.io/Acme/app:1',
    'ghcr.io/acme/\u212aey:1',
    'Acme/App Two:1',
    HEX,
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZm9vYmFyYmF6',
    'key/MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZm9vYmFy:1',
    '',
  ])('leaves %j unchanged', (line) => {
    const host = new FakeHost();
    expect(fullNames('images', [line], host)).toEqual([line]);
    expect(host.notices).toEqual([]);
  });

  it('changes a name at most once, and only to a reference', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'aA0./:@-_é') }), (line) => {
        const [name] = fullNames('images', [line], new FakeHost());
        expect(fullNames('images', [name!], new FakeHost())).toEqual([name]);
        if (name !== line) expect(name).toMatch(/^[a-z0-9.:-]+\/[a-z0-9._/-]+/);
      }),
      { numRuns: 500 },
    );
  });

  it('applies to the input images before the digest of the build is added', async () => {
    const images = 'Acme/App:1.4\nghcr.io/Acme/App:1.4';
    const done = await act('sign', { ...signInputs(), images, digest: HEX, key: '' });
    expect(done.notices).toHaveLength(2);
    expect(done.annotations[0]?.message).not.toContain('reference');
  });

  it('applies to the input source, and is only a hint for destination and scope', async () => {
    const inputs = { source: 'Acme/App:1.4', destination: 'Acme/Prod:1.4', ...trustInputs() };
    const done = await act('promote', inputs);
    expect(done).toMatchObject({
      code: 2,
      notices: ['source: Acme/App:1.4 is read as docker.io/acme/app:1.4'],
    });
    expect(done.outputs['error-code']).toBe('reference_invalid');
    expect(done.annotations).toHaveLength(1);
    expect(done.annotations[0]?.message).toContain('docker.io/acme/prod:1.4');
    const scope = await act('verify', { images: 'acme/app:1', ...trustInputs(), scope: 'ghcr.io/Acme/App' });
    expect(scope.annotations[0]?.message).toContain('Write ghcr.io/acme/app');
  });
});

describe('the promote action', () => {
  it('promotes by digest, and takes a default that the runner fills in for nothing that the user said', async () => {
    const [one, target] = [at.digests.one, `oci:${at.path('by-digest')}`];
    const inputs = { source: `${at.images}@${one}`, destination: target, ...trustInputs() };
    const done = await act('promote', { ...inputs, 'move-tag': 'if-unchanged' });
    expect(done.code).toBe(0);
    expect(done.outputs).toMatchObject({
      reference: `${target}@${one}`,
      'previous-digest': '',
      status: 'done',
    });
    expect(done.markdown).toContain('| no tag set<br>');
    expect(done.log.filter((line) => line.includes('no tag set'))).toHaveLength(1);
    expect(done.log.filter((line) => line.includes('no tag is set'))).toHaveLength(1);
    const wrong = await act('promote', { ...inputs, 'move-tag': 'always' });
    expect(wrong).toMatchObject({ code: 2, outputs: { 'error-code': 'usage' } });
  });

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
    expect(done.markdown).toContain('<code>latest</code> new<br>1 of 1 attached |');
    const again = await act('promote', inputs);
    expect(again.outputs).toMatchObject({ status: 'done', 'previous-digest': at.digests.one });
  });

  it('gives no reference where all tags are kept, and promotes to the lines of destinations-file', async () => {
    const inputs = { source: `${at.images}:two`, destination: `oci:${at.path('kept')}:1`, ...trustInputs() };
    await act('promote', inputs);
    const done = await act('promote', {
      ...inputs,
      source: `${at.images}:one`,
      'existing-tag': '*=move\n1=keep',
    });
    expect(done).toMatchObject({ code: 0 });
    expect(done.outputs).toMatchObject({ status: 'done', reference: '', 'previous-digest': at.digests.two });
    expect(done.markdown).toContain('Sealift promote: kept');
    const listed = await act('promote', {
      source: `${at.images}:one`,
      'destinations-file': `# both\noci:${at.path('kept')}:1\noci:${at.path('kept-too')}:1`,
      'backup-tag': '{tag}-previous',
      ...trustInputs(),
    });
    expect(listed.outputs).toMatchObject({
      status: 'done',
      reference: `oci:${at.path('kept')}@${at.digests.one}`,
    });
    expect(listed.markdown).toContain('To go back');
  });

  it('names the destinations that failed, each with its cause, and gives the outputs of one that is done', async () => {
    await writeFile(at.path('letter'), 'no layout');
    const first = {
      source: `${at.images}:two`,
      destination: `oci:${at.path('half')}:1`,
      'skip-verification': 'true',
    };
    await act('promote', first);
    const done = await act('promote', {
      source: `${at.images}:one`,
      destination: `oci:${at.path('letter')}:1\noci:${at.path('half')}:1`,
      ...trustInputs(),
    });
    expect(done.code).toBe(5);
    expect(done.outputs).toMatchObject({
      status: 'partial',
      'error-code': 'layout_invalid',
      reference: `oci:${at.path('half')}@${at.digests.one}`,
      'previous-digest': at.digests.two,
    });
    expect(done.annotations).toHaveLength(1);
    expect(done.annotations[0]).toMatchObject({ title: 'Sealift: layout_invalid' });
    expect(done.annotations[0]?.message).toMatch(/letter:1: .* is a file.*\nIf it is the tar of a layout/);
    expect(done.log.join('\n')).toMatch(/letter:1 failed: /);
    expect(done.markdown).toContain('**Remedy:** If it is the tar of a layout');
  });

  it('shows no control character in its log, whatever the destination is called', async () => {
    const done = await act('promote', {
      source: `${at.images}:one`,
      destination: `oci:${at.path('a\u001b[31mb\u202ec')}:1`,
      'skip-verification': 'true',
    });
    expect(done.log.join('\n')).toContain('\\u{1b}[31mb\\u{202e}c');
    expect(done.log.join('\n')).not.toMatch(/[\u001b\u202e]/);
  });

  it('reports a missing source and destination in one error', async () => {
    const done = await act('promote', trustInputs());
    expect(done.code).toBe(2);
    expect(done.annotations[0]?.message).toMatch(/source.*destination/s);
  });
});

describe('a failed write to the files of the runner', () => {
  const sign = async (host: FakeHost): Promise<number> => {
    const inputs = Object.entries(signInputs()).map(([name, value]) => [inputVariable(name), value]);
    return runAction('sign', host, Object.fromEntries(inputs), never);
  };
  const broken = (code: string | undefined, message: string) => (): never => {
    throw Object.assign(new Error(message), code === undefined ? {} : { code });
  };

  it.each<[string, Partial<Record<'setOutput' | 'summary', () => never>>, number, string, RegExp]>([
    [
      'outputs, for a full disk',
      { setOutput: broken('ENOSPC', 'no space') },
      3,
      'disk_full',
      /GITHUB_OUTPUT\)/,
    ],
    [
      'outputs, for a missing file',
      { setOutput: broken(undefined, 'Missing file') },
      2,
      'file_not_found',
      /file/,
    ],
    [
      'a summary, for a full disk',
      { summary: broken('EDQUOT', 'no') },
      3,
      'disk_full',
      /SUMMARY\): the disk quota/,
    ],
  ])('is annotated and fails the step: %s', async (_, faults, code, name, message) => {
    const host = Object.assign(new FakeHost(), faults);
    expect(await sign(host)).toBe(code);
    expect(host.annotations).toMatchObject([
      { title: `Sealift: ${name}`, message: expect.stringMatching(message) },
    ]);
  });

  it('is only a warning for the summary, unless the disk is full', async () => {
    const host = Object.assign(new FakeHost(), { summary: broken(undefined, 'Unable to access it') });
    expect(await sign(host)).toBe(0);
    expect(host.warnings.at(-1)).toContain('Unable to access it');
  });
});
