import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { RevocationChecker } from '../../src/notation/revocation/checker.ts';
import { CA, LEAF, type Minted, mint, namedKey, nameOf, testKey } from '../support/pki.ts';
import { run } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const ADDRESS = 'http://crl.example.com/a.crl';
const roots: Readonly<Record<string, Minted>> = {
  RSA: mint({ ...CA, subject: nameOf('rsa root'), key: testKey('rsa-2048') }),
  EC: mint({ ...CA, subject: nameOf('ec root'), key: namedKey('ec root') }),
};

const PLAIN = 'authorityKeyIdentifier = keyid, issuer\n';

/** Configurations of the extensions of a list, and what a list has to say of a certificate that it does not have. */
const FORMS: readonly (readonly [form: string, extensions: string, status: string])[] = [
  ['nothing more', PLAIN, 'good'],
  [
    'its distribution point',
    `issuingDistributionPoint = critical, @idp\n[idp]\nfullname = URI:${ADDRESS}\n`,
    'good',
  ],
  [
    'another distribution point',
    'issuingDistributionPoint = critical, @idp\n[idp]\nfullname = URI:http://b/\n',
    'unknown',
  ],
  ['users alone', 'issuingDistributionPoint = critical, @idp\n[idp]\nonlyuser = TRUE\n', 'good'],
  ['authorities alone', 'issuingDistributionPoint = critical, @idp\n[idp]\nonlyCA = TRUE\n', 'unknown'],
  [
    'some reasons',
    'issuingDistributionPoint = critical, @idp\n[idp]\nonlysomereasons = keyCompromise\n',
    'unknown',
  ],
  ['an indirect list', 'issuingDistributionPoint = critical, @idp\n[idp]\nindirectCRL = TRUE\n', 'unknown'],
];

withPeers('openssl')('CRLs of OpenSSL', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-crl-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Makes a list that has `revoked`, for a reason. */
  async function listOf(
    root: Minted,
    revoked: Minted,
    reason: string,
    extensions: string,
  ): Promise<Uint8Array> {
    const serial = Buffer.from((await revoked.certificate()).serialNumber)
      .toString('hex')
      .toUpperCase();
    const line = `R\t491231235959Z\t260101000000Z${reason}\t${serial}\tunknown\t/CN=leaf\n`;
    const config = [
      ...[
        '[ca]',
        'default_ca = own',
        '[own]',
        `database = ${at('index.txt')}`,
        `crlnumber = ${at('number')}`,
      ],
      ...['default_md = sha256', 'default_crl_days = 30', 'crl_extensions = more', '[more]', extensions],
    ];
    await Promise.all([
      writeFile(at('index.txt'), line),
      writeFile(at('number'), '05\n'),
      writeFile(at('ca.cnf'), config.join('\n')),
      writeFile(at('root.pem'), root.pem),
      writeFile(at('root.key'), root.key.pem),
    ]);
    const made = await run('openssl', [
      ...['ca', '-gencrl', '-batch', '-config', at('ca.cnf'), '-cert', at('root.pem')],
      ...['-keyfile', at('root.key'), '-out', at('crl.pem')],
    ]);
    expect(made, made.stderr).toMatchObject({ code: 0 });
    const changed = await run('openssl', [
      'crl',
      '-in',
      at('crl.pem'),
      '-outform',
      'DER',
      '-out',
      at('crl.der'),
    ]);
    expect(changed, changed.stderr).toMatchObject({ code: 0 });
    return new Uint8Array(await readFile(at('crl.der')));
  }

  async function statusOf(root: Minted, leaf: Minted, crl: Uint8Array) {
    const source = { ocsp: () => Promise.reject(new Error('no OCSP')), crl: async () => crl };
    // The clock of OpenSSL may be ahead of ours within the second.
    const checker = new RevocationChecker({ source, now: () => new Date(Date.now() + 1000) });
    const chain = [await leaf.certificate(), await root.certificate()];
    const [row] = await checker.check(chain, new AbortController().signal);
    return row!;
  }

  async function opensslVerifies(leaf: Minted): Promise<boolean> {
    await writeFile(at('leaf.pem'), leaf.pem);
    const { code } = await run('openssl', [
      ...['verify', '-crl_check', '-CAfile', at('root.pem'), '-CRLfile', at('crl.pem'), at('leaf.pem')],
    ]);
    return code === 0;
  }

  for (const [kind, root] of Object.entries(roots)) {
    const leafOf = (name: string) =>
      mint({ ...LEAF, subject: nameOf(name), issuer: root, crlUrls: [ADDRESS] });
    const [good, revoked] = [leafOf('good'), leafOf('revoked')];

    it.each([
      ['', 'unspecified'],
      [',keyCompromise', 'keyCompromise'],
      [',superseded', 'superseded'],
      [',holdInstruction,holdInstructionNone', 'certificateHold'],
    ])(`by ${kind} for the reason "%s" say what openssl verify says`, async (reason, named) => {
      const crl = await listOf(root, revoked, reason, PLAIN);
      expect(await statusOf(root, good, crl)).toMatchObject({ status: 'good' });
      expect(await statusOf(root, revoked, crl)).toMatchObject({
        status: 'revoked',
        reason: named,
        revokedAt: new Date('2026-01-01T00:00:00Z'),
      });
      expect([await opensslVerifies(good), await opensslVerifies(revoked)]).toEqual([true, false]);
    });

    it(`by ${kind} that are deltas are no complete lists here, though openssl verify takes them for one`, async () => {
      const crl = await listOf(root, revoked, '', '2.5.29.27 = critical, DER:02:01:01\n');
      expect((await statusOf(root, good, crl)).message).toContain('is a delta CRL');
      expect(await opensslVerifies(good)).toBe(true);
    });

    it.each(FORMS)(`by ${kind} with %s are honoured`, async (_, extensions, status) => {
      const crl = await listOf(root, revoked, ',keyCompromise', extensions);
      expect((await statusOf(root, good, crl)).status).toBe(status);
      expect(await opensslVerifies(good)).toBe(status === 'good');
      expect((await statusOf(root, revoked, crl)).status).toBe(status === 'good' ? 'revoked' : 'unknown');
    });
  }
});
