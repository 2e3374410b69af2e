import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compare } from '../../src/index.ts';
import type { ComparedResult } from '../../src/operations/comparison/result.ts';
import { type Typed, type } from '../support/command-line.ts';
import { attachByTag, cosignImage } from '../support/cosign-images.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { attach, attached, image, index, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';
import { expectValid } from '../support/result-schema.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let here: FakeRegistry;
let there: FakeRegistry;
let round = 0;

beforeAll(async () => {
  at = await workplace();
  here = await FakeRegistry.start();
  there = await FakeRegistry.start();
});
afterAll(() => Promise.all([at.remove(), here.stop(), there.stop()]));
beforeEach(() => {
  round += 1;
});

const repository = () => `team/app${round}`;
const SOURCE = () => `${here.host}/${repository()}:1`;
const TARGET = () => `${there.host}/${repository()}`;
const ours = () => registryStore(here.host, repository());
const theirs = () => registryStore(there.host, repository());

/** An image of the source, signed, with an SBOM; by default at both sides. */
async function given({ copied = true, built = image({ seed: `image ${round}` }) } = {}) {
  const root = await push(ours(), built, '1');
  const sbom = await attach(ours(), root, attached(root));
  const signed = await type(['sign', SOURCE(), ...at.keyFlags]);
  expect(signed, signed.stderr).toMatchObject({ code: 0 });
  const signature = here
    .repository(repository())
    .referrers.get(root.digest)!
    .find(({ digest }) => digest !== sbom.digest)!.digest;
  if (copied) await promoted();
  return { root, sbom, signature, built };
}

async function promoted(): Promise<void> {
  const done = await type(['promote', SOURCE(), TARGET(), ...at.trustFlags]);
  expect(done, done.stderr).toMatchObject({ code: 0 });
}

/** The command with its JSON, which has to fit the schema. */
async function compared(...flags: string[]): Promise<Typed & { readonly row: ComparedResult }> {
  const typed = await type(['compare', SOURCE(), '--with', TARGET(), '--output', 'json', ...flags]);
  const json = typed.json();
  expectValid(json);
  return { ...typed, row: json.images[0]?.compared?.[0] as ComparedResult };
}

/** The address of a registry that is down. */
async function unreachable(): Promise<string> {
  const registry = await FakeRegistry.start();
  const { host } = registry;
  await registry.stop();
  return host;
}

const NOTARY = 'application/vnd.cncf.notary.signature';
const SBOM = 'application/vnd.example.sbom';

