import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type } from '../support/command-line.ts';
import { testSelfSigned } from '../support/pki.ts';
import { expectValid } from '../support/result-schema.ts';
import { policyOf, type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

describe('the command line on layouts', () => {
  it('says in JSON which command was used wrongly', async () => {
    const commands = [
      'verify --nope',
      'promote a',
      '--output=json policy chekc',
      'sign x --timeout 3 --output json',
    ];
    const named = await Promise.all(
      commands.map(async (line) => (await type([...line.split(' '), '--output', 'json'])).json().command),
    );
    expect(named).toEqual(['verify', 'promote', '', 'sign']);
  });

  it('refuses an unsigned image', async () => {
    const typed = await type(['verify', `${at.images}:one`, ...at.trustFlags]);
    expect(typed.code).toBe(1);
    expect(typed.stdout).toContain('failed');
    expect(typed.stderr).toContain('[artifact_unsigned]');
    expect(typed.stderr).toContain('sealift sign');
  });

  it('signs, names signature, signer and end of validity, and skips the second time', async () => {
    const typed = await type(['sign', `${at.images}@${at.digests.one}`, ...at.keyFlags, '-m', 'build=7']);
    expect(typed, typed.stderr).toMatchObject({ code: 0 });
    expect(typed.stdout).toMatch(/^signed {7}oci:/);
    expect(typed.stdout).toContain(at.digests.one);
    expect(typed.stdout).toMatch(
      /signature {2}CN=release,.*\n {4}sha256:[0-9a-f]{64}\n\s+valid until\s+2049-/,
    );
    const again = await type(['sign', `${at.images}@${at.digests.one}`, ...at.keyFlags, '-m', 'build=7']);
    expect(again.stdout).toMatch(/^skipped/);
    const refused = await type([
      'sign',
      `${at.images}@${at.digests.one}`,
      ...at.keyFlags,
      '--if-signed',
      'fail',
    ]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('[signature_exists]');
  });

  it('verifies by policy, by roots, and refuses another identity with the reason', async () => {
    const byPolicy = await type(['verify', `${at.images}:one`, ...at.trustFlags]);
    expect(byPolicy, byPolicy.stderr).toMatchObject({ code: 0, stderr: '' });
    expect(byPolicy.stdout).toContain('policy  all, level strict');
    const identity = (o: string): string[] => [
      '--trusted-root',
      at.root,
      '--trusted-identity',
      `x509.subject: C=US, ST=WA, O=${o}`,
    ];
    expect((await type(['verify', `${at.images}:one`, ...identity('acme-rockets.io')])).code).toBe(0);
    const other = await type(['verify', `${at.images}:one`, ...identity('wabbit')]);
    expect(other.code).toBe(1);
    expect(other.stdout).toMatch(/authenticity failed: .*\[identity_mismatch\]/);
    expect(other.stderr).toContain('[verification_failed]');
  });

  it('verifies only a signature with the required metadata', async () => {
    expect((await type(['verify', `${at.images}:one`, ...at.trustFlags, '-m', 'build=7'])).code).toBe(0);
    expect((await type(['verify', `${at.images}:one`, ...at.trustFlags, '-m', 'build=8'])).code).toBe(1);
  });

  it('says not-checked under skip, never verified', async () => {
    await writeFile(at.path('skip.json'), policyOf('skip'));
    const typed = await type([
      'verify',
      `${at.images}:two`,
      '--trust-policy',
      at.path('skip.json'),
      '--trust-store',
      at.store,
    ]);
    expect(typed.code).toBe(0);
    expect(typed.stdout).toMatch(/^not-checked/);
    expect(typed.stdout + typed.stderr).not.toMatch(/\bverified/);
    expect(typed.stderr).toContain('warning:');
  });

  it('says audited under a policy that only logs authenticity, with a mark in the first line, never verified', async () => {
    await writeFile(at.path('audit.json'), policyOf('audit', ['x509.subject: C=US, ST=WA, O=somebody-else']));
    const flags = ['--trust-policy', at.path('audit.json'), '--trust-store', at.store];
    const typed = await type(['verify', `${at.images}:one`, ...flags]);
    expect(typed.code).toBe(0);
    expect(typed.stdout).toMatch(/^audited .*⚠️.*\n/);
    expect(typed.stdout).toContain('authenticity failed (logged, not enforced)');
    expect(typed.stdout + typed.stderr).not.toMatch(/\bverified/);
    const json = await type(['verify', `${at.images}:one`, ...flags, '--output', 'json']);
    expect(json.json()).toMatchObject({ status: 'done', images: [{ status: 'audited' }] });
    expectValid(json.json());
  });

  it('ends with 5 when some are done and some not', async () => {
    const typed = await type([
      'verify',
      `${at.images}:one`,
      `${at.images}:two`,
      ...at.trustFlags,
      '--output',
      'json',
    ]);
    expect(typed.code).toBe(5);
    expect(typed.json()).toMatchObject({
      status: 'partial',
      images: [{ status: 'verified' }, { status: 'failed' }],
    });
    expectValid(typed.json());
  });

  it('promotes with several tags, then says unchanged; lists and inspects what arrived', async () => {
    const target = `oci:${at.path('prod')}`;
    const first = await type(['promote', `${at.images}:one`, `${target}:1,latest`, ...at.trustFlags]);
    expect(first, first.stderr).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/^promoted/);
    expect(first.stdout).toMatch(/ tag 1 +new\n +tag latest +new\n +attached +1 of 1, 1 new\n/);
    const again = await type([
      'promote',
      `${at.images}:one`,
      `${target}:1,latest`,
      ...at.trustFlags,
      '--output',
      'json',
    ]);
    expect(again.json().images[0]).toMatchObject({
      status: 'unchanged',
      destinations: [{ status: 'unchanged', copied: 0, bytes: 0 }],
    });
    expectValid(again.json());

    const listed = await type(['list', `${target}:latest`]);
    expect(listed.stdout).toMatch(/└── application\/vnd\.cncf\.notary\.signature {2}sha256:[0-9a-f]{64}/);
    const inspected = await type(['inspect', `${target}:latest`]);
    for (const part of ['ES256', 'notary.x509', 'build=7', 'sealift/0.1.0', 'certificate 3 of 3']) {
      expect(inspected.stdout).toContain(part);
    }
    for (const command of ['list', 'inspect']) {
      const json = await type([command, `${target}:latest`, '--output', 'json']);
      expect(json.code).toBe(0);
      expectValid(json.json());
    }
  });

  it('promotes by digest where neither side has a tag, and says so', async () => {
    const { one } = at.digests;
    const target = `oci:${at.path('by-digest')}`;
    const words = ['promote', `${at.images}@${one}`, target, ...at.trustFlags];
    const first = await type(words);
    expect(first, first.stderr).toMatchObject({ code: 0 });
    expect(first.stdout).toMatch(/ +tag +none, promoted by digest/);
    expect(first.stderr).toContain(`${target}@${one} is promoted by digest, and no tag is set`);
    // A digest alone takes no tag either, whatever the source has.
    for (const [source, destination] of [
      [`${at.images}@${one}`, target],
      [`${at.images}:one`, `${target}@${one}`],
    ] as const) {
      const again = await type(['promote', source, destination, ...at.trustFlags, '--output', 'json']);
      const pinned = `${target}@${one}`;
      expect(again.json().images[0]).toMatchObject({
        status: 'unchanged',
        destinations: [{ reference: pinned, pinned, tags: [], previousDigest: null, status: 'unchanged' }],
      });
      expectValid(again.json());
    }
    expect(await type(['verify', `${target}@${one}`, ...at.trustFlags])).toMatchObject({ code: 0 });
    expect(await type(['verify', `${target}:one`, ...at.trustFlags])).toMatchObject({ code: 1 });
  });

  it('takes the tag of the source when the destination has none, and plans without writing', async () => {
    const target = `oci:${at.path('planned')}`;
    const typed = await type([
      'promote',
      `${at.images}:one`,
      target,
      ...at.trustFlags,
      '--dry-run',
      '--output',
      'json',
    ]);
    expect(typed.code).toBe(0);
    expect(typed.json().images[0]?.destinations[0]).toMatchObject({
      reference: `${target}:one`,
      status: 'planned',
    });
    expectValid(typed.json());
    expect(await readdir(at.folder)).not.toContain('planned');
  });

  it('says unverified where verification was skipped', async () => {
    const typed = await type([
      'promote',
      `${at.images}:two`,
      `oci:${at.path('dev')}:1`,
      '--skip-verification',
    ]);
    expect(typed.code).toBe(0);
    expect(typed.stdout).toMatch(/^unverified/);
    const json = await type([
      'promote',
      `${at.images}:two`,
      `oci:${at.path('dev')}:1`,
      '--skip-verification',
      '--output',
      'json',
    ]);
    expect(json.json().images[0]?.status).toBe('unverified');
  });

  it('refuses to promote under a policy that does not enforce, and writes nothing', async () => {
    await writeFile(at.path('audit.json'), policyOf('audit'));
    const flags = ['--trust-policy', at.path('audit.json'), '--trust-store', at.store];
    const typed = await type(['promote', `${at.images}:one`, `oci:${at.path('refused')}:1`, ...flags]);
    expect(typed.code).toBe(1);
    expect(typed.stderr).toContain('[policy_does_not_enforce]');
    expect(await readdir(at.folder)).not.toContain('refused');
  });

  it('signs and verifies an index with its platforms', async () => {
    const signed = await type(['sign', `${at.images}:multi`, '-r', ...at.keyFlags, '--output', 'json']);
    expect(signed.json().images[0]?.platforms).toHaveLength(2);
    expectValid(signed.json());
    const verified = await type(['verify', `${at.images}:multi`, '-r', ...at.trustFlags]);
    expect(verified.code).toBe(0);
    expect(verified.stdout).toMatch(/verified {5}linux\/amd64\n {4}sha256/);
    const tree = await type(['list', `${at.images}:multi`]);
    expect(tree.stdout).toMatch(
      /├── application.*\n├── linux\/amd64.*\n│ {3}└── application.*\n└── linux\/arm64.*\n {4}└── application/,
    );
  });

  it('reads more images from a file', async () => {
    await writeFile(at.path('list.txt'), `# the released one\n\n${at.images}:one\r\n`);
    const typed = await type([
      'verify',
      '--images-file',
      at.path('list.txt'),
      ...at.trustFlags,
      '--output',
      'json',
    ]);
    expect(typed).toMatchObject({ code: 0 });
    expect(typed.json().images).toHaveLength(1);
  });

  it('signs and verifies COSE beside JWS when it is asked to', async () => {
    const flags = [`${at.images}@${at.digests.one}`, ...at.keyFlags, '--signature-format', 'cose'];
    const typed = await type(['sign', ...flags, '--output', 'json']);
    expect(typed, typed.stderr).toMatchObject({ code: 0 });
    expect(typed.json().images[0]).toMatchObject({
      status: 'signed',
      signatures: [{ mediaType: 'application/cose' }],
    });
    expectValid(typed.json());
    expect((await type(['sign', ...flags])).stdout).toMatch(/^skipped/);
    expect((await type(['verify', `${at.images}:one`, ...at.trustFlags])).code).toBe(0);
    const inspected = await type(['inspect', `${at.images}:one`]);
    expect(inspected.stdout).toContain('application/cose');
  });
});

describe('a command line with bad input', () => {
  const wrong = (name: string): string => at.path(name);
  it.each<[string, number, string, () => string[] | Promise<string[]>]>([
    [
      'a malformed reference',
      2,
      'reference_invalid',
      () => ['verify', 'registry.example.com/UPPER:1', ...at.trustFlags],
    ],
    ['a reference without a host', 2, 'reference_invalid', () => ['verify', 'alpine:3', ...at.trustFlags]],
    ['a reference without tag', 2, 'reference_needs_tag', () => ['verify', at.images, ...at.trustFlags]],
    ['no image', 2, 'usage', () => ['verify', ...at.trustFlags]],
    [
      'a missing key file',
      2,
      'file_not_found',
      () => ['sign', `${at.images}:one`, '--key', wrong('nope.pem'), '--certificate-chain', at.chain],
    ],
    [
      'a key that is none',
      2,
      'key_invalid',
      () => ['sign', `${at.images}:one`, '--key', at.chain, '--certificate-chain', at.chain],
    ],
    [
      'a key variable that is not set',
      2,
      'file_not_found',
      () => ['sign', `${at.images}:one`, '--key', 'env://NOPE', '--certificate-chain', at.chain],
    ],
    [
      'a plugin that is not installed',
      2,
      'plugin_not_found',
      () => ['sign', `${at.images}:one`, '--key', 'notation-plugin://not-there/key'],
    ],
    [
      'no chain for a key that does not tell it',
      2,
      'usage',
      () => ['sign', `${at.images}:one`, '--key', at.key],
    ],
    [
      'configuration of a plugin for a key that is none',
      2,
      'usage',
      () => ['sign', `${at.images}:one`, ...at.keyFlags, '--plugin-config', 'a=b'],
    ],
    [
      'a chain of another key',
      2,
      'key_certificate_mismatch',
      async () => {
        await writeFile(wrong('other.pem'), testSelfSigned('ec-384').pem);
        return ['sign', `${at.images}:one`, '--key', at.key, '--certificate-chain', wrong('other.pem')];
      },
    ],
    [
      'an expired chain',
      2,
      'certificate_not_valid_now',
      async () => {
        await writeFile(
          wrong('expired.pem'),
          testSelfSigned('ec-256', { notAfter: new Date('2021-01-01T00:00:00Z') }).pem,
        );
        return ['sign', `${at.images}:one`, '--key', at.key, '--certificate-chain', wrong('expired.pem')];
      },
    ],
    [
      'an unsuitable certificate',
      2,
      'certificate_chain_invalid',
      async () => {
        await writeFile(
          wrong('unsuitable.pem'),
          testSelfSigned('ec-256', { keyUsage: { bits: ['keyEncipherment'] } }).pem,
        );
        return ['sign', `${at.images}:one`, '--key', at.key, '--certificate-chain', wrong('unsuitable.pem')];
      },
    ],
    [
      'reserved metadata',
      2,
      'metadata_invalid',
      () => ['sign', `${at.images}:one`, ...at.keyFlags, '-m', 'io.cncf.notary.x=1'],
    ],
    ['no trust in a pipeline', 2, 'trust_missing', () => ['verify', `${at.images}:one`]],
    [
      'a root without an identity',
      2,
      'trust_missing',
      () => ['verify', `${at.images}:one`, '--trusted-root', at.root],
    ],
    [
      'a policy without a store',
      2,
      'trust_missing',
      () => ['verify', `${at.images}:one`, '--trust-policy', at.policy],
    ],
    [
      'trust twice',
      2,
      'usage',
      () => ['verify', `${at.images}:one`, ...at.trustFlags, '--trusted-root', at.root],
    ],
    [
      'an unknown policy field',
      2,
      'policy_invalid',
      async () => {
        await writeFile(wrong('odd.json'), policyOf('strict').replace('"name"', '"nmae":1,"name"'));
        return ['verify', `${at.images}:one`, '--trust-policy', wrong('odd.json'), '--trust-store', at.store];
      },
    ],
    [
      'a trust store that is not there',
      2,
      'trust_store_not_found',
      () => ['verify', `${at.images}:one`, '--trust-policy', at.policy, '--trust-store', at.folder],
    ],
    [
      'a tsa trust store that is not there, before anything is contacted',
      2,
      'trust_store_not_found',
      async () => {
        await writeFile(wrong('tsa.json'), policyOf('strict').replace('"ca:', '"tsa:gone","ca:'));
        return [
          'verify',
          '127.0.0.1:1/app:one',
          '--trust-policy',
          wrong('tsa.json'),
          '--trust-store',
          at.store,
        ];
      },
    ],
    [
      'an empty trust store',
      2,
      'trust_store_empty',
      async () => {
        await mkdir(wrong('empty/x509/ca/acme'), { recursive: true });
        return ['verify', `${at.images}:one`, '--trust-policy', at.policy, '--trust-store', wrong('empty')];
      },
    ],
    [
      'a tag that is not there',
      1,
      'artifact_not_found',
      () => ['verify', `${at.images}:nope`, ...at.trustFlags],
    ],
    [
      'a layout that is not there',
      2,
      'file_not_found',
      () => ['verify', `oci:${wrong('nope')}:1`, ...at.trustFlags],
    ],
    [
      'a destination with another digest',
      1,
      'digest_mismatch',
      () => ['promote', `${at.images}:one`, `oci:${wrong('x')}@sha256:${'0'.repeat(64)}`, ...at.trustFlags],
    ],
    [
      'an option about tags, and no tag',
      2,
      'usage',
      () => {
        const [source, target] = [`${at.images}@${at.digests.one}`, `oci:${wrong('x')}`];
        return ['promote', source, target, '--move-tag', 'if-unchanged', ...at.trustFlags];
      },
    ],
    [
      'a host with a scheme',
      2,
      'usage',
      () => ['verify', `${at.images}:one`, ...at.trustFlags, '--http-host', 'http://x'],
    ],
    [
      'a broken credentials file',
      2,
      'config_invalid',
      () => ['verify', `${at.images}:one`, ...at.trustFlags, '--registry-config', '{"auths":3}'],
    ],
    [
      'a scope with a tag',
      2,
      'usage',
      () => ['verify', `${at.images}:one`, ...at.trustFlags, '--scope', 'nohost'],
    ],
    [
      'a registry that is not there',
      3,
      'connection_failed',
      () => ['verify', 'localhost:1/x:1', ...at.trustFlags, '--deadline', '1ms'],
    ],
  ])('is refused with code, exit code and remedy: %s', async (_, code, error, argv) => {
    const words = await argv();
    const text = await type(words, { CI: 'true' });
    const json = await type([...words, '--output', 'json'], { CI: 'true' });
    const result = json.json();
    expectValid(result);
    const found = result.error ?? result.images[0]?.error;
    // The deadline is over before the last retry.
    if (error !== 'connection_failed') expect(found?.code).toBe(error);
    expect([json.code, text.code]).toEqual([code, code]);
    expect(text.stderr).toContain(`[${found?.code}]`);
    expect(found?.hint).not.toBe('');
    if (code === 2) expect(result.images.every(({ digest }) => digest === null)).toBe(true);
  });

  it('shows no login that stands in a reference, wherever it was typed', async () => {
    const login = 'me:pa/s3cret@registry.example.com/app:1';
    for (const words of [
      [login],
      ['list', login],
      ['list', login, login],
      ['verify', login, ...at.trustFlags],
      ['promote', login, login, ...at.trustFlags],
      ['verify', `${at.images}:one`, ...at.trustFlags, '--scope', login],
      ['verify', `${at.images}:one`, ...at.trustFlags, '--http-host', login],
    ]) {
      const typed = [await type(words), await type([...words, '--output', 'json'])];
      for (const { code, stdout, stderr } of typed) {
        expect(code).toBe(2);
        expect(stdout + stderr).not.toContain('s3cret');
      }
    }
  });

  it('is refused with all problems at once', async () => {
    const typed = await type([
      'sign',
      'alpine',
      '--key',
      at.path('nope.pem'),
      '--certificate-chain',
      at.path('no.pem'),
      '--expiry',
      'soon',
    ]);
    expect(typed.code).toBe(2);
    for (const part of ['soon', 'alpine', 'nope.pem', 'no.pem']) expect(typed.stderr).toContain(part);
  });

  it('is refused in JSON when --output json is among the words', async () => {
    for (const argv of [
      ['verify', '--nonsense', '--output', 'json'],
      ['--output=json', 'nonsense'],
      ['--output', 'json'],
    ]) {
      const typed = await type(argv);
      expect(typed.code).toBe(2);
      expect(typed.json()).toMatchObject({
        version: 1,
        status: 'failed',
        images: [],
        error: { code: 'usage' },
      });
      expectValid(typed.json());
      expect(typed.stderr).toBe('');
    }
  });

  it('does not hide an interruption, which ends with 130 or 143', async () => {
    const { SealiftError } = await import('../../src/errors.ts');
    for (const [reason, code] of [
      ['interrupted', 130],
      ['terminated', 143],
    ] as const) {
      const signal = AbortSignal.abort(new SealiftError(reason, reason));
      const typed = await type(
        ['verify', `${at.images}:one`, ...at.trustFlags, '--output', 'json'],
        {},
        signal,
      );
      expect(typed.code).toBe(code);
      expect(typed.json().error?.code).toBe(reason);
    }
  });

  it('shows nothing of a key that it cannot read', async () => {
    await writeFile(
      at.path('odd.pem'),
      '-----BEGIN PRIVATE KEY-----\nc2VjcmV0LXRleHQ=\n-----END PRIVATE KEY-----\n',
    );
    const typed = await type([
      'sign',
      `${at.images}:one`,
      '--key',
      at.path('odd.pem'),
      '--certificate-chain',
      at.chain,
      '--output',
      'json',
    ]);
    expect(typed.code).toBe(2);
    expect(typed.stdout).not.toMatch(/c2VjcmV0|secret-text/);
    await rm(at.path('odd.pem'));
  });
});

it('the command line shows with --quiet the result, the warnings and the error alone', async () => {
  const flags = [`${at.images}:two`, ...at.keyFlags, '--if-signed', 'add'];
  const loud = await type(['sign', ...flags]);
  expect(loud.stderr).toMatch(/^signing /m);
  const quiet = await type(['sign', ...flags, '--quiet']);
  expect(quiet.stdout).toMatch(/^signed /);
  expect(quiet.stderr).toMatch(/^warning: .* is a tag, which can move/);
  expect(quiet.stderr.split('\n').filter((line) => !/^(warning: .*)?$/.test(line))).toEqual([]);
  const failed = await type(['verify', `${at.images}:gone`, ...at.trustFlags, '--quiet']);
  expect(failed.stderr).toMatch(/^error: /);
});
