import { Buffer } from 'node:buffer';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type } from '../support/command-line.ts';
import { testChain } from '../support/pki.ts';
import { policyOf, type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let key: string;
let chain: string;
let one: string;
beforeAll(async () => {
  at = await workplace();
  [key, chain] = await Promise.all([readFile(at.key, 'utf8'), readFile(at.chain, 'utf8')]);
  one = `${at.images}@${at.digests.one}`;
});
afterAll(() => at.remove());

/** Changes that secret stores, shells and editors make to a PEM. */
const FORMS: Readonly<Record<string, (pem: string) => string>> = {
  'on one line': (pem) => pem.trim().replaceAll('\n', ' '),
  'without line breaks': (pem) => pem.replaceAll('\n', ''),
  'with line breaks in letters': (pem) => pem.replaceAll('\n', '\\n'),
  'with CRLF': (pem) => pem.replaceAll('\n', '\r\n'),
  'with a byte order mark': (pem) => `\ufeff${pem}`,
  'as base64': (pem) => Buffer.from(pem).toString('base64'),
};

const sign = (given: string, certificates: string, env: Record<string, string> = {}) =>
  type(['sign', one, '--key', given, '--certificate-chain', certificates, '--if-signed', 'add'], env);

describe.each(Object.entries(FORMS))('a key and a chain %s', (_, bend) => {
  it('sign from the environment and from files', async () => {
    await writeFile(at.path('bent.key'), bend(key));
    await writeFile(at.path('bent.pem'), bend(chain));
    const byEnv = await sign('env://K', at.path('bent.pem'), { K: bend(key) });
    expect(byEnv, byEnv.stderr).toMatchObject({ code: 0 });
    const byFile = await sign(at.path('bent.key'), at.path('bent.pem'));
    expect(byFile, byFile.stderr).toMatchObject({ code: 0 });
  });

  it('sign when they are given as text', async () => {
    const typed = await sign(bend(key), bend(chain));
    expect(typed, typed.stderr).toMatchObject({ code: 0 });
  });
});

describe('a chain', () => {
  const blocks = () => chain.match(/-----BEGIN[\s\S]*?-----END CERTIFICATE-----\n/g)!;

  it('is sorted leaf first, whatever the order of its file', async () => {
    const [leaf, middle, root] = blocks();
    for (const order of [
      [root, middle, leaf],
      [middle, leaf, root, leaf],
    ]) {
      await writeFile(at.path('order.pem'), order.join(''));
      const signed = await sign(at.key, at.path('order.pem'));
      expect(signed, signed.stderr).toMatchObject({ code: 0 });
      const checked = await type([
        'certificate',
        'check',
        '--key',
        at.key,
        '--certificate-chain',
        at.path('order.pem'),
      ]);
      expect(checked.stdout).toMatch(/^passed.*\n {2}certificate 1 of 3\n {4}subject {2}CN=release/);
    }
    expect(await type(['verify', `${at.images}:one`, ...at.trustFlags])).toMatchObject({ code: 0 });
  });

  it('is refused with a certificate of another chain, which the error names', async () => {
    const { root } = testChain({ root: { subject: [['CN', 'stranger']] } });
    await writeFile(at.path('more.pem'), root.pem + chain);
    const typed = await sign(at.key, at.path('more.pem'));
    expect(typed.code).toBe(2);
    expect(typed.stderr).toMatch(
      /do not belong to the chain of CN=release.*: CN=stranger .*\[certificate_chain_invalid\]/,
    );
  });

  it('is recognised in the place of the key, and the key in its place', async () => {
    const typed = await sign(at.chain, at.key);
    expect(typed.code).toBe(2);
    expect(typed.stderr).toContain('holds no private key, but a certificate');
    expect(typed.stderr).toContain('certificate chain: holds a private key where certificates are expected');
  });
});

describe('a file that the user names', () => {
  it('may begin with a byte order mark as trust policy, roots or list of images', async () => {
    await sign(at.key, at.chain);
    await writeFile(at.path('bom.json'), `\ufeff${policyOf('strict')}`);
    await writeFile(at.path('bom.pem'), FORMS['on one line']!(await readFile(at.root, 'utf8')));
    await writeFile(at.path('bom.txt'), `\ufeff${one}  # the release\r\n# ${at.images}:two\r\n`);
    const files = ['--images-file', at.path('bom.txt')];
    for (const trust of [
      ['--trust-policy', at.path('bom.json'), '--trust-store', at.store],
      ['--trust-policy', `\ufeff${policyOf('strict')}`, '--trust-store', at.store],
      ['--trusted-root', at.path('bom.pem'), '--trusted-identity', '*'],
    ]) {
      const typed = await type(['verify', ...files, ...trust]);
      expect(typed, typed.stderr).toMatchObject({ code: 0 });
    }
  });

  it.each([
    [
      'trust policy',
      'policy_invalid',
      (file: string) => ['verify', one, '--trust-policy', file, '--trust-store', at.store],
    ],
    [
      'list of images',
      'config_invalid',
      (file: string) => ['verify', '--images-file', file, ...at.trustFlags],
    ],
    ['key', 'key_invalid', (file: string) => ['sign', one, '--key', file, '--certificate-chain', at.chain]],
    [
      'certificate chain',
      'certificate_chain_invalid',
      (file: string) => ['sign', one, '--key', at.key, '--certificate-chain', file],
    ],
  ])('is refused in UTF-16 as %s', async (_, code, argv) => {
    await writeFile(at.path('wide'), Buffer.from('\ufeff{"a": 1}\n', 'utf16le'));
    const typed = await type(argv(at.path('wide')));
    expect(typed.code).toBe(2);
    expect(typed.stderr).toMatch(
      new RegExp(`UTF-16, as PowerShell writes it by default \\[${code}\\]\\n.*Write it as UTF-8`),
    );
  });

  it('is refused as trust policy with line and column when it is not JSON', async () => {
    await writeFile(at.path('bad.json'), policyOf('strict').replace(']}', '],\n }'));
    const typed = await type([
      'verify',
      one,
      '--trust-policy',
      at.path('bad.json'),
      '--trust-store',
      at.store,
    ]);
    expect(typed.code).toBe(2);
    expect(typed.stderr).toMatch(/bad\.json: is not JSON: line \d, column \d+: .*a comma too many/);
  });

  it('is never mended in a trust store, which notation reads too', async () => {
    await mkdir(at.path('bent/x509/ca/acme'), { recursive: true });
    const root = FORMS['on one line']!(await readFile(at.root, 'utf8'));
    await writeFile(at.path('bent/x509/ca/acme/root.pem'), root);
    const typed = await type(['verify', one, '--trust-policy', at.policy, '--trust-store', at.path('bent')]);
    expect(typed.code).toBe(2);
    expect(typed.stderr).toContain('[trust_store_invalid]');
  });

  it('is refused as a missing key of a new certificate with a hint how to make one', async () => {
    const missing = at.path('new.pem');
    const made = await type([
      'certificate',
      'self-signed',
      '--key',
      missing,
      '--subject',
      'CN=a, O=b, ST=c, C=US',
      '--days',
      '1',
    ]);
    expect(made.code).toBe(2);
    expect(made.stderr).toContain(`write --new-key ${missing} in place of --key.`);
    const signed = await sign(missing, at.chain);
    expect(signed.stderr).toContain('Check the path.');
    expect(signed.stderr).not.toContain('--new-key');
  });
});
