import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/operations/results.ts';
import { type Typed, type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { testChain } from '../support/pki.ts';
import { expectValid } from '../support/result-schema.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

/** A destination that fails: what it is called, and the code and exit code of its error. */
interface Bad {
  readonly where: () => string;
  readonly code: string;
  readonly exit: number;
}

let at: Workplace;
/** `good` takes all, `locked` asks for a login. */
let good: FakeRegistry;
let locked: FakeRegistry;
let round = 0;

beforeAll(async () => {
  at = await workplace();
  good = await FakeRegistry.start();
  locked = await FakeRegistry.start(
    {},
    { kind: 'basic', accounts: [{ username: 'ann', password: 'right' }] },
  );
  const signed = await type(['sign', `${at.images}:one`, ...at.keyFlags]);
  expect(signed, signed.stderr).toMatchObject({ code: 0 });
  await writeFile(at.path('file'), 'no folder');
  await mkdir(at.path('damaged/blobs'), { recursive: true });
  await writeFile(at.path('damaged/oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  await writeFile(at.path('damaged/index.json'), '{"schemaVersion":2,');
  await mkdir(at.path('foreign'), { recursive: true });
  await writeFile(at.path('foreign/letter.txt'), 'hello');
  await mkdir(at.path('bin'));
  await writeFile(at.path('bin/docker-credential-broken'), '#!/bin/sh\necho "no session here" >&2\nexit 1\n');
  await chmod(at.path('bin/docker-credential-broken'), 0o755);
  for (const [name, config] of Object.entries({
    failing: { credHelpers: { [locked.host]: 'broken' } },
    absent: { credHelpers: { [locked.host]: 'absent' } },
    wrong: { auths: { [locked.host]: { auth: Buffer.from('ann:wrong').toString('base64') } } },
    none: {},
  })) {
    await mkdir(at.path(name));
    await writeFile(at.path(`${name}/config.json`), JSON.stringify(config));
  }
  await mkdir(at.path('truststore/x509/ca/theirs'));
  await writeFile(at.path('truststore/x509/ca/theirs/root.pem'), testChain().root.pem);
});
afterAll(() => Promise.all([at.remove(), good.stop(), locked.stop()]));
beforeEach(() => {
  round += 1;
});

const statement = (scope: string, level: string, store: string) => ({
  name: `${level} ${scope}`,
  registryScopes: [scope],
  signatureVerification: { level },
  trustStores: [`ca:${store}`],
  trustedIdentities: ['*'],
});

/** Trust in our chain for everything but `prod/strict` (another chain) and `prod/audit` (only logs). */
const trust = () => {
  const host = good.host;
  const trustPolicies = [
    statement('*', 'strict', 'acme'),
    statement(`${host}/prod/strict`, 'strict', 'theirs'),
    statement(`${host}/prod/audit`, 'audit', 'acme'),
    statement(`${host}/prod/same`, 'strict', 'acme'),
  ];
  return [
    ...['--trust-policy', JSON.stringify({ version: '1.0', trustPolicies })],
    ...['--trust-store', at.store, '--scope', 'registry.example.com/dev/app'],
  ];
};

async function promote(
  destinations: readonly string[],
  { config = 'none', flags = [] as readonly string[] } = {},
): Promise<Typed & { result: RunResult }> {
  const env = { DOCKER_CONFIG: at.path(config), PATH: `${at.path('bin')}:/usr/bin:/bin` };
  const args = [
    'promote',
    `${at.images}:one`,
    ...destinations,
    ...trust(),
    ...(flags.includes('--timeout') ? [] : ['--timeout', '1s']),
    ...flags,
  ];
  const typed = await type([...args, '--output', 'json'], env);
  const result = typed.json();
  expectValid(result);
  return { ...typed, result };
}

const goodOnes = () => [`${good.host}/good/r${round}:1`, `oci:${at.path(`good${round}`)}:1`];

const BAD: Readonly<Record<string, Bad & { readonly config?: string }>> = {
  'a layout that is a file': {
    where: () => `oci:${at.path('file')}:1`,
    code: 'layout_invalid',
    exit: 1,
  },
  'an archive that is none': {
    where: () => `oci-archive:${at.path('file')}:1`,
    code: 'archive_invalid',
    exit: 1,
  },
  'a layout that is damaged': { where: () => `oci:${at.path('damaged')}:1`, code: 'layout_invalid', exit: 1 },
  'a folder that is no layout': {
    where: () => `oci:${at.path('foreign')}:1`,
    code: 'layout_invalid',
    exit: 1,
  },
  'a layout below a file': {
    where: () => `oci:${at.path('file/x')}:1`,
    code: 'file_not_found',
    exit: 2,
  },
  'a login helper that fails': {
    where: () => `${locked.host}/app:1`,
    code: 'credential_helper_failed',
    exit: 4,
    config: 'failing',
  },
  'a login helper that is not there': {
    where: () => `${locked.host}/app:1`,
    code: 'credential_helper_missing',
    exit: 2,
    config: 'absent',
  },
  'credentials that are denied': {
    where: () => `${locked.host}/app:1`,
    code: 'denied',
    exit: 4,
    config: 'wrong',
  },
  'no credentials': { where: () => `${locked.host}/app:1`, code: 'credentials_missing', exit: 4 },
  'a registry that is not there': { where: () => '127.0.0.1:1/app:1', code: 'connection_failed', exit: 3 },
  'a host that does not resolve': {
    where: () => 'nowhere.invalid/app:1',
    code: 'connection_failed',
    exit: 3,
  },
  'a statement that refuses': {
    where: () => `${good.host}/prod/strict:1`,
    code: 'verification_failed',
    exit: 1,
  },
  'a statement that only logs': {
    where: () => `${good.host}/prod/audit:1`,
    code: 'policy_does_not_enforce',
    exit: 1,
  },
};

describe.each(Object.entries(BAD))('%s', (_, { where, code, exit, config }) => {
  it.each([
    ['promoted', []],
    ['planned', ['--dry-run']],
  ])('fails alone, and the other destinations are %s', async (done, flags) => {
    const [first, last] = goodOnes();
    const { code: ended, result } = await promote([first!, where(), last!], { config, flags });
    expect(ended).toBe(5);
    expect(result).toMatchObject({ status: 'partial', error: null });
    const [image] = result.images;
    expect(image).toMatchObject({
      status: 'partial',
      digest: at.digests.one,
      policy: { statement: 'strict *' },
      signatures: [{ status: 'passed' }],
      error: { code, message: expect.stringMatching(/^1 of 3 destinations failed, first /) },
    });
    expect(image!.destinations).toMatchObject([
      { status: done, error: null },
      { status: 'failed', digest: at.digests.one, copied: 0, error: { code } },
      { status: done, error: null },
    ]);
    expect(image!.destinations[1]!.error!.hint).not.toBe('');
  });

  it('keeps its own exit code when there is no other destination', async () => {
    const { code: ended, result } = await promote([where()], { config });
    expect(ended).toBe(exit);
    expect(result).toMatchObject({
      status: 'failed',
      images: [{ status: 'failed', error: { code }, destinations: [{ status: 'failed', error: { code } }] }],
    });
  });
});

describe('destinations that fail', () => {
  it('are not written to when their statement refuses', async () => {
    good.log.length = 0;
    await promote([`${good.host}/prod/strict:1`, `${good.host}/prod/audit:1`, ...goodOnes()]);
    const written = good.log.filter(({ method }) => method !== 'GET' && method !== 'HEAD');
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter(({ path }) => path.startsWith('/v2/prod/'))).toEqual([]);
  });

  it('are not waited for when their statement refuses, although they never answer', async () => {
    good.failures.push({ match: /\/v2\/prod\/strict\//, times: 99, status: 'hold' });
    const refused = `${good.host}/prod/strict:1`;
    const { code, result } = await promote([goodOnes()[0]!, refused], { flags: ['--timeout', '5m'] });
    good.failures.length = 0;
    expect(code).toBe(5);
    expect(result.images[0]!.destinations.map(({ status }) => status)).toEqual(['promoted', 'failed']);
  });

  it('are judged for themselves: one whose statement passes is done', async () => {
    const { code, result } = await promote([`${good.host}/prod/same:${round}`, `${good.host}/prod/strict:1`]);
    expect(code).toBe(5);
    expect(result.images[0]!.destinations.map(({ status }) => status)).toEqual(['promoted', 'failed']);
    expect(result.images[0]!.destinations[1]!.error!.message).toContain(
      `the statement "strict ${good.host}/prod/strict" for ${good.host}/prod/strict: `,
    );
  });

  it('end with the highest of 70, 2, 4, 3, 1 when none is done', async () => {
    const places = (...names: string[]) => names.map((name) => BAD[name]!.where());
    const damaged = places('a layout that is damaged', 'a statement that refuses');
    expect((await promote(damaged)).code).toBe(1);
    expect((await promote([...damaged, ...places('no credentials')])).code).toBe(4);
    const withFile = [...damaged, ...places('no credentials', 'a layout below a file')];
    expect((await promote(withFile)).code).toBe(2);
  });

  it.each([
    ['has no such image', () => `${at.images}:nope`, 'artifact_not_found'],
    ['cannot be opened', () => `oci:${at.path('foreign')}:1`, 'layout_invalid'],
  ])('count beside a source that %s', async (_, source, code) => {
    const bad = `oci:${at.path('file/x')}:1`;
    const args = ['promote', source(), goodOnes()[0]!, bad, ...trust(), '--output', 'json'];
    const typed = await type(args);
    expect(typed.code).toBe(2);
    expectValid(typed.json());
    expect(typed.json().images[0]).toMatchObject({
      error: { code },
      destinations: [{ reference: bad, status: 'failed', error: { code: 'file_not_found' } }],
    });
  });

  it('ask nothing of the source when nothing can be opened', async () => {
    const args = [
      'promote',
      `${good.host}/dev/app:1`,
      ...['file/x', 'foreign'].map((one) => `oci:${at.path(one)}:1`),
    ];
    good.log.length = 0;
    expect(await type([...args, ...trust()])).toMatchObject({ code: 2 });
    // The registry may still be answering what a run before asked it about a destination.
    expect(good.log.filter(({ path }) => path.startsWith('/v2/dev/'))).toEqual([]);
  });

  it.each([
    ['a malformed reference', () => ['Acme/App:1']],
    ['the same destination twice', () => [goodOnes()[0]!, goodOnes()[0]!]],
    ['no tag', () => [`${good.host}/app:`]],
  ])('stop all before anything is contacted for what is wrong on the command line: %s', async (_, more) => {
    good.log.length = 0;
    const { code, result } = await promote([...goodOnes(), ...more()]);
    expect(code).toBe(2);
    expect(result).toMatchObject({ status: 'failed', images: [] });
    expect(good.log).toEqual([]);
    await expect(readFile(at.path(`good${round}/index.json`))).rejects.toThrow('ENOENT');
  });

  it('are told with cause and remedy, at once and at the end', async () => {
    const [first, last] = goodOnes();
    const refused = `${good.host}/prod/strict:1`;
    const args = ['promote', `${at.images}:one`, first!, refused, last!, ...trust()];
    const { code, stdout, stderr } = await type(args);
    expect(code).toBe(5);
    expect(stdout).toMatch(/destinations {2}2 of 3 done/);
    const lines = stdout.split('\n').map((line) => line.trim());
    const line = lines.findIndex((one) => one.startsWith(`failed       ${refused}`));
    expect(lines[line + 1]).toMatch(/^the statement "strict .*\[verification_failed\]$/);
    expect(lines[line + 2]).toMatch(/trusted/);
    expect(stderr).toMatch(
      new RegExp(`^${refused} failed: the statement .* \\[verification_failed\\]\\. `, 'm'),
    );
    expect(stderr).toMatch(/^error: 1 of 3 destinations failed, first /m);
  });
});
