import { writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import type { ActionName } from '../../src/options/commands.ts';
import { FakeHost } from '../support/fake-host.ts';
import { GithubApi } from '../support/github/api.ts';
import { promotionsScene } from '../support/promotions-scene.ts';
import { expectValid } from '../support/result-schema.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

async function act(
  action: ActionName,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
  host = new FakeHost(),
): Promise<FakeHost & { code: number }> {
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  const code = await runAction(action, host, { ...Object.fromEntries(given), ...env }, never);
  expectValid(JSON.parse(host.outputs.results!));
  return Object.assign(host, { code });
}

/** Two versions of an image at the source, and the file that takes them to a repository. */
async function given() {
  const scene = await promotionsScene(at);
  for (const tag of ['1.0', '1.1']) await scene.add(tag);
  const there = `${scene.to.host}/mirror/app`;
  const file = await scene.write([
    'promotions:',
    `  - { from: '${scene.source}', tags: { semver: '>=1' }, to: '${there}' }`,
  ]);
  return { ...scene, file, there };
}

describe('the promote action with a promotions file', () => {
  it('does what was approved: the plan of this digest and no other', async () => {
    const { file, there } = await given();
    const plan = at.path('plan.json');
    const planned = await act('plan', { file, out: plan });
    const digest = planned.outputs['plan-digest']!;
    const other = await act('promote', {
      file,
      plan,
      'plan-digest': digest.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
    });
    expect(other.code).not.toBe(0);
    expect(other.markdown).toContain('### ❌ Sealift promote: failed');
    const relocations = at.path('relocations.json');
    const done = await act('promote', { file, plan, 'plan-digest': digest, relocations });
    expect(done, JSON.stringify(done.annotations)).toMatchObject({ code: 0, annotations: [] });
    expect(done.outputs).toMatchObject({ status: 'done' });
    expect(done.markdown).toContain('2 images: 2 promoted.');
    expect(await readFile(relocations, 'utf8')).toContain(there);
    expect((await act('plan', { file })).outputs).toMatchObject({ changes: 'false' });
  });

  it('shows the image that failed first, and does the others', async () => {
    const { file, add } = await given();
    await add('1.2', { isSigned: false });
    const done = await act('promote', { file });
    expect(done.code).toBe(5);
    expect(done.outputs).toMatchObject({ status: 'partial', 'error-code': 'artifact_unsigned' });
    expect(done.annotations.map(({ title }) => title)).toEqual(['Sealift: artifact_unsigned']);
    expect(done.markdown).toContain('partial (1 of 3 images failed)');
    const rows = done.markdown
      .split('\n')
      .filter((line) => line.startsWith('| ❌') || line.startsWith('| ✅'));
    expect(rows[0]).toContain('❌');
  });

  it('promotes a shard of it', async () => {
    const { file, to, there } = await given();
    const { matrix } = (await act('plan', { file, shards: '4' })).outputs;
    const { shard: shards } = JSON.parse(matrix!) as { shard: string[] };
    expect(shards).toHaveLength(1);
    const [index] = shards[0]!.split('/');
    const other = `${(Number(index) % 4) + 1}/4`;
    const nothing = await act('promote', { file, shard: other });
    expect(nothing.code, JSON.stringify(nothing.annotations)).toBe(0);
    expect(to.log.filter(({ method }) => method === 'PUT')).toEqual([]);
    const done = await act('promote', { file, shard: shards[0]! });
    expect(done.markdown).toContain(there.split('/')[0]!.split(':')[0]!);
    expect(done.markdown).toContain('2 images: 2 promoted.');
  });

  it('writes the output results into results-file as well, also when images fail', async () => {
    const { file, add } = await given();
    await add('1.2', { isSigned: false });
    const path = at.path('result.json');
    for (const tag of ['1.2', '1.3']) {
      await add(tag, { isSigned: false });
      const done = await act('promote', { file, 'results-file': path });
      expect(done.code).toBe(5);
      expect(await readFile(path, 'utf8')).toBe(`${done.outputs.results}\n`);
    }
  });

  it('replaces nothing but an older result by results-file, and says so before anything is written', async () => {
    const { file, to } = await given();
    const path = at.path('other.pem');
    await writeFile(path, 'a key');
    const done = await act('promote', { file, 'results-file': path });
    expect(done.code).toBe(2);
    expect(done.annotations).toEqual([
      {
        title: 'Sealift: file_exists',
        message: expect.stringMatching(/other\.pem is there already, and holds no result/),
      },
    ]);
    expect(to.log).toEqual([]);
    expect(await readFile(path, 'utf8')).toBe('a key');
  });

  it('fails where results-file cannot be written in the end, and keeps what was promoted', async () => {
    const { file, to } = await given();
    const host = new FakeHost();
    // The folder of the file could be made when the run began.
    host.setOutput = (name, value) => {
      writeFileSync(at.path('blocked'), '');
      host.outputs[name] = value;
    };
    const done = await act('promote', { file, 'results-file': at.path('blocked/result.json') }, {}, host);
    expect(done.code).not.toBe(0);
    expect(done.annotations.map(({ message }) => message)).toEqual([expect.stringContaining('blocked')]);
    expect(done.outputs.status).toBe('done');
    expect(to.repository('mirror/app').tags.size).toBeGreaterThan(0);
  });

  it('files a storage record for each destination', async () => {
    const api = new GithubApi();
    await api.host.start();
    try {
      const { file, there } = await given();
      const asked = { 'storage-record': 'true', 'github-token': api.token };
      const done = await act('promote', { file, ...asked }, api.env);
      expect(done, done.warnings.join('\n')).toMatchObject({ code: 0 });
      expect(api.records.map(({ name, version }) => `${name}:${version}`).toSorted()).toEqual([
        `${there}:1.0`,
        `${there}:1.1`,
      ]);
    } finally {
      await api.host.close();
    }
  });

  it.each([
    ['a source beside the file', { source: 'registry.example.com/app:1' }, /source or destination/],
    ['a plan without a file', { file: '', plan: 'plan.json' }, /`plan` is given without `file`/],
    [
      'a digest without a plan',
      { 'plan-digest': `sha256:${'0'.repeat(64)}` },
      /`plan-digest` is given without `plan`/,
    ],
  ])('ends with 2 for %s', async (_, more, message) => {
    await writeFile(at.path('some.yaml'), 'version: 1\n');
    const inputs: Record<string, string> = { file: at.path('some.yaml'), ...more };
    const done = await act('promote', inputs);
    expect(done).toMatchObject({ code: 2, outputs: { 'error-code': 'usage' } });
    expect(done.annotations[0]!.message).toMatch(message);
  });
});
