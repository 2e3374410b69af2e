import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildGoJudge, type GoJudge } from './support/go-judge.ts';
import { pinned, pushInputs } from './support/images.ts';
import { NotationHome } from './support/notation.ts';
import { type RunningRegistry, startRegistry } from './support/registries.ts';
import { run, sealift } from './support/run.ts';
import { withPeers } from './support/suite.ts';

const KEYS = join(import.meta.dirname, '..', 'support', 'keys');
const keyOf = (kind: string): string => join(KEYS, `${kind}.pem`);
const SUBJECT = 'CN=release, O=acme, ST=WA, C=US';
const SHOWN = 'CN=release,O=acme,ST=WA,C=US';

withPeers()('certificates', () => {
  let folder: string;
  let judge: GoJudge;
  const at = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sealift-certificates-'));
    judge = await buildGoJudge('certificates');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** The judgement of Go's standard library, which notation uses, on a PEM file: one request, or a chain, root last. */
  const goOn = async (file: string): Promise<string> => {
    const blocks = [...(await readFile(file, 'utf8')).matchAll(/-----BEGIN ([A-Z ]+)-----([^-]+)-----END/g)];
    const question = blocks[0]?.[1] === 'CERTIFICATE REQUEST' ? 'request' : 'chain';
    const ders = blocks.map(([, , body]) => body!.replaceAll(/\s/g, ''));
    const [answer] = await judge.ask([[question, ...ders].join(' ')]);
    return answer!;
  };
  const openssl = async (...args: string[]): Promise<string> => {
    const done = await run('openssl', args);
    if (done.code !== 0) throw new Error(`openssl ${args.join(' ')}: ${done.stdout}${done.stderr}`);
    return done.stdout + done.stderr;
  };
  const certificate = async (...args: string[]): Promise<void> => {
    const done = await sealift(['certificate', ...args]);
    if (done.code !== 0) throw new Error(`certificate ${args.join(' ')}: ${done.stderr}`);
  };
  const rootOf = (kind: string, out: string): Promise<void> =>
    certificate(
      ...['self-signed', '--ca', '--key', keyOf(kind), '--days', '3650', '--out', out],
      ...['--subject', 'CN=acme CA, O=acme, ST=WA, C=US'],
    );
  const issue = (caKind: string, ca: string, csr: string, out: string): Promise<void> =>
    certificate(
      ...['issue', '--ca-key', keyOf(caKind), '--ca-certificate', ca, '--csr', csr],
      ...['--days', '30', '--out', out],
    );
  /** A chain as OpenSSL and Go have it: the leaf verifies up to the root in `ca`. */
  const expectChain = async (chain: string, ca: string): Promise<void> => {
    expect(await openssl('verify', '-x509_strict', '-CAfile', ca, chain)).toContain(': OK');
    expect(await goOn(chain)).toBe(`ok: ${SHOWN}`);
  };

  it.each([
    ['rsa-2048', 'rsa-3072'],
    ['rsa-3072', 'rsa-4096'],
    ['rsa-4096', 'rsa-2048'],
    ['ec-256', 'ec-521'],
    ['ec-384', 'ec-256'],
    ['ec-521', 'ec-384'],
  ])('of a %s CA and a %s key hold for OpenSSL and Go', async (caKind, kind) => {
    const [ca, csr, chain, alone] = ['ca', 'csr', 'chain', 'alone'].map((name) =>
      at(`${caKind}-${name}.pem`),
    );
    await rootOf(caKind, ca!);
    await certificate('request', '--key', keyOf(kind), '--subject', SUBJECT, '--out', csr!);
    expect(await openssl('req', '-in', csr!, '-verify', '-noout')).toContain('verify OK');
    expect(await goOn(csr!)).toBe(`ok: ${SHOWN}`);
    await issue(caKind, ca!, csr!, chain!);
    await expectChain(chain!, ca!);
    await certificate('check', '--key', keyOf(kind), '--certificate-chain', chain!);
    await certificate(
      ...['self-signed', '--key', keyOf(kind), '--subject', SUBJECT, '--days', '2', '--out', alone!],
    );
    expect(await openssl('verify', '-check_ss_sig', '-CAfile', alone!, alone!)).toContain(': OK');
  });

  it.each([
    ['RSA PKCS#1', 'rsa-2048', []],
    ['RSASSA-PSS', 'rsa-3072', ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:-1']],
    [
      'RSASSA-PSS with the longest salt',
      'rsa-4096',
      ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:-2'],
    ],
    ['ECDSA', 'ec-384', ['-addext', 'subjectAltName=DNS:example.com']],
  ] as const)("are issued for OpenSSL's requests, %s, under OpenSSL's own CAs", async (name, kind, flags) => {
    const file = (what: string): string => at(`openssl-${kind}-${what}`);
    const ca = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign'];
    await openssl(
      ...['req', '-x509', '-new', '-key', keyOf('rsa-2048'), '-subj', '/C=US/ST=WA/O=acme/CN=root'],
      ...['-days', '90', ...ca, '-out', file('root.pem')],
    );
    await openssl(
      ...['req', '-new', '-key', keyOf('ec-256'), '-subj', '/C=US/ST=WA/O=acme/CN=ca', ...ca],
      ...['-out', file('ca.csr')],
    );
    await openssl(
      ...['x509', '-req', '-in', file('ca.csr'), '-CA', file('root.pem'), '-CAkey', keyOf('rsa-2048')],
      ...['-copy_extensions', 'copy', '-days', '60', '-out', file('ca.pem')],
    );
    await writeFile(
      file('cas.pem'),
      (await readFile(file('ca.pem'), 'utf8')) + (await readFile(file('root.pem'), 'utf8')),
    );
    await openssl(
      ...['req', '-new', '-key', keyOf(kind), '-subj', '/C=US/ST=WA/O=acme/CN=release', ...flags],
      ...['-out', file('leaf.csr')],
    );
    await issue('ec-256', file('cas.pem'), file('leaf.csr'), file('chain.pem'));
    expect(
      await openssl(
        'verify',
        '-x509_strict',
        '-CAfile',
        file('root.pem'),
        '-untrusted',
        file('chain.pem'),
        file('chain.pem'),
      ),
      name,
    ).toContain(': OK');
    expect(await goOn(file('chain.pem'))).toBe(`ok: ${SHOWN}`);
    expect(await openssl('x509', '-in', file('chain.pem'), '-noout', '-text')).not.toContain('example.com');
  });

  it('sign images that notation verifies by the name of the signer, and the other way round', async () => {
    const [registry, home]: [RunningRegistry, NotationHome] = await Promise.all([
      startRegistry('olareg'),
      NotationHome.create(),
    ]);
    try {
      const inputs = await pushInputs(registry.host);
      const [ca, csr, chain] = ['ca', 'csr', 'chain'].map((name) => at(`notation-${name}.pem`));
      await rootOf('rsa-2048', ca!);
      await certificate('request', '--key', keyOf('rsa-3072'), '--subject', SUBJECT, '--out', csr!);
      await issue('rsa-2048', ca!, csr!, chain!);
      await home.trust('acme', ca!);
      const only = (identity: string) => home.policy({ stores: ['ca:acme'], identities: [identity] });

      const image = await pinned(inputs.image);
      const flags = ['--key', keyOf('rsa-3072'), '--certificate-chain', chain!];
      expect(await sealift(['sign', image, ...flags])).toMatchObject({ code: 0 });
      await only('x509.subject: C=US, ST=WA, O=acme, CN=release');
      expect(await home.verify(image)).toMatchObject({ code: 0 });
      expect(await sealift(['verify', image, ...home.trustFlags])).toMatchObject({ code: 0 });
      await only('x509.subject: C=US, ST=WA, O=acme, CN=other');
      expect((await home.verify(image)).code).not.toBe(0);
      expect(await sealift(['verify', image, ...home.trustFlags])).toMatchObject({ code: 1 });

      const artifact = await pinned(inputs.artifact);
      await cp(keyOf('rsa-3072'), home.key);
      await cp(chain!, home.certificate);
      await home.sign(artifact);
      await only('x509.subject: C=US, ST=WA, O=acme');
      expect(await sealift(['verify', artifact, ...home.trustFlags])).toMatchObject({ code: 0 });
    } finally {
      await registry.stop();
    }
  });
});
