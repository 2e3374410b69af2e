import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CertificateRunResult } from '../../src/operations/results.ts';
import { type Typed, type as typed } from '../support/command-line.ts';
import { FakeKms, LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { CA, LEAF, mint, namedKey, nameOf, testChain, testKey } from '../support/pki.ts';
import { extensionRequest, mintRequest } from '../support/requests.ts';
import { expectValid } from '../support/result-schema.ts';
import { policyOf, type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let home: string;
const kms = new FakeKms();
const KMS_CA = 'awskms:///alias/ca';
const KMS_KEY = 'awskms:///alias/release';
const SUBJECT = 'CN=release, O=acme, ST=WA, C=US';

const type = (...argv: string[]): Promise<Typed> =>
  typed(argv, {
    AWS_ACCESS_KEY_ID: LOGIN.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOGIN.secretAccessKey,
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL_KMS: kms.server.url,
  });
const certificate = (...argv: string[]): Promise<Typed> => type('certificate', ...argv);
const jsonOf = (run: Typed): CertificateRunResult => run.json() as CertificateRunResult;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sealift-aws-'));
  // Otherwise the SDK would read the AWS configuration of the user who runs the tests.
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  [at] = await Promise.all([workplace(), kms.server.start()]);
  kms.addKey('ca', 'rsa-3072');
  kms.aliases.set('alias/ca', 'ca');
  kms.addKey('release', 'ec-384');
  kms.aliases.set('alias/release', 'release');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([at.remove(), kms.server.close(), rm(home, { recursive: true, force: true })]);
});

/** The line that every command prints for a key in a service. */
const IDENTITY = 'using the key as the access key in AWS_ACCESS_KEY_ID\n';

