import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/operations/results.ts';
import { type Typed, type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { expectValid } from '../support/result-schema.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let registry: FakeRegistry;
let round = 0;

beforeAll(async () => {
  at = await workplace();
  registry = await FakeRegistry.start();
  for (const tag of ['one', 'two', 'multi'])
    expect(await type(['sign', `${at.images}:${tag}`, ...at.keyFlags])).toMatchObject({ code: 0 });
});
afterAll(() => Promise.all([at.remove(), registry.stop()]));
beforeEach(() => {
  round += 1;
});

const place = () => `${registry.host}/r${round}/app`;
const tags = () => registry.repository(`r${round}/app`).tags;

async function promote(
  source: string,
  destination: string,
  flags: readonly string[] = at.trustFlags,
): Promise<Typed & { result: RunResult }> {
  const typed = await type(['promote', source, destination, ...flags, '--output', 'json']);
  expectValid(typed.json());
  return { ...typed, result: typed.json() };
}

const rollbackOf = ({ result }: { readonly result: RunResult }) =>
  result.images[0]!.destinations[0]!.rollback!;

/** Runs a line as it is after it was pasted into a shell; the program is that of this process. */
async function paste(line: string): Promise<readonly Typed[]> {
  const shown = `sealift() { printf '%s\\0' "$@"; printf '\\n\\0'; }; ${line}`;
  const { stdout } = await promisify(execFile)('sh', ['-c', shown]);
  const calls = stdout.split('\n\0').filter(Boolean);
  const done: Typed[] = [];
  for (const call of calls) done.push(await type(call.split('\0').slice(0, -1)));
  return done;
}

describe('the command that goes back', () => {
  it('is printed where a tag moved, and works when it is pasted', async () => {
    const first = await promote(`${at.images}:one`, `${place()}:1,latest`);
    expect(first.result.images[0]!.destinations[0]!.rollback).toBeNull();
    const second = await promote(`${at.images}:two`, `${place()}:1,latest`);
    expect(rollbackOf(second)).toMatch(
      new RegExp(
        `^sealift promote \\S+/app@${at.digests.one} \\S+/app:1,latest --trust-policy \\S+ --trust-store \\S+$`,
      ),
    );
    const text = await type(['promote', `${at.images}:multi`, `${place()}:1`, ...at.trustFlags]);
    expect(text.stdout).toMatch(
      /\n {4}to go back:\n {6}sealift promote \S+ \S+ --trust-policy \S+ --trust-store \S+\n/,
    );
    expect(tags().get('1')).toBe(at.digests.multi);
    const [line] = text.stdout.match(/sealift promote .*/)!;
    registry.log.length = 0;
    expect(await paste(line)).toMatchObject([{ code: 0 }]);
    expect(tags().get('1')).toBe(at.digests.two);
    // Nothing is copied but the tag.
    expect(registry.writes.map((one) => one.replace(/ .*\//, ' '))).toEqual(['PUT 1']);
    expect(await paste(rollbackOf(second))).toMatchObject([{ code: 0 }]);
    expect([tags().get('1'), tags().get('latest')]).toEqual([at.digests.one, at.digests.one]);
  });

  it('is one line where the tags were at several images', async () => {
    await promote(`${at.images}:one`, `${place()}:1`);
    await promote(`${at.images}:two`, `${place()}:latest`);
    const third = await promote(`${at.images}:multi`, `${place()}:1,latest,new`);
    expect(rollbackOf(third).split(' && ')).toHaveLength(2);
    expect(await paste(rollbackOf(third))).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(Object.fromEntries(tags())).toEqual({
      '1': at.digests.one,
      latest: at.digests.two,
      new: at.digests.multi,
    });
  });

  it('judges as the promotion did, also where the policy has another statement for the destination', async () => {
    const folder = at.path("it's here");
    await mkdir(folder, { recursive: true });
    const statement = (name: string, scope: string) => ({
      name,
      registryScopes: [scope],
      signatureVerification: { level: 'strict' },
      trustStores: ['ca:acme'],
      trustedIdentities: ['*'],
    });
    const trustPolicies = [statement('dev', 'dev.example.com/app')];
    await writeFile(`${folder}/policy.json`, JSON.stringify({ version: '1.0', trustPolicies }));
    const flags = ['--trust-policy', `${folder}/policy.json`, '--trust-store', at.store];
    const scope = ['--scope', 'dev.example.com/app'];
    await promote(`${at.images}:one`, `${place()}:1`, [...flags, ...scope]);
    const second = await promote(`${at.images}:two`, `${place()}:1`, [...flags, ...scope]);
    expect(rollbackOf(second)).toContain(' --scope dev.example.com/app');
    expect(await paste(rollbackOf(second))).toMatchObject([{ code: 0 }]);
    expect(tags().get('1')).toBe(at.digests.one);
  });

  it('names the scope of the source where nobody gave one and the destination has another statement', async () => {
    const dev = `${registry.host}/dev/app`;
    for (const tag of ['one', 'two']) await promote(`${at.images}:${tag}`, `${dev}:${tag}`);
    const trustPolicies = JSON.parse(await readFile(at.policy, 'utf8')).trustPolicies;
    const own = { ...trustPolicies[0], name: 'dev', registryScopes: [dev] };
    await writeFile(at.path('dev.json'), JSON.stringify({ version: '1.0', trustPolicies: [own] }));
    const flags = ['--trust-policy', at.path('dev.json'), '--trust-store', at.store];
    await promote(`${dev}:one`, `${place()}:1`, flags);
    const second = await promote(`${dev}:two`, `${place()}:1`, flags);
    expect(rollbackOf(second)).toMatch(new RegExp(` --scope ${dev}$`));
    expect(await paste(rollbackOf(second))).toMatchObject([{ code: 0 }]);
    expect(tags().get('1')).toBe(at.digests.one);
  });

  it('goes with roots and identities, and what else decides', async () => {
    const flags = [
      '--trusted-root',
      at.root,
      '--trusted-identity',
      '*',
      '--allow-unsigned',
      '--http-host',
      'a.b:80',
    ];
    await promote(`${at.images}:one`, `${place()}:1`, flags);
    const second = await promote(`${at.images}:two`, `${place()}:1`, flags);
    expect(rollbackOf(second)).toMatch(/--trusted-identity '\*' --allow-unsigned --http-host a\.b:80$/);
    expect(await paste(rollbackOf(second))).toMatchObject([{ code: 0 }]);
  });

  it('says FILE for what was given as content', async () => {
    const flags = ['--trust-policy', await readFile(at.policy, 'utf8'), '--trust-store', at.store];
    await promote(`${at.images}:one`, `${place()}:1`, flags);
    const second = await promote(`${at.images}:two`, `${place()}:1`, flags);
    expect(rollbackOf(second)).toContain('--trust-policy FILE --trust-store');
    const [pasted] = await paste(rollbackOf(second));
    expect(pasted).toMatchObject({ code: 2, stderr: expect.stringContaining('FILE') });
  });

  it('is given after a failure too, for the tags that moved', async () => {
    await promote(`${at.images}:one`, `${place()}:1,latest`);
    registry.failures.push({ match: /PUT .*manifests\/latest/, times: 99, status: 400 });
    const failed = await promote(`${at.images}:two`, `${place()}:1,latest`);
    registry.failures.length = 0;
    expect(failed.code).toBe(1);
    expect(rollbackOf(failed)).toMatch(/\/app:1 --trust-policy/);
    await paste(rollbackOf(failed));
    expect([tags().get('1'), tags().get('latest')]).toEqual([at.digests.one, at.digests.one]);
  });

  it('is none after a dry run, and none where nothing moved', async () => {
    await promote(`${at.images}:one`, `${place()}:1`);
    const planned = await promote(`${at.images}:two`, `${place()}:1`, [...at.trustFlags, '--dry-run']);
    expect(rollbackOf(planned)).toBeNull();
    expect(rollbackOf(await promote(`${at.images}:one`, `${place()}:1`))).toBeNull();
  });

  it('works for a layout', async () => {
    const layout = `oci:${at.path(`out ${round}`)}`;
    await promote(`${at.images}:one`, `${layout}:1`);
    const second = await promote(`${at.images}:two`, `${layout}:1`);
    expect(await paste(rollbackOf(second))).toMatchObject([{ code: 0 }]);
    const listed = await type(['list', `${layout}:1`, '--output', 'json']);
    expect(listed.json().images[0]!.digest).toBe(at.digests.one);
  });
});
