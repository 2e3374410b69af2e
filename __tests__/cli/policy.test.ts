import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PolicyRunResult } from '../../src/operations/policy/results.ts';
import { type Typed, type as typed } from '../support/command-line.ts';
import { CA, mint, namedKey, nameOf, sharedChain, testSelfSigned } from '../support/pki.ts';
import { expectValid } from '../support/result-schema.ts';

const { root, intermediate, leaf, pem: chain } = sharedChain();
const expired = mint({
  ...CA,
  subject: nameOf('old root'),
  key: namedKey('old root'),
  notAfter: new Date('2021-01-01T00:00:00Z'),
});
const later = mint({
  ...CA,
  subject: nameOf('next root'),
  key: namedKey('next root'),
  notBefore: new Date('2048-01-01T00:00:00Z'),
});
const ACME = 'x509.subject: C=US, ST=WA, O=acme-rockets.io';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-policy-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(at(name)), { recursive: true });
    await writeFile(at(name), content);
  }
}

interface Json extends Typed {
  readonly result: PolicyRunResult;
}

/** Runs a policy command for JSON, and holds the output to the schema of the package. */
async function json(...argv: string[]): Promise<Json> {
  const run = await typed(['policy', ...argv, '--output', 'json']);
  const result = run.json() as PolicyRunResult;
  expectValid(result);
  return { ...run, result };
}

const init = (...argv: string[]) => json('init', '--out', at('new'), ...argv);
const ROOTED = ['--trusted-identity', ACME];