describe("a company's own CA, all keys in a KMS", () => {
  it('makes root, request and chain, checks them, signs, and a policy knows the signer', async () => {
    const [ca, csr, chain] = ['ca.pem', 'release.csr', 'release.pem'].map(at.path) as [
      string,
      string,
      string,
    ];
    const root = await certificate(
      ...['self-signed', '--ca', '--key', KMS_CA, '--days', '3650', '--out', ca],
      ...['--subject', 'CN=acme CA, O=acme, ST=WA, C=US'],
    );
    expect(root, root.stderr).toMatchObject({ code: 0, stderr: IDENTITY });
    expect(root.stdout).toMatch(/^self-signed {2}.*ca\.pem\n {2}certificate 1 of 1\n/);
    expect(root.stdout).not.toContain('signatures');

    const request = await certificate('request', '--key', KMS_KEY, '--subject', SUBJECT, '--out', csr);
    expect(request, request.stderr).toMatchObject({ code: 0, stderr: IDENTITY });
    expect(request.stdout).toMatch(/^requested {4}.*release\.csr\n$/);
    expect(await readFile(csr, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----\n/);

    const issued = await certificate(
      ...['issue', '--ca-key', KMS_CA, '--ca-certificate', ca, '--csr', csr, '--days', '365', '--out', chain],
    );
    expect(issued, issued.stderr).toMatchObject({ code: 0, stderr: IDENTITY });
    expect(issued.stdout).toMatch(/subject {2}CN=release,O=acme,ST=WA,C=US\n/);
    expect(issued.stdout).toMatch(/key {6}EC-384\n/);
    expect(issued.stdout).toMatch(/verify until \d{4}-\d\d-\d\d/);
    expect(await readFile(chain, 'utf8')).toContain(await readFile(ca, 'utf8'));

    const checked = await certificate('check', '--key', KMS_KEY, '--certificate-chain', chain);
    expect(checked, checked.stderr).toMatchObject({ code: 0, stderr: IDENTITY });
    expect(checked.stdout).toMatch(/^passed\n/);

    const image = `${at.images}@${at.digests.one}`;
    const signed = await type('sign', image, '--key', KMS_KEY, '--certificate-chain', chain);
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    await writeFile(at.path('truststore/x509/ca/acme/ca.pem'), await readFile(ca));
    for (const [identity, code] of [
      ['C=US, ST=WA, O=acme, CN=release', 0],
      ['O=acme,ST=WA,C=US', 0],
      ['C=US, ST=WA, O=acme-rockets.io', 1],
    ] as const) {
      await writeFile(at.policy, policyOf('strict', [`x509.subject: ${identity}`]));
      expect((await type('verify', image, ...at.trustFlags)).code, identity).toBe(code);
    }
  });

  it('prints the results as JSON, with the PEM inside when no file is named', async () => {
    const made = await certificate(
      ...['self-signed', '--key', at.key, '--subject', SUBJECT, '--days', '30', '--output', 'json'],
    );
    expect(made).toMatchObject({ code: 0 });
    const result = jsonOf(made);
    expectValid(result);
    expect(result).toMatchObject({
      command: 'certificate self-signed',
      status: 'done',
      error: null,
      warnings: [expect.stringMatching(/for trials: it cannot be revoked/)],
      images: [],
      certificates: [{ subject: 'CN=release,O=acme,ST=WA,C=US', keyType: 'EC-256' }],
      validUntil: result.certificates[0]?.notAfter,
      file: null,
      pem: expect.stringMatching(/^-----BEGIN CERTIFICATE-----\n[\s\S]*\n-----END CERTIFICATE-----\n$/),
    });
    // The options take the content in place of a file.
    const checked = await certificate(
      ...['check', '--key', at.key, '--certificate-chain', result.pem!, '--output', 'json'],
    );
    expectValid(jsonOf(checked));
    expect(jsonOf(checked)).toMatchObject({
      command: 'certificate check',
      status: 'done',
      warnings: [],
      validUntil: result.validUntil,
      file: null,
      pem: null,
    });
  });
});

describe('the output of a certificate command', () => {
  it('is PEM alone on stdout when no file is named, with the text on stderr', async () => {
    const made = await certificate('self-signed', '--key', at.key, '--subject', SUBJECT, '--days', '30');
    expect(made.stdout).toMatch(
      /^-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\n$/,
    );
    expect(made.stderr).toMatch(/warning: a self-signed certificate is for trials[\s\S]*self-signed\n/);
    const request = await certificate('request', '--key', at.key, '--subject', SUBJECT);
    expect(request.stdout).toMatch(
      /^-----BEGIN CERTIFICATE REQUEST-----\n[^ ]+-----END CERTIFICATE REQUEST-----\n$/s,
    );
  });

  it('overwrites no file, which is refused before the key is used', async () => {
    const before = kms.server.asked.length;
    for (const out of [at.key, at.folder]) {
      const made = await certificate(
        ...['self-signed', '--key', KMS_KEY, '--subject', SUBJECT, '--days', '1', '--out', out],
      );
      expect(made.code).toBe(2);
      expect(made.stderr).toMatch(/is there already \[file_exists\]\n.*nothing is overwritten/);
    }
    expect(await readFile(at.key, 'utf8')).toBe(testKey().pem);
    expect(kms.server.asked.length).toBe(before);
  });

  it('has a warning for a certificate that names a CRL, whose signatures the level permissive verifies', async () => {
    const chain = testChain({ leaf: { crlUrls: ['http://127.0.0.1:1/ca.crl'] } });
    await writeFile(at.path('crl.pem'), chain.pem);
    await writeFile(at.path('crl-root.pem'), chain.root.pem);
    const keyFlags = ['--key', at.key, '--certificate-chain', at.path('crl.pem')];
    const warning =
      /warning: the certificate CN=release.*http:.*ca\.crl.*strict refuses its signatures \(revocation_unknown\)/;
    const checked = await certificate('check', ...keyFlags);
    expect(checked).toMatchObject({ code: 0, stderr: expect.stringMatching(warning) });
    const signed = await type('sign', `${at.images}:two`, ...keyFlags);
    expect(signed).toMatchObject({ code: 0, stderr: expect.stringMatching(warning) });
    await mkdir(at.path('crl/x509/ca/acme'), { recursive: true });
    await writeFile(at.path('crl/x509/ca/acme/root.pem'), chain.root.pem);
    for (const [level, code] of [
      ['strict', 1],
      ['permissive', 0],
    ] as const) {
      await writeFile(at.path(`${level}.json`), policyOf(level));
      const trust = ['--trust-policy', at.path(`${level}.json`), '--trust-store', at.path('crl')];
      const verified = await type('verify', `${at.images}:two`, ...trust);
      expect(verified, verified.stderr).toMatchObject({ code });
      expect(verified.stderr).toMatch(
        level === 'strict' ? /"override": \{"revocation": "log"\}/ : /revocation/,
      );
    }
  });

  it('has a warning for a signer that policies cannot name, and for extensions that are not copied', async () => {
    const lacking = await certificate('request', '--key', at.key, '--subject', 'CN=me,C=US');
    expect(lacking.code).toBe(0);
    expect(lacking.stderr).toMatch(/warning: the subject CN=me,C=US lacks ST, O: no x509\.subject identity/);
    const root = mint({ ...CA, subject: nameOf('ca'), key: namedKey('ca') });
    await writeFile(at.path('small-ca.key'), namedKey('ca').pem);
    const issued = await certificate(
      ...['issue', '--ca-key', at.path('small-ca.key'), '--ca-certificate', root.pem, '--days', '9'],
      ...['--csr', mintRequest({ attributes: [extensionRequest('2.5.29.17', '1.2.3')] }).pem],
    );
    expect(issued.code, issued.stderr).toBe(0);
    expect(issued.stderr).toMatch(/warning: not copied from the request: subjectAltName, 1\.2\.3;/);
    expect(issued.stdout.match(/BEGIN CERTIFICATE-/g)).toHaveLength(2);
  });
});

describe('certificate check', () => {
  const check = (chain: string, ...more: string[]) =>
    certificate('check', '--certificate-chain', chain, '--output', 'json', ...more);

  it('checks the chain alone when no key is given', async () => {
    const run = await check(at.chain);
    expect(run.code).toBe(0);
    const result = jsonOf(run);
    expect(result.certificates.map(({ subject }) => subject.split(',')[0])).toEqual([
      'CN=release',
      'CN=intermediate',
      'CN=root',
    ]);
    expect(result.validUntil).toBe('2049-12-31T23:59:59.000Z');
  });

  const bad: [string, () => string, readonly string[], string, number][] = [
    ['another key', () => at.chain, ['--key', KMS_KEY], 'key_certificate_mismatch', 2],
    [
      'an expired leaf',
      () => testChain({ leaf: { notAfter: new Date('2021-01-01') } }).pem,
      [],
      'certificate_not_valid_now',
      2,
    ],
    ['no keyUsage', () => testChain({ leaf: { keyUsage: null } }).pem, [], 'certificate_chain_invalid', 2],
    ['no root', () => testChain().leaf.pem, [], 'certificate_chain_invalid', 2],
    [
      'a P-224 leaf',
      () => {
        const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp224r1' });
        return mint({ ...LEAF, key: { privateKey, publicKey, pem: '' } }).pem;
      },
      [],
      'key_unsupported',
      2,
    ],
  ];
  it.each(bad)('refuses %s, and shows what it looked at', async (_, chain, more, code, exit) => {
    const run = await check(chain(), ...more);
    expect(run.code).toBe(exit);
    const result = jsonOf(run);
    expectValid(result);
    expect(result).toMatchObject({ status: 'failed', error: { code }, validUntil: null });
    expect(result.certificates.length).toBeGreaterThan(0);
  });

  it('prints the reason of a refusal behind the certificates', async () => {
    const run = await certificate('check', '--key', KMS_KEY, '--certificate-chain', at.chain);
    expect(run.stdout).toMatch(/^failed\n {2}certificate 1 of 3\n/);
    expect(run.stderr).toMatch(/^error: the certificate CN=release,.* was issued for another key/m);
  });
});

describe('a certificate command with bad input', () => {
  const ca = mint({ ...CA, subject: nameOf('ca'), key: namedKey('ca') });
  const files: Record<string, string> = {
    'bad-ca.key': namedKey('ca').pem,
    'bad-ca.pem': ca.pem,
    'bad-expired.pem': mint({ ...CA, key: namedKey('ca'), notAfter: new Date('2021-01-01') }).pem,
    'bad-usage.pem': mint({ ...CA, key: namedKey('ca'), keyUsage: { bits: ['cRLSign'] } }).pem,
    'bad-good.csr': mintRequest().pem,
    'bad-forged.csr': mintRequest({ forged: true }).pem,
    'bad-garbage.csr': 'garbage',
    'bad-1024.csr': mintRequest({ key: generateKeyPairSync('rsa', { modulusLength: 1024 }) }).pem,
    'bad-224.csr': mintRequest({ key: generateKeyPairSync('ec', { namedCurve: 'secp224r1' }) }).pem,
  };
  beforeAll(async () => {
    for (const [name, text] of Object.entries(files)) await writeFile(at.path(name), text);
  });

  /** Arguments for `issue` with changed flags; `undefined` leaves a flag out. */
  const issue = (change: Record<string, string | undefined>): string[] => {
    const flags = {
      'ca-key': 'bad-ca.key',
      'ca-certificate': 'bad-ca.pem',
      csr: 'bad-good.csr',
      days: '30',
      out: 'bad-out.pem',
      ...change,
    };
    return ['issue', ...words(flags)];
  };
  const words = (flags: Record<string, string | undefined>): string[] =>
    Object.entries(flags).flatMap(([name, value]) => {
      if (value === undefined) return [];
      return [`--${name}`, value.startsWith('bad-') ? at.path(value) : value];
    });
  const self = (change: Record<string, string | undefined>): string[] => [
    'self-signed',
    ...words({ key: 'bad-ca.key', subject: SUBJECT, days: '30', out: 'bad-out.pem', ...change }),
  ];

  const table: [string, () => string[], string, RegExp][] = [
    [
      'no CSR file',
      () => issue({ csr: 'bad-none' }),
      'file_not_found',
      /no certificate request at .*bad-none/,
    ],
    ['no CA file', () => issue({ 'ca-certificate': 'bad-none' }), 'file_not_found', /no CA certificate at/],
    ['no key file', () => issue({ 'ca-key': 'bad-none' }), 'file_not_found', /no key at .*bad-none/],
    ['a CSR that is garbage', () => issue({ csr: 'bad-garbage.csr' }), 'csr_invalid', /holds no request/],
    ['a certificate as CSR', () => issue({ csr: 'bad-ca.pem' }), 'csr_invalid', /holds CERTIFICATE/],
    ['a forged CSR', () => issue({ csr: 'bad-forged.csr' }), 'csr_invalid', /its key did not make/],
    ['RSA 1024', () => issue({ csr: 'bad-1024.csr' }), 'key_unsupported', /rsa 1024/],
    ['P-224', () => issue({ csr: 'bad-224.csr' }), 'key_unsupported', /secp224r1/],
    [
      'an expired CA',
      () => issue({ 'ca-certificate': 'bad-expired.pem' }),
      'certificate_not_valid_now',
      /expired/,
    ],
    [
      'a CA without keyCertSign',
      () => issue({ 'ca-certificate': 'bad-usage.pem' }),
      'ca_certificate_invalid',
      /no keyCertSign/,
    ],
    [
      'a CSR as CA',
      () => issue({ 'ca-certificate': 'bad-good.csr' }),
      'ca_certificate_invalid',
      /holds a certificate request where certificates are expected/,
    ],
    ['another CA key', () => issue({ 'ca-key': KMS_KEY }), 'key_certificate_mismatch', /another key/],
    ['0 days', () => issue({ days: '0' }), 'usage', /--days must be a whole number of at least 1, not "0"/],
    ['days beyond the CA', () => issue({ days: '90000' }), 'usage', /would end on .* and its CA/],
    ['no days', () => issue({ days: undefined }), 'usage', /certificate issue needs --days/],
    ['no CA key', () => issue({ 'ca-key': undefined }), 'usage', /needs --ca-key/],
    ['no CA certificate', () => issue({ 'ca-certificate': undefined }), 'usage', /needs --ca-certificate/],
    [
      'an out in no folder',
      () => issue({ out: 'bad-none/x.pem' }),
      'file_not_found',
      /bad-none: it is not there/,
    ],
    ['an out below a file', () => issue({ out: 'bad-ca.pem/x.pem' }), 'file_not_found', /not a folder/],
    ['- as out', () => issue({ out: '-' }), 'usage', /--out - is not a file/],
    [
      'a DN without types',
      () => self({ subject: 'release' }),
      'usage',
      /--subject release has a part that is not TYPE=VALUE/,
    ],
    [
      'a DN of an unknown type',
      () => self({ subject: 'cn=x' }),
      'usage',
      /attribute cn; those that trust policies can name/,
    ],
    ['a type twice', () => self({ subject: 'CN=a,CN=b' }), 'usage', /has CN twice/],
    ['two attributes in one', () => self({ subject: 'CN=a+O=b' }), 'usage', /joined by \+/],
    ['a long country', () => self({ subject: 'C=USA' }), 'usage', /country code/],
    ['0 days for itself', () => self({ days: '0' }), 'usage', /--days/],
    ['a key of an unknown scheme', () => self({ key: 'xyz://a' }), 'usage', /xyz:\/\/ is not a key scheme/],
    ['no chain', () => ['check', '--key', at.key], 'usage', /needs --certificate-chain/],
  ];
  it.each(table)('refuses %s with one clear error', async (_, argv, code, message) => {
    const run = await certificate(...argv(), '--output', 'json');
    const result = jsonOf(run);
    expectValid(result);
    expect(result).toMatchObject({ status: 'failed', file: null, pem: null, error: { code } });
    expect(result.error?.message).toMatch(message);
    expect(run.code).toBe(2);
    expect(await readdir(at.folder)).not.toContain('bad-out.pem');
  });

  it('reports all problems at once', async () => {
    const run = await certificate(
      ...issue({ csr: 'bad-garbage.csr', 'ca-certificate': 'bad-none', days: '0' }),
    );
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/\(1\) --days .*\(2\) .*holds no request.*\(3\) there is no CA certificate/s);
  });
});
