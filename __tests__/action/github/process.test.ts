import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { digestOf } from '../../../src/oci/digest.ts';
import { FakeRegistry } from '../../support/fake-registry/registry.ts';
import { GithubApi } from '../../support/github/api.ts';
import { promotionsScene } from '../../support/promotions-scene.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

const SRC = join(import.meta.dirname, '..', '..', '..', 'src', 'action');

let at: Workplace;
let api: GithubApi;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());
beforeEach(async () => {
  api = new GithubApi();
  await api.host.start();
});
afterEach(() => api.host.close());

/** Runs an action as the runner does. Its output is without the line by which the runner learns what to mask. */
function run(entry: string, env: Readonly<Record<string, string>>): Promise<{ code: number; text: string }> {
  const mask = `::add-mask::${api.token}\n`;
  return new Promise((resolve) => {
    const all = {
      PATH: process.env.PATH ?? '',
      ...api.env,
      'INPUT_GITHUB-TOKEN': api.token,
      RUNNER_DEBUG: '1',
      ...env,
    };
    const child = execFile(process.execPath, [join(SRC, entry)], { env: all }, (_, stdout, stderr) => {
      expect(stdout.split(mask)).toHaveLength(2);
      resolve({ code: child.exitCode ?? -1, text: stdout.replace(mask, '') + stderr });
    });
  });
}

it('the verify action writes its comment, and shows the token nowhere', async () => {
  const files = { GITHUB_OUTPUT: at.path('output'), GITHUB_STEP_SUMMARY: at.path('summary') };
  for (const file of Object.values(files)) await writeFile(file, '');
  await writeFile(at.path('event.json'), JSON.stringify({ pull_request: { number: 7 } }));
  const done = await run('verify-entry.ts', {
    INPUT_IMAGES: `${at.images}:one`,
    'INPUT_TRUST-POLICY': at.policy,
    'INPUT_TRUST-STORE': at.store,
    INPUT_COMMENT: 'true',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: at.path('event.json'),
    ...files,
  });
  expect(done.code, done.text).toBe(1);
  expect(api.asked).toEqual(['POST /graphql', 'POST /repos/acme/app/issues/7/comments']);
  expect(api.comments[0]!.body).toContain('Sealift verify: failed');
  expect(done.text).toMatch(/^::debug::POST http:\/\/127\.0\.0\.1:\d+\/graphql 200/m);
  const written = await Promise.all(Object.values(files).map((file) => readFile(file, 'utf8')));
  expect([done.text, ...written].join('\n')).not.toContain(api.token);
});

it('the plan action keeps one comment, and writes its outputs for the jobs behind it', async () => {
  const scene = await promotionsScene(at);
  await scene.add('1.0');
  const file = await scene.write([
    'promotions:',
    `  - { from: '${scene.source}', tags: { semver: '>=1' }, to: '${scene.to.host}/mirror/{name}' }`,
  ]);
  await writeFile(at.path('event.json'), JSON.stringify({ pull_request: { number: 7 } }));
  await writeFile(at.path('output'), '');
  for (const [heading, out] of [
    ['1 new', 'plan.json'],
    ['2 new', 'again.json'],
  ] as const) {
    const done = await run('plan-entry.ts', {
      INPUT_FILE: file,
      INPUT_OUT: at.path(out),
      INPUT_COMMENT: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: at.path('event.json'),
      GITHUB_OUTPUT: at.path('output'),
    });
    expect(done.code, done.text).toBe(0);
    expect(api.comments.map(({ body }) => body.split('\n')[1])).toEqual([`### 📝 Sealift plan: ${heading}`]);
    const output = await readFile(at.path('output'), 'utf8');
    expect(output).toMatch(/^changes<<(\S+)\ntrue\n\1\n/m);
    expect(output).toContain(`\n${digestOf(await readFile(at.path(out)))}\n`);
    await scene.add('1.1');
  }
});

it('the promote action files its record, whatever is in the event file and in the variables of proxies', async () => {
  const registry = await FakeRegistry.start();
  try {
    await writeFile(at.path('broken.json'), '{');
    const done = await run('promote-entry.ts', {
      INPUT_SOURCE: `${at.images}:one`,
      INPUT_DESTINATION: `${registry.host}/app:1`,
      'INPUT_SKIP-VERIFICATION': 'true',
      'INPUT_STORAGE-RECORD': 'true',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_EVENT_PATH: at.path('broken.json'),
      HTTPS_PROXY: 'http://user:%zz@proxy.example.com',
    });
    expect(done.code, done.text).toBe(0);
    expect(api.records).toHaveLength(1);
    expect(done.text).not.toContain(api.token);
  } finally {
    await registry.stop();
  }
});