describe('policy init', () => {
  beforeEach(() => write({ 'root.pem': root.pem }));

  it('writes a strict policy and its trust store, and names the next command', async () => {
    const run = await typed([
      ...['policy', 'init', '--trusted-root', at('root.pem'), ...ROOTED],
      ...['--out', at('new'), '--name', 'acme', '--scope', 'r.io/app', '--scope', 'r.io/web'],
    ]);
    expect(run, run.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(`written      ${at('new/truststore/x509/ca/acme/root.pem')}\n`);
    expect(run.stdout).toContain(`             ${at('new/trustpolicy.json')}\n`);
    expect(run.stdout).toMatch(/ {4}scopes +r\.io\/app, r\.io\/web\n {4}level +strict\n/);
    expect(run.stdout).toMatch(/unsigned +refused\n/);
    expect(run.stdout).toContain(
      `sealift verify r.io/app:TAG --trust-policy ${at('new/trustpolicy.json')} --trust-store ${at('new/truststore')}\n`,
    );
    expect(JSON.parse(await readFile(at('new/trustpolicy.json'), 'utf8'))).toEqual({
      version: '1.0',
      trustPolicies: [
        {
          name: 'acme',
          registryScopes: ['r.io/app', 'r.io/web'],
          signatureVerification: { level: 'strict' },
          trustStores: ['ca:acme'],
          trustedIdentities: [ACME],
        },
      ],
    });
    expect(await readFile(at('new/truststore/x509/ca/acme/root.pem'), 'utf8')).toBe(root.pem);
  });

  it('takes several roots, each once, from several files, as PEM, DER or content', async () => {
    const other = mint({ ...CA, subject: nameOf('other root'), key: namedKey('other root') });
    await write({ 'other.der': other.der });
    const roots = [at('root.pem'), at('other.der'), root.pem].flatMap((one) => ['--trusted-root', one]);
    const { result, stdout } = await init(...roots, ...ROOTED);
    expect(result.trust.written.map((path) => path.replace(at('new/'), ''))).toEqual([
      'truststore/x509/ca/trusted/root.pem',
      'truststore/x509/ca/trusted/root-2.pem',
      'trustpolicy.json',
    ]);
    expect(result.trust.stores[0]?.certificates.map(({ file }) => file)).toEqual(['root.pem', 'root-2.pem']);
    expect(await readFile(at('new/truststore/x509/ca/trusted/root-2.pem'), 'utf8')).toBe(other.pem);
    expect(stdout).not.toContain('-----BEGIN');
  });

  it('mends a root as other options do, and writes it clean', async () => {
    await write({ 'bent.pem': `\ufeff${root.pem.replaceAll('\n', '\\n')}` });
    expect(await init('--trusted-root', at('bent.pem'), ...ROOTED)).toMatchObject({ code: 0 });
    expect(await readFile(at('new/truststore/x509/ca/trusted/root.pem'), 'utf8')).toBe(root.pem);
  });

  it('names every repository where no scope is given, and quotes the next command', async () => {
    const out = at("a folder's");
    const { result } = await json('init', '--trusted-root', at('root.pem'), '--out', out, ...ROOTED);
    expect(result.trust.statements[0]?.scopes).toEqual(['*']);
    expect(result.trust.next).toContain('sealift verify REGISTRY/REPOSITORY:TAG --trust-policy ');
    const words = execFileSync('sh', ['-c', `printf '%s\\n' ${result.trust.next}`], { encoding: 'utf8' });
    expect(words.split('\n')).toContain(join(out, 'trustpolicy.json'));
  });

  it('warns of the identity *, which has to be typed', async () => {
    const { result } = await init('--trusted-root', at('root.pem'), '--trusted-identity', '*');
    expect(result.warnings).toEqual([expect.stringMatching(/the identity \* trusts every signer/)]);
    const missing = await init('--trusted-root', at('root.pem'));
    expect(missing).toMatchObject({ code: 2, result: { error: { code: 'usage' } } });
    expect(missing.result.error?.message).toContain('needs --trusted-identity');
  });

  it('takes a self-signed signing certificate, which stands for itself, with a warning', async () => {
    const [trial] = testSelfSigned().minted;
    const { code, result } = await init('--trusted-root', trial!.pem, '--trusted-identity', ACME);
    expect(code).toBe(0);
    expect(result.warnings).toEqual([expect.stringMatching(/is no CA, so it stands for itself alone/)]);
    const other = await json(
      ...['init', '--trusted-root', trial!.pem, '--out', at('n2')],
      ...['--trusted-identity', 'x509.subject: C=US, ST=WA, O=other'],
    );
    expect(other).toMatchObject({ code: 2, result: { error: { code: 'policy_invalid' } } });
    expect(other.result.error?.message).toMatch(/no signer can have: the trust stores hold no CA/);
  });

  it.each<[string, () => string[], string, RegExp, RegExp]>([
    [
      'a leaf',
      () => ['--trusted-root', leaf.pem, ...ROOTED],
      'trust_store_invalid',
      /certificate of a signer, issued by CN=intermediate/,
      /Give the root alone/,
    ],
    [
      'an intermediate',
      () => ['--trusted-root', intermediate.pem, ...ROOTED],
      'trust_store_invalid',
      /intermediate CA, issued by CN=root/,
      /by hand/,
    ],
    [
      'a whole chain',
      () => ['--trusted-root', chain, ...ROOTED],
      'trust_store_invalid',
      /\(1\).*signer.*\(2\).*intermediate/,
      /last certificate/,
    ],
    [
      'an expired root',
      () => ['--trusted-root', expired.pem, ...ROOTED],
      'certificate_not_valid_now',
      /is expired/,
      /that the CA has now/,
    ],
    [
      'a root of later',
      () => ['--trusted-root', later.pem, ...ROOTED],
      'certificate_not_valid_now',
      /is not yet valid/,
      /that the CA has now/,
    ],
    [
      'a CA that may sign nothing',
      () => [
        '--trusted-root',
        mint({ ...CA, keyUsage: { bits: ['cRLSign'] }, subject: nameOf('r') }).pem,
        ...ROOTED,
      ],
      'trust_store_invalid',
      /no keyCertSign/,
      /No signature under it/,
    ],
    [
      'a root by SHA-1',
      () => ['--trusted-root', mint({ ...CA, signature: 'sha1', subject: nameOf('r') }).pem, ...ROOTED],
      'trust_store_invalid',
      /not allowed/,
      /No signature under it/,
    ],
    [
      'a key',
      () => ['--trusted-root', root.key.pem, ...ROOTED],
      'trust_store_invalid',
      /holds a private key/,
      /root certificates/,
    ],
    [
      'no file',
      () => ['--trusted-root', at('none.pem'), ...ROOTED],
      'file_not_found',
      /no trusted root/,
      /Check the path/,
    ],
    [
      'an identity without C',
      () => ['--trusted-root', root.pem, '--trusted-identity', 'x509.subject: O=acme'],
      'policy_invalid',
      /lacks C, ST/,
      /Write --trusted-identity/,
    ],
    [
      'an identity without prefix',
      () => ['--trusted-root', root.pem, '--trusted-identity', 'C=US, ST=WA, O=acme'],
      'policy_invalid',
      /no prefix/,
      /Write --trusted-identity/,
    ],
    [
      '* beside another',
      () => ['--trusted-root', root.pem, ...ROOTED, '--trusted-identity', '*'],
      'policy_invalid',
      /stands alone/,
      /alone/,
    ],
    [
      'an attribute that no policy compares',
      () => ['--trusted-root', root.pem, '--trusted-identity', `${ACME}, DC=example`],
      'policy_invalid',
      /names DC, which is compared with no signer/,
      /Write --trusted-identity/,
    ],
    [
      'a scope with a tag',
      () => ['--trusted-root', root.pem, ...ROOTED, '--scope', 'r.io/a:1'],
      'policy_invalid',
      /neither tag nor digest/,
      /REGISTRY\/REPOSITORY/,
    ],
    [
      '* beside a scope',
      () => ['--trusted-root', root.pem, ...ROOTED, '--scope', '*', '--scope', 'r.io/a'],
      'policy_invalid',
      /stands alone/,
      /leave it out/,
    ],
    [
      'a name that is a path',
      () => ['--trusted-root', root.pem, ...ROOTED, '--name', '../x'],
      'usage',
      /--name \.\.\/x/,
      /letters/,
    ],
  ])('refuses %s, and writes nothing', async (_, argv, code, message, hint) => {
    const run = await init(...argv());
    expect(run).toMatchObject({ code: 2, result: { status: 'failed', error: { code } } });
    expect(run.result.error?.message).toMatch(message);
    expect(run.result.error?.hint).toMatch(hint);
    expect(await readdir(folder)).toEqual(['root.pem']);
  });

  it('says all that is wrong at once', async () => {
    const { result } = await init(
      ...['--trusted-root', leaf.pem, '--trusted-root', expired.pem, '--name', '..'],
      ...['--trusted-identity', 'x509.subject: O=acme', '--trusted-identity', 'nobody', '--scope', 'acme'],
    );
    for (const part of ['signer', 'expired', '--name', 'lacks C', 'nobody', 'the scope acme'])
      expect(result.error?.message).toContain(part);
  });

  it.each([
    ['a policy', 'new/trustpolicy.json'],
    ['a policy under the newer name, which would be read instead', 'new/trustpolicy.oci.json'],
    ['the store', 'new/truststore/x509/ca/trusted/other.pem'],
    ['a file in place of the store', 'new/truststore/x509/ca/trusted'],
    ['a file in place of a folder', 'new/truststore'],
  ])('overwrites nothing where %s is', async (_, path) => {
    await write({ [path]: 'kept' });
    const run = await init('--trusted-root', at('root.pem'), ...ROOTED);
    expect(run).toMatchObject({ code: 2, result: { error: { code: 'file_exists' } } });
    expect(await readFile(at(path), 'utf8')).toBe('kept');
    expect((await readdir(at('new'), { recursive: true })).length).toBe(path.split('/').length - 1);
  });

  it('writes through no link', async () => {
    await mkdir(at('elsewhere'));
    await mkdir(at('new'));
    await symlink(at('elsewhere'), at('new/truststore'));
    expect((await init('--trusted-root', at('root.pem'), ...ROOTED)).result.error?.code).toBe('file_exists');
    expect(await readdir(at('elsewhere'))).toEqual([]);
  });

  it('keeps another store that is there, and the files beside it', async () => {
    await write({ 'new/truststore/x509/ca/other/o.pem': root.pem, 'new/chain.pem': chain });
    expect(await init('--trusted-root', at('root.pem'), ...ROOTED)).toMatchObject({ code: 0 });
    expect((await readdir(at('new'))).toSorted()).toEqual(['chain.pem', 'trustpolicy.json', 'truststore']);
  });

  it('leaves nothing where it cannot write', async () => {
    const run = await json('init', '--out', at('root.pem', 'new'), '--trusted-root', root.pem, ...ROOTED);
    expect(run.code).toBe(2);
    expect(await readdir(folder)).toEqual(['root.pem']);
  });
});

const statement = (change: object = {}) => ({
  name: 'acme',
  registryScopes: ['*'],
  signatureVerification: { level: 'strict' },
  trustStores: ['ca:acme'],
  trustedIdentities: [ACME],
  ...change,
});
const policy = (...changes: object[]) =>
  JSON.stringify({ version: '1.0', trustPolicies: changes.map(statement) });
const check = () => json('check', '--trust-policy', at('trustpolicy.json'), '--trust-store', at('ts'));
const codes = ({ result }: Json) => result.trust.faults.map(({ code }) => code);
const messages = ({ result }: Json) => result.trust.faults.map(({ message }) => message);

describe('policy check', () => {
  beforeEach(() => write({ 'trustpolicy.json': policy({}), 'ts/x509/ca/acme/root.pem': root.pem }));

  it('says what a statement means, with its stores', async () => {
    await write({
      'trustpolicy.json': policy({
        signatureVerification: { level: 'strict', override: { revocation: 'skip', expiry: 'log' } },
      }),
    });
    const run = await typed([
      'policy',
      'check',
      '--trust-policy',
      at('trustpolicy.json'),
      '--trust-store',
      at('ts'),
    ]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain(
      [
        `passed       ${at('trustpolicy.json')}`,
        '  statement acme',
        '    scopes               * (every repository that no other statement names)',
        '    level                strict',
        '    enforced             integrity, authenticity, authenticTimestamp',
        '    logged               expiry (override)',
        '    skipped              revocation (override)',
        '    trust stores         ca:acme',
        `    identities           ${ACME}`,
        '    unsigned             refused',
        '    other signer         refused',
        '    signature expired    passes, with a warning',
        '    certificate expired  refused',
        '    certificate revoked  passes, not checked',
        '    revocation unknown   passes, not checked',
        '    promote              judges by it',
        '  trust store ca:acme, used by acme',
        '    root.pem',
        '      subject  CN=root,O=acme-rockets.io,ST=WA,C=US',
        '      valid    2020-01-01 00:00:00 UTC to 2049-12-31 23:59:59 UTC',
        '      key      EC-256, CA',
        '',
      ].join('\n'),
    );
    expect(run.stderr).toContain('skips revocation');
  });

  it.each([
    ['always', 'always demanded', 'refused'],
    ['afterCertExpiry', 'demanded once a certificate has expired', 'passes'],
  ])('says when a timestamp is demanded under a tsa store: %s', async (verifyTimestamp, words, unstamped) => {
    await write({
      'trustpolicy.json': policy({
        trustStores: ['ca:acme', 'tsa:acme'],
        signatureVerification: { level: 'strict', verifyTimestamp },
      }),
      'ts/x509/tsa/acme/root.pem': root.pem,
    });
    const run = await typed([
      ...['policy', 'check', '--trust-policy', at('trustpolicy.json'), '--trust-store', at('ts')],
    ]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    for (const line of [
      `    timestamp            ${words}`,
      '    certificate expired  refused',
      '    revocation unknown   refused; neither OCSP nor CRL answered',
      `    no timestamp         ${unstamped}`,
      '    expired, timestamped  passes',
    ])
      expect(run.stdout.replace(/ {2,}/g, '  ')).toContain(line.trim().replace(/ {2,}/g, '  '));
  });

  it('warns of verifyTimestamp without a tsa store, which demands nothing', async () => {
    const signatureVerification = { level: 'strict', verifyTimestamp: 'always' };
    await write({ 'trustpolicy.json': policy({ signatureVerification }) });
    const run = await check();
    expect(run).toMatchObject({
      code: 0,
      result: { warnings: [expect.stringMatching(/verifyTimestamp counts only/)] },
    });
  });

  it('takes the policy as content, and needs the store', async () => {
    const run = await json('check', '--trust-policy', policy({}), '--trust-store', at('ts'));
    expect(run).toMatchObject({ code: 0, result: { trust: { policy: null, faults: [] } } });
    const alone = await json('check', '--trust-policy', policy({}));
    expect(alone).toMatchObject({ code: 2, result: { error: { code: 'trust_missing' } } });
  });

  it("checks notation's own folder where nothing is given, and not in a pipeline", async () => {
    await write({ 'trustpolicy.json': policy({}), 'truststore/x509/ca/acme/root.pem': root.pem });
    const words = ['policy', 'check', '--output', 'json'];
    const run = await typed(words, { NOTATION_CONFIG: folder });
    expect((run.json() as PolicyRunResult).trust).toMatchObject({
      policy: at('trustpolicy.json'),
      faults: [],
    });
    const inPipeline = await typed(words, { NOTATION_CONFIG: folder, CI: 'true' });
    expect(inPipeline.json().error?.code).toBe('trust_missing');
  });

  it('names every fault of policy and store at once', async () => {
    await write({
      'trustpolicy.json': JSON.stringify({
        version: '1.1',
        trustPolicies: [
          statement({
            registryScopes: ['r.io/a:1', 'r.io/b'],
            trustedIdentities: ['C=US, ST=WA, O=a', 'x509.subject: O=a'],
          }),
          statement({ registryScopes: ['r.io/b'], trustStores: ['ca:gone', 'ca:empty', 'CA:x'], extra: 1 }),
          statement({ name: 'third', registryScopes: ['*'], signatureVerification: { level: 'Strict' } }),
          statement({
            name: 'fourth',
            registryScopes: ['r.io/c'],
            trustStores: ['ca:links', 'ca:gone', 'ca:empty', 'ca:leaf'],
            trustedIdentities: [ACME, `${ACME}, CN=x`],
          }),
        ],
      }),
      'ts/x509/ca/links/root.pem': root.pem,
      'ts/x509/ca/links/notes.txt': 'hello',
      'ts/x509/ca/leaf/leaf.pem': leaf.pem,
      'ts/x509/ca/leaf/old.pem': expired.pem,
    });
    await mkdir(at('ts/x509/ca/empty'));
    await mkdir(at('ts/x509/ca/links/folder'));
    await symlink(at('ts/x509/ca/acme/root.pem'), at('ts/x509/ca/links/link.pem'));
    const run = await check();
    expect(run.code).toBe(2);
    const all = messages(run).join('\n');
    for (const part of [
      '"1.1" as version',
      'r.io/a:1; a scope has neither tag nor digest',
      'has no prefix',
      '"x509.subject: O=a", which lacks C, ST',
      'not known: extra',
      '"CA:x", which is not ca:NAME',
      '"Strict" as signatureVerification.level',
      'of which one contains the other',
      'two statements with the name "acme"',
      'the scope r.io/b twice',
      `there is no trust store at ${at('ts/x509/ca/gone')}`,
      `${at('ts/x509/ca/empty')} is empty`,
      'holds a link: link.pem',
      'holds a folder: folder',
      'notes.txt: holds no certificate',
      'is neither a CA certificate nor self-signed',
      'old root,O=acme-rockets.io,ST=WA,C=US is expired',
    ])
      expect(all).toContain(part);
    expect(run.result.error?.message).toContain(`${run.result.trust.faults.length} faults`);
    expect(run.result.error?.code).toBe(run.result.trust.faults[0]?.code);
    const gone = run.result.trust.faults.find(({ code }) => code === 'trust_store_not_found');
    expect(gone?.hint).toContain('There are: ');
    expect(gone?.hint).toContain('ca:acme');
  });

  it('prints each fault with its remedy, and a single one as the error', async () => {
    await write({ 'trustpolicy.json': policy({ registryScopes: ['r.io/a:1'], trustStores: ['ca:gone'] }) });
    const words = ['policy', 'check', '--trust-policy', at('trustpolicy.json'), '--trust-store', at('ts')];
    const two = await typed(words);
    expect(two.stdout).toMatch(/^failed {7}.*\n/);
    expect(two.stdout).toMatch(
      /fault 1 of 2: .*a scope has neither tag nor digest \[policy_invalid\]\n {4}Correct/,
    );
    expect(two.stdout).toMatch(/fault 2 of 2: .*gone.* \[trust_store_not_found\]\n {4}Put the root/);
    expect(two.stderr).toContain('error: 2 faults');
    await write({ 'trustpolicy.json': '{"version": "1.0",}' });
    const one = await typed(words);
    expect(one).toMatchObject({ code: 2 });
    expect(one.stdout).not.toContain('fault');
    expect(one.stderr).toMatch(/error: trust policy .*\[policy_invalid\]/);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'a named pipe as policy',
      async () => {
        await rm(at('trustpolicy.json'));
        execFileSync('mkfifo', [at('trustpolicy.json')]);
      },
      'file_unreadable',
    ],
    [
      'a link to a named pipe as policy',
      async () => {
        await rm(at('trustpolicy.json'));
        execFileSync('mkfifo', [at('pipe')]);
        await symlink(at('pipe'), at('trustpolicy.json'));
      },
      'file_unreadable',
    ],
    [
      'a folder as policy',
      async () => {
        await rm(at('trustpolicy.json'));
        await mkdir(at('trustpolicy.json'));
      },
      'file_unreadable',
    ],
    ['no policy', () => rm(at('trustpolicy.json')), 'file_not_found'],
    ['an empty policy', () => write({ 'trustpolicy.json': '' }), 'policy_invalid'],
    ['a list as policy', () => write({ 'trustpolicy.json': '[]' }), 'policy_invalid'],
    ['no statement', () => write({ 'trustpolicy.json': policy() }), 'policy_invalid'],
    [
      'a statement that is null',
      () => write({ 'trustpolicy.json': '{"version":"1.0","trustPolicies":[null]}' }),
      'policy_invalid',
    ],
    [
      'a named pipe in the store',
      async () => execFileSync('mkfifo', [at('ts/x509/ca/acme/pipe')]),
      'trust_store_invalid',
    ],
    [
      'a link in place of the store',
      async () => {
        await rm(at('ts/x509/ca/acme'), { recursive: true });
        await mkdir(at('real'));
        await symlink(at('real'), at('ts/x509/ca/acme'));
      },
      'trust_store_invalid',
    ],
    ['no trust store folder', () => rm(at('ts'), { recursive: true }), 'trust_store_not_found'],
    [
      'a file in place of the trust store',
      async () => {
        await rm(at('ts'), { recursive: true });
        await write({ ts: 'x' });
      },
      'trust_store_not_found',
    ],
    [
      'a store that climbs',
      () => write({ 'trustpolicy.json': policy({ trustStores: ['ca:acme', 'ca:..'] }) }),
      'trust_store_invalid',
    ],
    [
      'tsa stores alone',
      async () => {
        await write({
          'trustpolicy.json': policy({ trustStores: ['tsa:acme'] }),
          'ts/x509/tsa/acme/r.pem': root.pem,
        });
      },
      'policy_invalid',
    ],
    [
      'a root that may sign nothing',
      () => write({ 'ts/x509/ca/acme/root.pem': mint({ ...CA, keyUsage: { bits: ['cRLSign'] } }).pem }),
      'trust_store_invalid',
    ],
    [
      'an identity that no signer can have',
      () => write({ 'trustpolicy.json': policy({ trustedIdentities: [`${ACME}, emailAddress=a@b.io`] }) }),
      'policy_invalid',
    ],
  ])('finds %s', async (_, prepare, code) => {
    await prepare();
    const run = await check();
    expect(run.code).toBe(2);
    expect(codes(run)).toEqual([code]);
  });

  it('says which folder was meant where the path goes too deep', async () => {
    const run = await json(
      'check',
      '--trust-policy',
      at('trustpolicy.json'),
      '--trust-store',
      at('ts/x509/ca/acme'),
    );
    expect(run.result.error?.hint).toContain(`Write --trust-store ${at('ts')}:`);
  });

  it('does not call an expired root a fault where a timestamp or the level tolerates it', async () => {
    await write({ 'ts/x509/ca/acme/old.pem': expired.pem });
    expect(codes(await check())).toEqual(['certificate_not_valid_now']);
    await write({ 'trustpolicy.json': policy({ signatureVerification: { level: 'permissive' } }) });
    const run = await check();
    expect(run.code).toBe(0);
    expect(run.result.warnings).toEqual([expect.stringMatching(/old root.* is expired/)]);
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'a store that no statement names',
      () => write({ 'ts/x509/ca/other/r.pem': root.pem }),
      /no statement names the trust store ca:other/,
    ],
    [
      'what is wrong in such a store',
      () => write({ 'ts/x509/ca/other/r.pem': 'x' }),
      /ca:other is not used, and not usable: .*holds no certificate/,
    ],
    [
      'a root that is in no store',
      () => write({ 'ts/x509/ca/root.pem': root.pem }),
      /x509\/ca\/root\.pem is a file in no trust store; certificates belong in x509\/ca\/NAME\//,
    ],
    [
      'a folder of no type',
      () => write({ 'ts/x509/CA/acme/r.pem': root.pem }),
      /x509\/CA is none of the folders ca, signingAuthority, tsa/,
    ],
    [
      'a store that no policy can name',
      () => write({ 'ts/x509/ca/my store/r.pem': root.pem }),
      /has a name that no policy can write/,
    ],
    [
      'the level skip',
      () =>
        write({
          'trustpolicy.json': policy({
            signatureVerification: { level: 'skip' },
            trustStores: [],
            trustedIdentities: [],
          }),
        }),
      /level skip: .*nothing is checked, unsigned images pass/,
    ],
    [
      'the level audit',
      () => write({ 'trustpolicy.json': policy({ signatureVerification: { level: 'audit' } }) }),
      /level audit: a signature by anybody passes/,
    ],
    [
      'authenticity that is only logged',
      () =>
        write({
          'trustpolicy.json': policy({
            signatureVerification: { level: 'strict', override: { authenticity: 'log' } },
          }),
        }),
      /only logs authenticity: a signature by anybody passes/,
    ],
    [
      'the identity *',
      () => write({ 'trustpolicy.json': policy({ trustedIdentities: ['*'] }) }),
      /trusts every signer/,
    ],
    [
      'identities of plugins alone',
      () => write({ 'trustpolicy.json': policy({ trustedIdentities: ['aws.arn: x'] }) }),
      /for verification plugins/,
    ],
    [
      'a second policy beside it',
      () => write({ 'trustpolicy.oci.json': policy({ name: 'other' }) }),
      /two trust policies that differ/,
    ],
    [
      'a policy that is a link',
      async () => {
        await write({ real: policy({}) });
        await rm(at('trustpolicy.json'));
        await symlink(at('real'), at('trustpolicy.json'));
      },
      /is a link, and notation reads regular files alone/,
    ],
    [
      'an identity that is the name of the CA',
      () => write({ 'trustpolicy.json': policy({ trustedIdentities: [`${ACME}, CN=root`] }) }),
      /is the name of the CA itself/,
    ],
    [
      'a byte order mark',
      () => write({ 'trustpolicy.json': `\ufeff${policy({})}` }),
      /begins with a byte order mark, and notation does not read it/,
    ],
    [
      'a root that is not valid yet',
      () => write({ 'ts/x509/ca/acme/later.pem': later.pem }),
      /next root.* is not yet valid/,
    ],
    [
      'a certificate that is no CA',
      () => write({ 'ts/x509/ca/acme/trial.pem': testSelfSigned().pem }),
      /is no CA, so it stands for itself alone/,
    ],
  ])('warns of %s, with exit code 0', async (_, prepare, warning) => {
    await prepare();
    const run = await check();
    expect(run, JSON.stringify(run.result.trust.faults)).toMatchObject({
      code: 0,
      result: { status: 'done', error: null },
    });
    expect(
      run.result.warnings.some((text) => warning.test(text)),
      run.result.warnings.join('\n'),
    ).toBe(true);
  });

  it('says nothing of a second policy that is the same document', async () => {
    await write({ 'trustpolicy.oci.json': ` ${policy({})}\n` });
    expect((await check()).result.warnings).toEqual([]);
  });

  it('prints no control character of names and files', async () => {
    const bad = 'x\u001b[31m\n##[error]';
    await write({
      'trustpolicy.json': policy({
        name: bad,
        signatureVerification: { level: 'audit' },
        trustStores: ['ca:acme'],
      }),
      [`ts/x509/ca/acme/${bad.replaceAll('/', '')}`]: root.pem,
    });
    const run = await typed([
      'policy',
      'check',
      '--trust-policy',
      at('trustpolicy.json'),
      '--trust-store',
      at('ts'),
    ]);
    expect(run.code).toBe(0);
    expect(run.stdout + run.stderr).not.toContain('\u001b');
    expect(run.stdout + run.stderr).not.toMatch(/^##\[/m);
  });
});