describe('sealift compare', () => {
  it('finds a promoted image equal, with what is attached by type', async () => {
    await given();
    const { code, row } = await compared();
    expect(row).toMatchObject({
      repository: TARGET(),
      status: 'equal',
      tag: { tag: '1' },
      manifests: { expected: 1, incomplete: [] },
      onlyThere: [],
      blobs: null,
      error: null,
    });
    expect(Object.fromEntries(row.attachments.map((one) => [one.artifactType, one.present]))).toEqual({
      [SBOM]: 1,
      [NOTARY]: 1,
    });
    expect(code).toBe(0);
    const shown = await type(['compare', SOURCE(), '--with', TARGET()]);
    expect(shown.stdout).toMatch(/^equal {8}\S+:1\n/);
    expect(shown.stdout).toContain(`${TARGET()}  tag 1, 1 manifest, 2 attached`);
  });

  it('says what a copy without its signatures left behind, and exits with 1', async () => {
    const { root, signature, sbom, built } = await given({ copied: false });
    await push(theirs(), built, '1');
    const { code, row } = await compared();
    expect(code).toBe(1);
    expect(row).toMatchObject({
      status: 'short',
      tag: { digest: root.digest },
      manifests: { incomplete: [] },
    });
    const missing = row.attachments.flatMap((one) => one.missing);
    expect(new Set(missing)).toEqual(new Set([signature, sbom.digest]));
    expect(row.error).toMatchObject({ code: 'parity_missing' });
    const shown = await type(['compare', SOURCE(), '--with', TARGET()]);
    expect(shown).toMatchObject({ code: 1 });
    expect(shown.stdout).toContain(`0 of 1 ${NOTARY}`);
    expect(shown.stderr).toContain('2 of 2 attached artifacts are missing');
    expect(shown.stderr).toContain('[parity_missing]');
    expect(shown.stderr).toContain('--repair');
  });

  it('says that nothing is there where the repository is not', async () => {
    await given({ copied: false });
    const { code, row } = await compared();
    expect(code).toBe(1);
    expect(row).toMatchObject({ tag: { tag: '1', digest: null }, manifests: { expected: 1 } });
    expect(row.manifests.incomplete).toHaveLength(1);
    expect(row.error?.message).toContain('the tag 1 is not there');
  });

  it('names both digests of a tag that is at another image', async () => {
    const { root } = await given();
    const other = await push(theirs(), image({ seed: 'another' }), '1');
    const { code, row } = await compared();
    expect(code).toBe(1);
    expect(row).toMatchObject({ status: 'short', tag: { tag: '1', digest: other.digest } });
    // The image itself is there, under its digest.
    expect(row.manifests.incomplete).toEqual([]);
    expect(row.error?.message).toContain(root.digest);
    expect(row.error?.message).toContain(other.digest);
  });

  it('compares no tag of an image that is named by digest', async () => {
    const { root } = await given();
    await push(theirs(), image({ seed: 'another' }), '1');
    const byDigest = `${here.host}/${repository()}@${root.digest}`;
    const typed = await type(['compare', byDigest, '--with', TARGET(), '--output', 'json']);
    expect(typed.code).toBe(0);
    expect(typed.json().images[0]?.compared?.[0]).toMatchObject({ status: 'equal', tag: null });
  });

  it('tells of what is only there, and calls it no shortfall', async () => {
    const { root } = await given();
    const extra = await attach(theirs(), root, attached(root, 'application/vnd.example.scan', 'scan'));
    const { code, row } = await compared();
    expect(code).toBe(0);
    expect(row.status).toBe('equal');
    expect(row.onlyThere).toEqual([{ digest: extra.digest, artifactType: 'application/vnd.example.scan' }]);
    const shown = await type(['compare', SOURCE(), '--with', TARGET()]);
    expect(shown.stdout).toContain(`only there  application/vnd.example.scan ${extra.digest}`);
  });

  it('tells of what is only there also where the source has nothing attached', async () => {
    const root = await push(ours(), image(), '1');
    await push(theirs(), image(), '1');
    const extra = await attach(theirs(), root, attached(root));
    expect((await compared()).row).toMatchObject({ status: 'equal', onlyThere: [{ digest: extra.digest }] });
  });

  it('finds a signature of an SBOM that is missing', async () => {
    const { sbom } = await given();
    const late = await attach(ours(), sbom, attached(sbom, NOTARY, 'signature of the SBOM'));
    const { code, row } = await compared();
    expect(code).toBe(1);
    expect(row.attachments.flatMap(({ missing }) => missing)).toEqual([late.digest]);
  });

  it('finds the platform of an index that is missing, and expects only those that are named', async () => {
    const built = index([image({ seed: 'amd' }), image({ seed: 'arm' })]);
    await given({ built });
    const [, arm] = built.children;
    const { digest } = arm!.manifest.descriptor;
    there.repository(repository()).manifests.delete(digest);
    const { code, row } = await compared();
    expect(code).toBe(1);
    expect(row.platforms).toMatchObject([
      { platform: 'linux/amd64', status: 'whole' },
      { platform: 'linux/arm64', digest, status: 'incomplete' },
    ]);
    expect(row.error?.message).toContain('1 of 3 manifests are not whole there (linux/arm64)');
    expect((await compared('--platform', 'linux/amd64')).code).toBe(0);
    expect((await compared('--platform', 'linux/s390x')).json().images[0]?.error?.code).toBe(
      'platform_missing',
    );
  });

  it.each(['sig', 'att', 'sbom'] as const)('finds a tag .%s of cosign that is missing', async (suffix) => {
    const { root } = await given();
    await attachByTag(ours(), root, suffix, cosignImage(suffix, [{ payload: 'one' }]));
    const { code, row } = await compared();
    expect(code).toBe(1);
    expect(row.attachments.find((one) => one.suffix === suffix)).toMatchObject({ expected: 1, present: 0 });
    await promoted();
    expect(await compared()).toMatchObject({ code: 0, row: { status: 'equal' } });
  });

  it('believes what is listed, and with --deep finds what a registry lists and does not have', async () => {
    const { built, signature } = await given();
    const repo = there.repository(repository());
    const layer = built.blobs[1]!.descriptor.digest;
    repo.blobs.delete(layer);
    expect((await compared()).code).toBe(0);
    const deep = await compared('--deep');
    expect(deep.code).toBe(1);
    expect(deep.row).toMatchObject({ deep: true, blobs: { missing: [layer] } });
    expect(deep.row.error?.message).toContain('blobs are gone');
    repo.manifests.delete(signature);
    const worse = await compared('--deep');
    expect(worse.row.attachments.find((one) => one.artifactType === NOTARY)?.missing).toEqual([signature]);
  });

  it('finds a digest tag that the list of tags of a cache does not have, where the tag itself is not listed', async () => {
    const { root } = await given();
    await attachByTag(ours(), root, 'sig', cosignImage('sig', [{ payload: 'one' }]));
    here.switches.tagList = 'null';
    try {
      expect((await compared()).code).toBe(1);
    } finally {
      here.switches.tagList = 'tags';
    }
  });

  it('exits with 3 for a registry that is down, and with 4 for one that denies, and calls neither a shortfall', async () => {
    await given();
    const locked = await FakeRegistry.start({}, { kind: 'basic', accounts: [] });
    const gone = await unreachable();

    const run = (host: string) =>
      type([
        'compare',
        SOURCE(),
        '--with',
        TARGET(),
        '--with',
        `${host}/app`,
        '--output',
        'json',
        '--timeout',
        '1s',
      ]);
    try {
      for (const [host, code] of [
        [gone, 3],
        [locked.host, 4],
      ] as const) {
        const typed = await run(host);
        expect(typed.code).toBe(code);
        const rows = typed.json().images[0]?.compared;
        expect(rows).toMatchObject([{ status: 'equal' }, { status: 'failed', attachments: [] }]);
        expect(rows?.[1]?.error?.code).not.toBe('parity_missing');
      }
    } finally {
      await locked.stop();
    }
  });

  it('exits with 1 and not with 5 where one of several images is short', async () => {
    await given();
    await push(ours(), image({ seed: 'second' }), '2');
    const second = SOURCE().replace(/:1$/, ':2');
    const list = at.path(`images-${round}.txt`);
    await writeFile(list, `${second} # only here\n`);
    const typed = await type([
      'compare',
      SOURCE(),
      '--images-file',
      list,
      '--with',
      TARGET(),
      '--output',
      'json',
    ]);
    expect(typed.code).toBe(1);
    expect(typed.json()).toMatchObject({
      status: 'partial',
      images: [{ status: 'equal' }, { status: 'failed', error: { code: 'parity_missing' } }],
    });
  });

  it.each(['oci:', 'oci-archive:'])('compares with %s, and from it', async (kind) => {
    await given();
    const place = `${kind}${at.path(`copy-${round}`)}`;
    const missing = await type(['compare', SOURCE(), '--with', place, '--output', 'json']);
    expect(missing.json().images[0]?.compared?.[0]?.error?.code).toBe('file_not_found');
    const mended = await type(['compare', SOURCE(), '--with', place, '--repair', ...at.trustFlags]);
    expect(mended, mended.stderr).toMatchObject({ code: 0 });
    for (const [from, to] of [
      [SOURCE(), place],
      [`${place}:1`, TARGET()],
    ] as const)
      expect(await type(['compare', from, '--with', to, '--deep'])).toMatchObject({ code: 0 });
  });

  it('writes nothing without --repair', async () => {
    const { built } = await given({ copied: false });
    await push(theirs(), built, '1');
    there.log.length = 0;
    here.log.length = 0;
    await compared('--deep');
    expect([...here.writes, ...there.writes]).toEqual([]);
  });
});

