import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTagOf } from '../../src/notation/record/record-tag.ts';
import { digestOf } from '../../src/oci/digest.ts';
import type { ImageResult } from '../../src/operations/results.ts';
import { type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { expectValid } from '../support/result-schema.ts';
import { policyOf, type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let registry: FakeRegistry;
const repository = () => registry.repository('prod/app');
const name = (suffix: string) => `${registry.host}/prod/app${suffix}`;

beforeAll(async () => {
  at = await workplace();
  registry = await FakeRegistry.start();
  for (const image of ['one', 'two'] as const)
    expect(await run('sign', `${at.images}@${at.digests[image]}`, ...at.keyFlags)).toMatchObject({ code: 0 });
});
afterAll(() => Promise.all([at.remove(), registry.stop()]));

async function run(...args: readonly string[]) {
  const env = {
    DOCKER_CONFIG: at.folder,
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_RUN_ID: '7',
    GITHUB_ACTOR: 'alice',
  };
  const { code, stderr, stdout } = await type([...args, '--output', 'json'], env);
  const result = JSON.parse(stdout);
  expectValid(result);
  const image: ImageResult | undefined = result.images[0];
  return { code, stderr, error: result.error ?? image?.error, image, images: result.images as ImageResult[] };
}

/** Trust in a policy of one statement, for sources without a repository too. */
const trust = () => [...at.trustFlags];
const keys = () => ['--record', '--record-key', at.key, '--record-certificate-chain', at.chain];
const promote = (tag: string, to: string, ...more: readonly string[]) =>
  run('promote', `${at.images}:${tag}`, to, ...trust(), ...more);

describe('promote --record and verify --record', () => {
  it('say who let the image pass, by which policy, and in which run', async () => {
    const done = await promote('one', name(':1,latest'), ...keys());
    expect(done).toMatchObject({ code: 0, image: { status: 'promoted' } });
    const records = done.image!.destinations[0]!.records!;
    expect(records.map(({ tag, recordTag }) => [tag, recordTag])).toEqual(
      ['1', 'latest'].map((tag) => [tag, recordTagOf(tag)]),
    );
    const verified = await run('verify', name(':1'), name(':latest'), '--record', ...trust());
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.images.map(({ record }) => record)).toMatchObject(
      ['1', 'latest'].map((tag) => ({
        status: 'passed',
        tag,
        source: 'oci',
        runUrl: 'https://github.com/acme/app/actions/runs/7',
        actor: 'alice',
      })),
    );
    const texts = [...repository().blobs.values()].map((bytes) => Buffer.from(bytes).toString('latin1'));
    const policy = digestOf(Buffer.from(policyOf('strict')));
    expect(texts.filter((text) => text.includes(`"policy":{"uri":"ni:///sha-256;`))).toHaveLength(2);
    expect(texts.some((text) => text.includes(`"digest":{"sha256":"${policy.slice(7)}"}`))).toBe(true);
    expect(texts.some((text) => text.includes(at.folder))).toBe(false);
  });

  it('judge each tag of one digest by its own record', async () => {
    repository().tags.delete(recordTagOf('latest'));
    const both = [`:1@${at.digests.one}`, `:latest@${at.digests.one}`].map(name);
    const { images } = await run('verify', ...both, '--record', ...trust());
    expect(images.map(({ status, error }) => [status, error?.code])).toEqual([
      ['verified', undefined],
      ['failed', 'record_missing'],
    ]);
  });

  it('print the command that goes back with the flags that put a record of that, too', async () => {
    const moved = await promote('two', name(':1'), ...keys());
    const back = moved.image!.destinations[0]!.rollback!;
    expect(back).toContain(`--record --record-key ${at.key} --record-certificate-chain ${at.chain}`);
    expect(await run(...back.split(' ').slice(1))).toMatchObject({ code: 0 });
    expect(await run('verify', name(':1'), '--record', ...trust())).toMatchObject({
      code: 0,
      image: { digest: at.digests.one },
    });
  });

  it('say in a dry run what would be put, and put nothing', async () => {
    const writes = registry.writes.length;
    const planned = await promote('one', name(':planned'), ...keys(), '--dry-run');
    expect(planned).toMatchObject({ code: 0, image: { status: 'planned' } });
    expect(planned.image!.destinations[0]!.records).toMatchObject([
      { tag: 'planned', digest: null, action: 'made' },
    ]);
    expect(registry.writes).toHaveLength(writes);
  });

  it('say once that nobody signed what a tag means, where no record is asked for', async () => {
    const { stderr } = await type(['verify', name(':1'), name(':latest'), ...trust()], {});
    expect(stderr.match(/nobody has signed/g)).toHaveLength(1);
    const pinned = await type(['verify', name(`@${at.digests.one}`), ...trust()], {});
    expect(pinned.stderr).not.toContain('nobody has signed');
  });

  it.each<[string, () => readonly string[], RegExp]>([
    ['no key', () => ['--record'], /promote --record needs --record-key/],
    ['no chain', () => ['--record', '--record-key', at.key], /needs --record-certificate-chain/],
    ['a key alone', () => ['--record-key', at.key], /--record-key: without --record/],
    ['an age alone', () => ['--record-max-age', '1h'], /--record-max-age: without --record/],
    ['nobody judged', () => [...keys(), '--skip-verification'], /--record and --skip-verification exclude/],
    ['nobody signed', () => [...keys(), '--allow-unsigned'], /--record and --allow-unsigned exclude/],
    ['of an expiry', () => [...keys(), '--expiry', '1d'], /--expiry: without --sign/],
  ])('refuse before anything is contacted: %s', async (_, flags, message) => {
    const requests = registry.requests.length;
    const refused = await promote('one', name(':bad'), ...flags());
    expect(refused).toMatchObject({ code: 2, error: { code: 'usage' } });
    expect(refused.error!.message).toMatch(message);
    expect(registry.requests).toHaveLength(requests);
  });

  it.each<[string, () => readonly string[], RegExp]>([
    ['a digest alone', () => [name(`@${at.digests.one}`), '--record'], /names no tag/],
    ['a layout', () => [`${at.images}:one`, '--record'], /names registry and repository/],
    ['an age alone', () => [name(':1'), '--record-max-age', '1h'], /without --record/],
  ])('refuse to verify: %s', async (_, args, message) => {
    const refused = await run('verify', ...args(), ...trust());
    expect(refused).toMatchObject({ code: 2, error: { code: 'usage' } });
    expect(refused.error!.message).toMatch(message);
  });

  it('refuse a layout as the place of a record', async () => {
    const refused = await promote('one', `oci:${at.path('other')}:1`, ...keys());
    expect(refused).toMatchObject({ code: 2, error: { code: 'usage' } });
    expect(refused.error!.message).toContain('has neither');
  });

  it('take the options of every signature without --sign', async () => {
    const done = await promote('one', name(':cose'), ...keys(), '--signature-format', 'cose');
    expect(done).toMatchObject({ code: 0 });
    const verified = await run('verify', name(':cose'), '--record', ...trust());
    expect(verified.image!.record!.signature.mediaType).toBe('application/cose');
  });
});
