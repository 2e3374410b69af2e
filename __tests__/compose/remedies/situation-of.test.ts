import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { situationOf } from '../../../src/compose/remedies/situation-of.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-situation-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const side = (name: unknown) => ({ ref: 'main', repo: { id: 1, full_name: name, private: false } });
const event = (head: unknown, base: unknown = 'acme/app', more: object = {}) =>
  JSON.stringify({
    action: 'opened',
    pull_request: { number: 1, head: side(head), base: side(base) },
    ...more,
  });

let count = 0;
async function forkIn(text: string | Uint8Array, env: Record<string, string> = {}) {
  count += 1;
  const path = join(folder, `event-${count}.json`);
  await writeFile(path, text);
  const { job } = await situationOf(true, {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: path,
    ...env,
  });
  return job?.fork;
}

describe('the pull request of a job', () => {
  it('is that of a fork where its two repositories differ', async () => {
    expect(await forkIn(event('mallory/app'))).toBe('mallory/app');
    expect(await forkIn(event('mallory/app'), { GITHUB_EVENT_NAME: 'pull_request_review' })).toBe(
      'mallory/app',
    );
  });

  it('is that of a fork of a managed user, whose login has an underscore', async () => {
    expect(await forkIn(event('mona_acme/app'))).toBe('mona_acme/app');
  });

  it.each<[string, string | Uint8Array, Record<string, string>?]>([
    ['from the repository itself', event('acme/app')],
    ['from the repository itself, in other case', event('Acme/App')],
    [
      'from a repository that is gone',
      JSON.stringify({ pull_request: { number: 1, head: { repo: null }, base: side('a/b') } }),
    ],
    ['from a name that is none', event('mallory/app::error::x')],
    ['from a name of many lines', event('mallory/app\n::warning::x')],
    ['from a number', event(7)],
    ['of another event', event('mallory/app'), { GITHUB_EVENT_NAME: 'push' }],
    [
      'of pull_request_target, which has secrets',
      event('mallory/app'),
      { GITHUB_EVENT_NAME: 'pull_request_target' },
    ],
    ['in an event without one', '{"ref":"refs/heads/main"}'],
    [
      'in an event with the name twice',
      event('mallory/app').replace('{"id"', '{"full_name":"acme/app","id"'),
    ],
    ['in an event that is no JSON', '{'],
    ['in an event that is no object', '[]'],
    ['in an empty event', ''],
    ['in an event that is no UTF-8', Buffer.from([0x7b, 0xff])],
    [
      'in an event nested too deeply',
      event('mallory/app', 'acme/app', { x: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) }),
    ],
    ['in an event over the limit', event('mallory/app', 'acme/app', { x: ' '.repeat(4 * 1024 * 1024) })],
    ['in an event that is not there', event('mallory/app'), { GITHUB_EVENT_PATH: '/nowhere/event.json' }],
    ['in an event that is a folder', event('mallory/app'), { GITHUB_EVENT_PATH: tmpdir() }],
    ['outside of GitHub', event('mallory/app'), { GITHUB_ACTIONS: '' }],
    ['of Gitea, which has other rights', event('mallory/app'), { GITEA_ACTIONS: 'true' }],
    [
      'where GitHub gives it rights all the same, as a private repository may want',
      event('mallory/app'),
      { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.test', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x' },
    ],
  ])('is not said to be that of a fork: %s', async (_, text, env) => {
    expect(await forkIn(text, env)).toBeUndefined();
  });

  it.skipIf(process.platform === 'win32')(
    'is not looked for in a pipe, which nobody may ever write to',
    async () => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      expect(await forkIn('', { GITHUB_EVENT_PATH: pipe })).toBeUndefined();
    },
  );

  it('never stops a run, whatever the event holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        expect(await forkIn(`{"pull_request":{"number":1,"head":${text},"base":${text}}}`)).toBeUndefined();
      }),
      { numRuns: 20 },
    );
  });
});

describe('the job token', () => {
  it.each<[string | undefined, true | undefined]>([
    [undefined, undefined],
    ['https://github.com', undefined],
    ['https://github.acme.test', true],
    ['https://acme.ghe.com', true],
  ])('is none of github.com on another server: on %s %s', async (url, expected) => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: url };
    expect((await situationOf(true, env)).job?.isEnterprise).toBe(expected);
  });
});

describe('the workspace of a job', () => {
  const workspaceIn = async (path: string) =>
    (await situationOf(true, { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: path })).job?.workspace;

  it('is empty, without git, or checked out', async () => {
    const path = join(folder, 'workspace');
    expect(await workspaceIn(path)).toEqual({ path, state: 'empty' });
    await mkdir(path);
    expect(await workspaceIn(path)).toEqual({ path, state: 'empty' });
    await writeFile(join(path, 'artifact.tar'), '');
    expect(await workspaceIn(path)).toEqual({ path, state: 'unversioned' });
    await mkdir(join(path, '.git'));
    expect(await workspaceIn(path)).toEqual({ path, state: 'checked out' });
  });

  it('is not spoken of where it cannot be told', async () => {
    const path = join(folder, 'a-file');
    await writeFile(path, '');
    for (const one of ['', 'relative', path]) expect(await workspaceIn(one)).toBeUndefined();
  });
});

it('a job is told by its repository, and whether it may ask for a token', async () => {
  const env = { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/app' };
  expect((await situationOf(false, env)).job).toEqual({ repository: 'acme/app', hasIdentity: false });
  const token = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x/', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't' };
  expect((await situationOf(false, { ...env, ...token })).job).toMatchObject({ hasIdentity: true });
  expect((await situationOf(false, { ...env, GITHUB_REPOSITORY: 'a\nb' })).job).toEqual({
    hasIdentity: false,
  });
  expect(await situationOf(false, {})).toEqual({ isStep: false, folder: process.cwd() });
});