describe('sealift compare --repair', () => {
  it('promotes what is missing, compares again, and ends equal', async () => {
    const { built } = await given({ copied: false });
    await push(theirs(), built, '1');
    const { code, row, ...typed } = await compared('--repair', ...at.trustFlags);
    expect(code).toBe(0);
    expect(row).toMatchObject({ status: 'equal', repair: 'done', error: null });
    const [shown] = typed.json().images;
    expect(shown).toMatchObject({ status: 'equal', policy: { statement: 'all' } });
    expect(shown?.signatures).toMatchObject([{ status: 'passed' }]);
    expect((await type(['verify', `${TARGET()}:1`, ...at.trustFlags])).code).toBe(0);
    there.log.length = 0;
    expect(await compared('--repair', ...at.trustFlags)).toMatchObject({ code: 0, row: { repair: null } });
    expect(there.writes).toEqual([]);
  });

  it('points a tag that is elsewhere at the image, and names the command that goes back', async () => {
    const { root } = await given();
    const other = await push(theirs(), image({ seed: 'another' }), '1');
    const typed = await compared('--repair', ...at.trustFlags);
    expect(typed).toMatchObject({ code: 0, row: { tag: { digest: root.digest }, repair: 'done' } });
    expect(typed.json().images[0]?.destinations[0]?.rollback).toContain(`@${other.digest}`);
  });

  it('puts back a blob that is gone, with --deep', async () => {
    const { built } = await given();
    const { blobs } = there.repository(repository());
    const layer = built.blobs[1]!.descriptor.digest;
    blobs.delete(layer);
    expect(await compared('--deep', '--repair', ...at.trustFlags)).toMatchObject({
      code: 0,
      row: { repair: 'done', blobs: { missing: [] } },
    });
    expect(blobs.has(layer)).toBe(true);
  });

  it('is refused by the gate for an image that nobody signed, and the shortfall stays', async () => {
    await push(ours(), image(), '1');
    const { code, row, ...typed } = await compared('--repair', ...at.trustFlags);
    expect(code).toBe(1);
    expect(row).toMatchObject({
      status: 'short',
      tag: { digest: null },
      repair: 'failed',
      error: { code: 'artifact_unsigned', message: expect.stringContaining(`${TARGET()} was not repaired`) },
    });
    expect(typed.json().images[0]).toMatchObject({ status: 'failed', error: { code: 'artifact_unsigned' } });
    expect(await compared('--repair', '--allow-unsigned', ...at.trustFlags)).toMatchObject({ code: 0 });
  });

  it('mends one repository also where another one cannot be reached', async () => {
    const { built } = await given({ copied: false });
    await push(theirs(), built, '1');
    const gone = await unreachable();

    const typed = await compared('--with', `${gone}/app`, '--timeout', '1s', '--repair', ...at.trustFlags);
    expect(typed.code).toBe(3);
    expect(typed.json().images[0]?.compared).toMatchObject([
      { status: 'equal', repair: 'done' },
      { status: 'failed', repair: null },
    ]);
  });
});

