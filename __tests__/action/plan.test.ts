import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commentMarker } from '../../src/action/github/comment-body.ts';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import { digestOf } from '../../src/oci/digest.ts';
import { outputsOf } from '../../src/options/outputs.ts';
import { FakeHost } from '../support/fake-host.ts';
import { GithubApi } from '../support/github/api.ts';
import { type PromotionsScene, promotionsScene } from '../support/promotions-scene.ts';
import { expectValid } from '../support/result-schema.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const JOB = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '4711',
  GITHUB_WORKFLOW: 'mirror',
  GITHUB_WORKFLOW_REF: 'acme/app/.github/workflows/mirror.yml@refs/pull/7/merge',
  GITHUB_JOB: 'plan',
};
const MARKER = commentMarker('plan', JOB);
const CREATE = 'POST /repos/acme/app/issues/7/comments';

let at: Workplace;
let api: GithubApi;
beforeAll(async () => {
  at = await workplace();
  const repository = { repo: { full_name: 'acme/app' } };
  const pull = { number: 7, head: { sha: 'c'.repeat(40), ...repository }, base: repository };
  await writeFile(at.path('event.json'), JSON.stringify({ pull_request: pull }));
});
afterAll(() => at.remove());
beforeEach(async () => {
  api = new GithubApi();
  await api.host.start();
});
afterEach(() => api.host.close());

async function plan(
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<FakeHost & { code: number }> {
  const host = new FakeHost();
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  const code = await runAction(
    'plan',
    host,
    { ...Object.fromEntries(given), ...JOB, ...api.env, ...env },
    never,
  );
  expect(Object.keys(host.outputs)).toEqual(outputsOf('plan').map(({ name }) => name));
  expectValid(JSON.parse(host.outputs.results!));
  return Object.assign(host, { code });
}

/** A promotions file that takes all versions of the source to two repositories. */
const fileOf = (scene: PromotionsScene): Promise<string> =>
  scene.write([
    'promotions:',
    `  - from: '${scene.source}'`,
    '    tags: { semver: ">=1" }',
    `    to: ['${scene.to.host}/mirror/{name}', '${scene.to.host}/other/{name}']`,
  ]);

const onPullRequest = () => ({
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_EVENT_PATH: at.path('event.json'),
});

describe('the plan action', () => {
  it('says what would change, and by which plan', async () => {
    const scene = await promotionsScene(at);
    await scene.add('1.0');
    const out = at.path('plan.json');
    const file = await fileOf(scene);
    const done = await plan({ file, out });
    expect(done, JSON.stringify(done.annotations)).toMatchObject({ code: 0, annotations: [] });
    expect(done.outputs).toMatchObject({
      changes: 'true',
      'plan-digest': digestOf(await readFile(out)),
      status: 'done',
      'error-code': '',
    });
    expect(done.markdown).toContain('### 📝 Sealift plan: 2 new');
    expect(done.markdown).toContain(done.outputs['plan-digest']);
    expect(scene.to.log.filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([]);
  });

  it('says false where nothing would change', async () => {
    const scene = await promotionsScene(at);
    await scene.add('0.1');
    const file = await scene.write([
      'promotions:',
      `  - { from: '${scene.source}', tags: { semver: ">=1" }, allow-empty: true, to: '${scene.to.host}/mirror/app' }`,
    ]);
    expect((await plan({ file })).outputs).toMatchObject({ changes: 'false', status: 'done' });
  });

  it('shows what is refused first, and ends with 5', async () => {
    const scene = await promotionsScene(at);
    await scene.add('1.0');
    await scene.add('1.1', { isSigned: false });
    const done = await plan({ file: await fileOf(scene) });
    expect(done.code).toBe(5);
    expect(done.outputs).toMatchObject({
      changes: 'true',
      status: 'partial',
      'error-code': 'artifact_unsigned',
    });
    expect(done.markdown).toContain('### ⚠️ Sealift plan: 2 refused, 2 new');
    expect(done.annotations.map(({ title }) => title)).toEqual(['Sealift: artifact_unsigned']);
    const [refused, written] = ['Why it is refused', 'What would be written'].map((text) =>
      done.markdown.indexOf(text),
    );
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(written!);
  });

  it.each([
    ['no file', { file: '' }, 'usage'],
    ['a file that is not there', { file: 'nowhere.yaml' }, 'file_not_found'],
    ['a file with a fault', { file: 'fault.yaml' }, 'promotions_invalid'],
  ] as const)('ends with 2 for %s, with empty outputs of a plan', async (_, given, code) => {
    await writeFile(at.path('fault.yaml'), 'version: 1\npromotions: 7\n');
    const file = given.file === '' ? '' : at.path(given.file);
    const done = await plan({ file });
    expect(done).toMatchObject({
      code: 2,
      outputs: { changes: '', 'plan-digest': '', matrix: '', 'error-code': code },
    });
    expect(done.markdown).toContain('### ❌ Sealift plan: failed');
  });
});

describe('the comment of a plan', () => {
  const asked = () => ({ comment: 'true', 'github-token': api.token });

  it('is created by the first run, and edited by the second', async () => {
    const scene = await promotionsScene(at);
    await scene.add('1.0');
    const file = await fileOf(scene);
    await plan({ file, ...asked() }, onPullRequest());
    expect(api.comments.map(({ body }) => body.split('\n').slice(0, 2))).toEqual([
      [MARKER, '### 📝 Sealift plan: 2 new'],
    ]);
    await scene.add('1.1');
    await plan({ file, ...asked() }, onPullRequest());
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]!.body).toContain('### 📝 Sealift plan: 4 new');
    expect(api.asked.filter((request) => request === CREATE)).toHaveLength(1);
  });

  it('is a warning where the token of a fork must not write it, and the summary has the plan', async () => {
    api.writes = false;
    const scene = await promotionsScene(at);
    await scene.add('1.0');
    const done = await plan({ file: await fileOf(scene), ...asked() }, onPullRequest());
    expect(done.code).toBe(0);
    expect(done.warnings.join('\n')).toMatch(
      /comment on the pull request was not written.*read the job summary/,
    );
    expect(done.markdown).toContain('### 📝 Sealift plan: 2 new');
  });

  it('says that there is no plan where the file is wrong, and no longer what it said before', async () => {
    const own = api.add(
      { __typename: 'Bot', login: 'github-actions' },
      `${MARKER}\n### 📝 Sealift plan: 2 new`,
    );
    await plan({ file: at.path('nowhere.yaml'), ...asked() }, onPullRequest());
    expect(own.body).toContain('Sealift plan: failed');
  });
});
