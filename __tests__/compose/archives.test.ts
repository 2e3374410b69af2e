import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/compose/open-parts.ts';
import type { ImageResult } from '../../src/operations/results.ts';
import { type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { expectValid } from '../support/result-schema.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const SCOPE = ['--scope', 'registry.example.com/team/app'];

let at: Workplace;
let registry: FakeRegistry;
let round = 0;

beforeAll(async () => {
  at = await workplace();
  registry = await FakeRegistry.start();
  const signed = await type(['sign', `${at.images}:multi`, '-r', ...at.keyFlags]);
  expect(signed, signed.stderr).toMatchObject({ code: 0 });
});
afterAll(() => Promise.all([at.remove(), registry.stop()]));
beforeEach(() => {
  round += 1;
});

const file = (name = 'app'): string => at.path(`${name}${round}.tar`);
const archive = (name?: string): string => `oci-archive:${file(name)}`;
const trust = () => [...SCOPE, ...at.trustFlags];

/** Runs a command on one image, which has to end with `code`. */
async function run(code: number, ...args: string[]): Promise<ImageResult> {
  const done = await type([...args, '--output', 'json'], { DOCKER_CONFIG: at.folder });
  expect(done, done.stdout + done.stderr).toMatchObject({ code });
  expectValid(done.json());
  return done.json().images[0]!;
}

const promote = (source: string, ...more: string[]) => run(0, 'promote', source, ...more, ...trust());

describe('promoting', () => {
  it('keeps digest and signatures from a layout to an archive, another one, a registry and back', async () => {
    const first = await promote(`${at.images}:multi`, `${archive('a')}:1,latest`);
    expect(first).toMatchObject({ status: 'promoted', digest: at.digests.multi });
    expect(first.destinations[0]).toMatchObject({ attachments: { expected: 3, added: 3, missing: [] } });
    await promote(`${archive('a')}:1`, `${archive('b')}:1`);
    await promote(`${archive('b')}:1`, `${registry.host}/r${round}:1`);
    await promote(`${registry.host}/r${round}:1`, `${archive('c')}:1`);
    expect(await readFile(file('c'))).toEqual(await readFile(file('b')));
    const verified = await run(0, 'verify', `${archive('c')}:1`, '-r', ...trust());
    expect(verified).toMatchObject({ status: 'verified', digest: at.digests.multi });
    expect((await run(0, 'list', `${archive('c')}:1`)).attachments).toHaveLength(3);
    expect((await run(0, 'inspect', `${archive('c')}@${at.digests.multi}`)).signatures).toHaveLength(1);
  });

  it('writes nothing when all is there', async () => {
    await promote(`${at.images}:multi`, `${archive()}:1`);
    const before = await stat(file(), { bigint: true });
    const again = await promote(`${at.images}:multi`, `${archive()}:1`);
    expect(again.destinations).toMatchObject([{ status: 'unchanged' }]);
    await promote(`${at.images}:multi`, `${archive()}:1`, '--deep');
    const after = await stat(file(), { bigint: true });
    expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
  });

  it('adds to an archive, and moves a tag in it', async () => {
    await promote(`${at.images}:multi`, `${archive()}:1`);
    const moved = await run(
      0,
      ...['promote', `${at.images}:one`, `${archive()}:1,2`, '--skip-verification', '--move-tag', 'always'],
    );
    expect(moved.destinations[0]).toMatchObject({ previousDigest: at.digests.multi });
    expect(await run(0, 'list', `${archive()}:1`)).toMatchObject({ digest: at.digests.one });
    expect((await run(0, 'list', `${archive()}@${at.digests.multi}`)).attachments).toHaveLength(3);
  });

  it('makes no archive in a dry run, and by digest one without a tag', async () => {
    const planned = await promote(`${at.images}:multi`, `${archive()}:1`, '--dry-run');
    expect(planned.destinations).toMatchObject([{ status: 'planned' }]);
    await expect(stat(file())).rejects.toThrow('ENOENT');
    await promote(`${at.images}@${at.digests.multi}`, archive());
    expect(await run(0, 'list', `${archive()}@${at.digests.multi}`)).toMatchObject({ status: 'listed' });
    expect((await run(1, 'list', `${archive()}:multi`)).error).toMatchObject({ code: 'artifact_not_found' });
  });

  it('leaves nothing under the name when it fails halfway', async () => {
    await promote(`${at.images}:multi`, `${registry.host}/r${round}:1`);
    registry.failures.push({ match: /^GET .*\/blobs\//, times: 99, status: 404 });
    const failed = await run(
      1,
      'promote',
      `${registry.host}/r${round}:1`,
      `${archive()}:1`,
      ...SCOPE,
      '--skip-verification',
    );
    registry.failures.length = 0;
    expect(failed.destinations).toMatchObject([{ status: 'failed' }]);
    expect((await readdir(at.folder)).filter((name) => name.includes(`app${round}.tar`))).toEqual([]);
    expect((await readdir(at.folder)).filter((name) => name.startsWith('.sealift'))).toEqual([]);
  });

  it('says that nothing is there when the archive cannot be written at the end', async () => {
    await mkdir(`${file()}.lock`);
    const failed = await run(2, 'promote', `${at.images}:multi`, `${archive()}:1`, ...trust());
    expect(failed.destinations).toMatchObject([
      {
        status: 'failed',
        copied: 0,
        bytes: 0,
        tags: [{ tag: '1', action: 'left' }],
        attachments: { expected: 3, present: 0, added: 0 },
        error: { code: 'file_unreadable' },
      },
    ]);
    await expect(stat(file())).rejects.toThrow('ENOENT');
  });

  it('goes to an archive and to a registry at once, and one that fails stops no other', async () => {
    await writeFile(file('bad'), 'no tar');
    const done = await run(
      5,
      ...[
        'promote',
        `${at.images}:multi`,
        `${archive()}:1`,
        `${archive('bad')}:1`,
        `${registry.host}/r${round}:1`,
      ],
      ...trust(),
    );
    expect(done.destinations.map(({ status }) => status)).toEqual(['promoted', 'failed', 'promoted']);
    expect(done.destinations[1]!.error).toMatchObject({ code: 'archive_invalid' });
    expect(await readFile(file('bad'), 'utf8')).toBe('no tar');
  });

  it('lists no signature of our own that stands nowhere, since the archive was not written', async () => {
    const own = ['--sign', ...at.keyFlags, '--if-signed', 'add'];
    const ours = ({ signatures }: ImageResult) => signatures.filter(({ made }) => made);
    const target = `${archive()}:1`;
    await mkdir(`${file()}.lock`);
    const failed = await run(2, 'promote', `${at.images}:multi`, target, ...trust(), ...own);
    expect(ours(failed)).toEqual([]);
    await rm(`${file()}.lock`, { recursive: true });
    expect(ours(await promote(`${at.images}:multi`, target, ...own))).toHaveLength(1);
  });

  it('from an archive into the same one writes it once, and both names are there', async () => {
    await promote(`${at.images}:multi`, `${archive()}:1`);
    await promote(`${archive()}:1`, `${archive()}:2`);
    for (const tag of ['1', '2'])
      expect(await run(0, 'list', `${archive()}:${tag}`)).toMatchObject({ digest: at.digests.multi });
  });
});

describe('signing', () => {
  const unsigned = () => run(0, 'promote', `${at.images}:two`, `${archive()}:2`, '--skip-verification');

  it('adds a signature to an archive, which then verifies, and a repeat writes nothing', async () => {
    await unsigned();
    const signed = await run(0, 'sign', `${archive()}:2`, ...at.keyFlags);
    expect(signed).toMatchObject({ status: 'signed', digest: at.digests.two });
    expect(await run(0, 'verify', `${archive()}:2`, ...trust())).toMatchObject({ status: 'verified' });
    const before = await readFile(file());
    expect(await run(0, 'sign', `${archive()}:2`, ...at.keyFlags)).toMatchObject({ status: 'skipped' });
    expect(await readFile(file())).toEqual(before);
  });

  it('signs every platform, and several images of one archive', async () => {
    await unsigned();
    await run(0, 'promote', `${at.images}:multi`, `${archive()}:multi`, ...trust());
    const done = await type([
      'sign',
      `${archive()}@${at.digests.two}`,
      `${archive()}@${at.digests.multi}`,
      '-r',
      ...at.keyFlags,
      '--if-signed',
      'add',
    ]);
    expect(done, done.stderr).toMatchObject({ code: 0 });
    expect((await run(0, 'list', `${archive()}:multi`)).attachments).toHaveLength(6);
    expect((await run(0, 'list', `${archive()}:2`)).attachments).toHaveLength(1);
  });

  it('of an archive that is not there is refused before the key is used', async () => {
    const refused = await run(2, 'sign', `${archive()}:1`, ...at.keyFlags);
    expect(refused.error).toMatchObject({ code: 'file_not_found' });
    expect(refused.error!.message).toContain('no image archive');
  });
});

it('an archive has no repository: verifying asks for the scope', async () => {
  await promote(`${at.images}:multi`, `${archive()}:1`);
  const policy = JSON.stringify({
    version: '1.0',
    trustPolicies: [
      {
        name: 'app',
        registryScopes: [SCOPE[1]],
        signatureVerification: { level: 'strict' },
        trustStores: ['ca:acme'],
        trustedIdentities: ['*'],
      },
    ],
  });
  const flags = ['--trust-policy', policy, '--trust-store', at.store];
  expect((await run(2, 'verify', `${archive()}:1`, ...flags)).error!.hint).toContain('--scope');
  expect(await run(0, 'verify', `${archive()}:1`, ...flags, ...SCOPE)).toMatchObject({ status: 'verified' });
});

it.skipIf(process.platform === 'win32')(
  'a colon in the name of the file needs a tag or a digest behind it',
  async () => {
    await promote(`${at.images}:multi`, `${archive('v1:2')}:1`);
    expect((await readdir(at.folder)).filter((name) => name.startsWith('v1'))).toEqual([`v1:2${round}.tar`]);
    expect(await run(0, 'list', `${archive('v1:2')}:1`)).toMatchObject({ digest: at.digests.multi });
  },
);

it('openStore commits what was written when the store is closed', async () => {
  const from = await openStore({ place: at.images });
  const store = await openStore({ place: archive(), purpose: 'create' });
  const during = new AbortController().signal;
  const root = (await from.resolve({ tag: 'one' }, during))!;
  const content = await from.manifest(root, during);
  const { config, layers } = JSON.parse(new TextDecoder().decode(content.bytes));
  for (const part of [config, ...layers])
    await store.putBlob(part, (offset) => from.blob(part, { offset }, during), during);
  await store.putManifest(content, during);
  await store.tag(content, '1', during);
  await store.close();
  await from.close();
  expect(await run(0, 'list', `${archive()}:1`)).toMatchObject({ digest: at.digests.one });
  await rm(file());
});