describe('a comparison that cannot begin', () => {
  it.each<[string, () => readonly string[], RegExp]>([
    ['trust flags without --repair', () => [SOURCE(), '--with', TARGET(), ...at.trustFlags], /Add --repair/],
    ['a tag in --with', () => [SOURCE(), '--with', `${TARGET()}:1`], /Write --with \S+\n/],
    ['no --with', () => [SOURCE()], /--with/],
    ['no source', () => ['--with', TARGET()], /no image is given/],
    ['the repository of the source', () => [SOURCE(), '--with', SOURCE().slice(0, -2)], /Name another/],
    ['--repair without trust', () => [SOURCE(), '--with', TARGET(), '--repair'], /trust_missing/],
    ['a reserved flag', () => [SOURCE(), '--with', TARGET(), '--report', 'x.html'], /--report is reserved/],
  ])('%s ends with 2 before anything is contacted', async (_, words, hint) => {
    here.log.length = 0;
    const typed = await type(['compare', ...words()], { CI: 'true' });
    expect(typed.code).toBe(2);
    expect(typed.stderr).toMatch(hint);
    expect([...here.requests, ...there.requests].filter((one) => one.includes(repository()))).toEqual([]);
  });

  it('names two sources that would need one tag', async () => {
    const other = `${here.host}/team/other:1`;
    const list = at.path('two.txt');
    await writeFile(list, other);
    const typed = await type(['compare', SOURCE(), '--images-file', list, '--with', TARGET()]);
    expect(typed.code).toBe(2);
    expect(typed.stderr).toContain('have one tag');
  });

  it('rejects in the library, and a shortfall resolves', async () => {
    await expect(compare({ source: SOURCE(), with: [], env: {} })).rejects.toMatchObject({ code: 'usage' });
    await push(ours(), image(), '1');
    const result = await compare({ source: SOURCE(), with: TARGET(), env: {} });
    expect(result).toMatchObject({ status: 'failed', images: [{ error: { code: 'parity_missing' } }] });
  });
});
