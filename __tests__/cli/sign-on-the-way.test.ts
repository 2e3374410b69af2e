import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { awsError, FakeKms, LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { testChain } from '../support/pki.ts';
import { expectValid } from '../support/result-schema.ts';
import { TimestampAuthority } from '../support/timestamp-authority.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const IDENTITY = 'x509.subject: C=US, ST=WA, O=acme-rockets.io';

describe('sealift promote --sign', () => {
  const kms = new FakeKms();
  const authority = new TimestampAuthority();
  let at: Workplace;
  let home: string;
  let registry: FakeRegistry;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'sealift-aws-'));
    // Otherwise the SDK would read the AWS configuration of the user who runs the tests.
    vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'));
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    [at] = await Promise.all([workplace(), kms.server.start(), authority.server.start()]);
    kms.addKey('mirror', 'ec-384');
    kms.aliases.set('alias/mirror', 'mirror');
    const ours = testChain({ kind: 'ec-384' });
    await writeFile(at.path('kms.pem'), ours.pem);
    await writeFile(at.path('ours.pem'), ours.root.pem);
    await writeFile(at.path('tsa.pem'), authority.root.pem);
    expect(await type(['sign', `${at.images}:one`, ...at.keyFlags])).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all([at.remove(), kms.server.close(), authority.server.close()]);
    await rm(home, { recursive: true, force: true });
  });
  beforeEach(async () => {
    registry = await FakeRegistry.start();
    kms.server.asked.length = 0;
  });
  afterEach(async () => {
    kms.rights.add('Sign');
    kms.rights.add('GetPublicKey');
    authority.server.faults.length = 0;
    await registry.stop();
  });

  const keyFlags = () => [
    '--sign',
    '--key',
    'awskms:///alias/mirror',
    '--certificate-chain',
    at.path('kms.pem'),
  ];
  const env = () => ({
    AWS_ACCESS_KEY_ID: LOGIN.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOGIN.secretAccessKey,
    AWS_REGION: REGION,
    DOCKER_CONFIG: '/nonexistent',
    AWS_ENDPOINT_URL_KMS: kms.server.url,
  });
  const places = (count: number) =>
    Array.from({ length: count }, (_, one) => `${registry.host}/prod/r${one}:1`);
  const promote = (destinations: readonly string[], ...flags: string[]) =>
    type(['promote', `${at.images}:one`, ...destinations, ...at.trustFlags, ...flags], env());
  const json = async (destinations: readonly string[], ...flags: string[]) => {
    const run = await promote(destinations, ...flags, '--output', 'json');
    expectValid(run.json());
    return { ...run, image: run.json().images[0]! };
  };
  const used = (operation: string) =>
    kms.server.asked.filter(({ headers }) => headers['x-amz-target'] === `TrentService.${operation}`).length;
  const verify = (image: string, ...flags: string[]) =>
    type(
      ['verify', image, '--trusted-root', at.path('ours.pem'), '--trusted-identity', IDENTITY, ...flags],
      env(),
    );

  it('asks the key service for one signature for all destinations, and for none when it is repeated', async () => {
    const destinations = places(6);
    const first = await json(destinations, ...keyFlags());
    expect(first, first.stderr).toMatchObject({ code: 0, image: { status: 'promoted' } });
    expect(used('Sign')).toBe(1);
    expect(used('GetPublicKey')).toBe(1);
    const digests = first.image.destinations.flatMap(({ signed }) => signed.map(({ digest }) => digest));
    expect(digests).toHaveLength(6);
    expect(new Set(digests).size).toBe(1);
    expect(first.image.signatures.filter(({ made }) => made)).toMatchObject([{ digest: digests[0] }]);
    expect(await verify(destinations[5]!)).toMatchObject({ code: 0 });
    registry.log.length = 0;
    const again = await json(destinations, ...keyFlags());
    expect(again).toMatchObject({ code: 0, image: { status: 'unchanged' } });
    expect(again.image.destinations[3]!.signed).toEqual([
      { subject: at.digests.one, digest: digests[0], action: 'unchanged' },
    ]);
    expect(used('Sign')).toBe(1);
    expect(registry.writes).toEqual([]);
  });

  it.each([
    ['may not sign', 'Sign'],
    ['may not be looked at', 'GetPublicKey'],
  ])('writes nothing anywhere when the key %s', async (_, right) => {
    kms.rights.delete(right);
    const layout = at.path(`denied-${right}`);
    const archive = at.path(`denied-${right}.tar`);
    const run = await json([...places(3), `oci:${layout}:1`, `oci-archive:${archive}:1`], ...keyFlags());
    expect(run, run.stdout).toMatchObject({
      code: 4,
      image: { status: 'failed', error: { code: 'denied' } },
    });
    expect(registry.writes).toEqual([]);
    expect(registry.openUploads).toBe(0);
    await expect(readdir(layout)).rejects.toThrow('ENOENT');
    await expect(readFile(archive)).rejects.toThrow('ENOENT');
    expect(used('Sign')).toBeLessThan(2);
  });

  it('writes nothing anywhere when the key is not that of the chain', async () => {
    const run = await json(
      places(2),
      '--sign',
      '--key',
      'awskms:///alias/mirror',
      '--certificate-chain',
      at.chain,
    );
    expect(run).toMatchObject({ code: 2, image: { error: { code: 'key_certificate_mismatch' } } });
    expect(registry.writes).toEqual([]);
  });

  it('writes nothing anywhere when the timestamp authority does not answer as it should', async () => {
    authority.server.faults.push(...Array.from({ length: 9 }, () => ({ status: 500 })));
    const tsa = ['--timestamp-url', authority.url, '--timestamp-root-cert', at.path('tsa.pem')];
    const run = await json(places(2), ...keyFlags(), ...tsa);
    expect(run).toMatchObject({ code: 3, image: { error: { code: 'timestamp_authority_unavailable' } } });
    expect(registry.writes).toEqual([]);
    authority.server.faults.length = 0;
    const done = await json(places(2), ...keyFlags(), ...tsa);
    expect(done).toMatchObject({ code: 0 });
    expect(done.image.signatures.at(-1)).toMatchObject({ made: true, timestamp: { store: null } });
  });

  it('uses no key for what the policy refuses, and tells of that though the key may not be used either', async () => {
    kms.rights.delete('GetPublicKey');
    const run = await json(places(1), ...keyFlags(), '--require-count', '2');
    expect(run).toMatchObject({ code: 1, image: { error: { code: 'requirement_not_met' } } });
    expect(used('Sign')).toBe(0);
    expect(registry.writes).toEqual([]);
  });

  it('says in a dry run what would be signed, and asks nobody', async () => {
    const [place] = places(1);
    const planned = await promote([place!], ...keyFlags(), '--dry-run');
    expect(planned, planned.stderr).toMatchObject({ code: 0 });
    expect(planned.stdout).toMatch(/own signature +to be made$/m);
    await promote([place!], ...keyFlags());
    kms.server.asked.length = 0;
    registry.log.length = 0;
    expect((await promote([place!], ...keyFlags(), '--dry-run')).stdout).toMatch(
      /own signature +there already, sha256:/m,
    );
    expect(kms.server.asked).toEqual([]);
    expect(registry.writes).toEqual([]);
  });

  it('signs what the options of sign say: format, expiry and metadata', async () => {
    const [place] = places(1);
    const flags = ['--signature-format', 'cose', '--expiry', '30d', '-m', 'mirror=eu'];
    const run = await json([place!], ...keyFlags(), ...flags);
    expect(run.image.signatures.at(-1)).toMatchObject({ mediaType: 'application/cose' });
    expect(run.image.signatures.at(-1)!.validUntil).not.toBeNull();
    expect(await verify(place!, '-m', 'mirror=eu')).toMatchObject({ code: 0 });
    expect((await verify(place!, '-m', 'mirror=us')).code).toBe(1);
  });

  it('goes by digest, and to a layout, from where it goes on without a second signature', async () => {
    const there = `oci:${at.path('transfer')}@${at.digests.one}`;
    expect((await json([there], ...keyFlags())).image).toMatchObject({ status: 'promoted' });
    const from = ['promote', there, ...places(1).map((one) => one.replace(/:1$/, `@${at.digests.one}`))];
    const on = await type([...from, ...at.trustFlags, ...keyFlags(), '--output', 'json'], env());
    expect(on.json().images[0]!.destinations[0]!.signed).toMatchObject([{ action: 'carried' }]);
    expect(used('Sign')).toBe(1);
  });

  it('signs each image of an index for itself with -r, as verify -r wants it', async () => {
    const [place] = places(1);
    const index = (...flags: string[]) =>
      type(
        [
          'promote',
          `${at.images}:multi`,
          place!,
          ...at.trustFlags,
          '--allow-unsigned',
          ...keyFlags(),
          ...flags,
        ],
        env(),
      );
    const alone = await index();
    expect(alone).toMatchObject({ code: 0 });
    expect(alone.stderr).toContain('is an index; this run signs it alone, and not its platforms');
    expect((await verify(place!, '-r')).code).toBe(1);
    const each = await index('-r');
    expect(each, each.stderr).toMatchObject({ code: 0 });
    expect(each.stdout).toMatch(/own signature +there before, and 2 platforms made by this run, sha256:/);
    expect(await verify(place!, '-r')).toMatchObject({ code: 0 });
    expect(used('Sign')).toBe(3);
    expect((await index('-r')).stdout).toMatch(/^unchanged/);
  });

  it('signs the chosen platforms alone', async () => {
    const place = `oci:${at.path('sparse')}:1`;
    const flags = ['--allow-unsigned', '-r', '--platform', 'linux/amd64', ...keyFlags()];
    const done = await type(['promote', `${at.images}:multi`, place, ...at.trustFlags, ...flags], env());
    expect(done, done.stdout + done.stderr).toMatchObject({ code: 0 });
    expect(used('Sign')).toBe(2);
    expect(await verify(place, '-r', '--platform', 'linux/amd64')).toMatchObject({ code: 0 });
  });

  it('stands in an archive as well, and is found there', async () => {
    const archive = `oci-archive:${at.path('transfer.tar')}:1`;
    expect((await json([archive], ...keyFlags())).image.destinations[0]).toMatchObject({
      status: 'promoted',
      signed: [{ action: 'made' }],
    });
    expect((await json([archive], ...keyFlags())).image).toMatchObject({ status: 'unchanged' });
    expect(used('Sign')).toBe(1);
    expect(await verify(archive)).toMatchObject({ code: 0 });
  });

  it('shows a person how each destination came to its signature', async () => {
    const [one, two] = places(2);
    await promote([one!], ...keyFlags());
    const { stdout } = await promote([one!, two!], ...keyFlags());
    expect(stdout).toMatch(/r0:1\b.*own signature there before/s);
    expect(stdout).toMatch(/r1:1\b.*own signature made by this run/s);
  });

  it.each<[string, (where: Workplace) => string[], RegExp]>([
    [
      'a key without --sign',
      ({ key }) => ['--key', key],
      /^error: --key: without --sign promote makes no sig/m,
    ],
    ['metadata without --sign', () => ['-m', 'a=b'], /--user-metadata: without --sign/],
    [
      'several without --sign',
      () => ['--expiry', '3d', '--if-signed', 'add'],
      /--expiry, --if-signed: without/,
    ],
    ['--sign without a key', () => ['--sign'], /promote --sign needs --key/],
    [
      '--sign without a chain',
      ({ key }) => ['--sign', '--key', key],
      /promote --sign needs --certificate-chain/,
    ],
    [
      '--sign of what nobody judges',
      ({ keyFlags: flags }) => ['--sign', ...flags, '--skip-verification'],
      /--sign and --skip-verification exclude each other/,
    ],
    [
      'a timestamp without its root',
      ({ keyFlags: flags }) => ['--sign', ...flags, '--timestamp-url', 'http://tsa.example.com'],
      /--timestamp-url is given without --timestamp-root-cert/,
    ],
    [
      'metadata of the Notary Project',
      ({ keyFlags: flags }) => ['--sign', ...flags, '-m', 'io.cncf.notary.x=1'],
      /io\.cncf\.notary/,
    ],
  ])('is refused before anybody is contacted: %s', async (_, flags, words) => {
    const run = await promote(places(1), ...flags(at));
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(words);
    expect(registry.log).toEqual([]);
    expect(kms.server.asked).toEqual([]);
  });

  it('tries a key service again that is busy, and asks it for one signature all the same', async () => {
    kms.server.faults.push((asked) =>
      asked.headers['x-amz-target']?.endsWith('Sign') ? awsError('ThrottlingException') : undefined,
    );
    expect(await json(places(2), ...keyFlags())).toMatchObject({ code: 0 });
  });
});
