import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { commentMarker } from '../../../src/action/github/comment-body.ts';
import { inputVariable } from '../../../src/action/inputs.ts';
import { runAction } from '../../../src/action/run-action.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { GithubApi } from '../../support/github/api.ts';
import { Loopback, type Told } from '../../support/kms/loopback.ts';
import { tlsMaterial } from '../../support/tls-server.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

const never = new AbortController().signal;
const BOT = { __typename: 'Bot', login: 'github-actions' } as const;
const HEAD = 'c'.repeat(40);
const JOB = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_WORKFLOW: 'CI',
  GITHUB_WORKFLOW_REF: 'acme/app/.github/workflows/ci.yml@refs/pull/7/merge',
  GITHUB_JOB: 'verify',
};
const MARKER = commentMarker('verify', JOB);
const LOOKUP = ['POST /graphql'];
const CREATE = 'POST /repos/acme/app/issues/7/comments';

let at: Workplace;
let api: GithubApi;
beforeAll(async () => {
  at = await workplace();
  await writeFile(at.path('event.json'), eventOf('acme/app'));
});
afterAll(() => at.remove());
beforeEach(async () => {
  api = new GithubApi();
  await api.host.start();
});
afterEach(() => api.host.close());

function eventOf(head: string | null): string {
  const repo = head === null ? null : { full_name: head };
  const base = { repo: { full_name: 'acme/app' } };
  return JSON.stringify({ pull_request: { number: 7, head: { sha: HEAD, repo }, base } });
}

/** Verifies an image that is not signed, with a comment. */
async function verify(env: Readonly<Record<string, string>> = {}): Promise<FakeHost & { code: number }> {
  const host = new FakeHost();
  const inputs = {
    images: `${at.images}:one`,
    'trust-policy': at.policy,
    'trust-store': at.store,
    comment: 'true',
    'github-token': api.token,
  };
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  const event = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: at.path('event.json') };
  const all = { ...Object.fromEntries(given), ...JOB, ...event, ...api.env, ...env };
  const code = await runAction('verify', host, all, never);
  expect(host.secrets).toContain(api.token);
  expect([...host.log, host.markdown, ...Object.values(host.outputs)].join('\n')).not.toContain(api.token);
  // The verdict is the same, whatever becomes of the comment.
  expect(code).toBe(1);
  expect(host.outputs['error-code']).toBe('artifact_unsigned');
  return Object.assign(host, { code });
}

const commentWarning = ({ warnings }: FakeHost): string =>
  warnings.find((text) => text.startsWith('the comment on the pull request was not written')) ?? '';

describe('the comment on a pull request', () => {
  it('is created where there is none, and edited by the next run', async () => {
    const first = await verify();
    expect(commentWarning(first)).toBe('');
    expect(api.asked).toEqual([...LOOKUP, CREATE]);
    expect(api.comments).toHaveLength(1);
    const [comment] = api.comments;
    expect(comment!.body.startsWith(`${MARKER}\n### ❌ Sealift verify: failed`)).toBe(true);
    expect(comment!.body).toContain(HEAD);
    expect(comment!.body).toContain('(https://github.com/acme/app/actions/runs/4711/attempts/2)');
    api.host.asked.length = 0;
    comment!.body = `${MARKER}\nold`;
    await verify();
    expect(api.asked).toEqual([...LOOKUP, ...LOOKUP, `PATCH /repos/acme/app/issues/comments/${comment!.id}`]);
    expect(api.comments).toHaveLength(1);
    expect(comment!.body).toContain('Sealift verify: failed');
  });

  it('says that the check failed, also where an input is wrong, and no longer what it said before', async () => {
    const own = api.add(BOT, `${MARKER}\n### ✅ Sealift verify: done`);
    const host = new FakeHost();
    const event = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: at.path('event.json') };
    const inputs = { INPUT_COMMENT: 'true', INPUT_RECURSIVE: 'yes', 'INPUT_GITHUB-TOKEN': api.token };
    expect(await runAction('verify', host, { ...inputs, ...JOB, ...event, ...api.env }, never)).toBe(2);
    expect(own.body).toContain('Sealift verify: failed');
    expect(own.body).not.toContain('✅');
  });

  it('is that of the token, and no other one: of strangers, of users named as the bot is, or with the marker inside', async () => {
    const others = [
      api.add({ __typename: 'User', login: 'mallory' }, `${MARKER}\nverified`),
      api.add({ __typename: 'User', login: 'github-actions' }, `${MARKER}\nverified`),
      api.add({ __typename: 'Bot', login: 'other-app' }, `${MARKER}\nverified`),
      api.add(null, `${MARKER}\nverified`),
      api.add(BOT, `> ${MARKER}\nquoted`),
      api.add(BOT, `${commentMarker('verify', { ...JOB, GITHUB_JOB: 'other' })}\n${MARKER}\nanother job`),
    ];
    const before = others.map(({ body }) => body);
    await verify();
    expect(others.map(({ body }) => body)).toEqual(before);
    expect(api.comments).toHaveLength(others.length + 1);
  });

  it.each(['release-bot[bot]', 'octocat'])('is found again under the account %s', async (viewer) => {
    api.viewer = viewer;
    await verify();
    await verify();
    expect(api.comments).toHaveLength(1);
  });

  it('is found behind hundreds of others, and looked for in twenty pages at most', async () => {
    const own = api.add(BOT, `${MARKER}\nold`);
    for (let i = 0; i < 250; i += 1) api.add({ __typename: 'User', login: 'chatty' }, 'x');
    await verify();
    expect(own.body).toContain('Sealift verify');
    expect(api.asked).toHaveLength(5);
    for (let i = 0; i < 2000; i += 1) api.add({ __typename: 'User', login: 'chatty' }, 'x');
    api.host.asked.length = 0;
    await verify();
    expect(api.asked).toEqual([...Array<string>(20).fill('POST /graphql'), CREATE]);
  });

  it('is created once where it was deleted after it had been found', async () => {
    const own = api.add(BOT, `${MARKER}\nold`);
    api.host.spoil(
      ({ method }) => method === 'PATCH',
      () => {
        api.comments = api.comments.filter((one) => one !== own);
        return { status: 404, body: { message: 'Not Found' } };
      },
    );
    await verify();
    expect(api.comments).toHaveLength(1);
    expect(api.asked.filter((one) => one === CREATE)).toHaveLength(1);
  });

  it('is not created twice when GitHub fails after it has created it', async () => {
    api.host.spoil(
      ({ method, url }) => method === 'POST' && url.pathname.endsWith('/comments'),
      ({ body }) => {
        api.add(BOT, (JSON.parse(body.toString('utf8')) as { body: string }).body);
        return { status: 502, body: '<html>Unicorn!</html>' };
      },
    );
    const done = await verify();
    expect(commentWarning(done)).toBe('');
    expect(api.comments).toHaveLength(1);
    expect(api.asked.filter((one) => one === CREATE)).toHaveLength(1);
  });

  it('stays away, with a line in the log, where the event is not about a pull request', async () => {
    const done = await verify({ GITHUB_EVENT_NAME: 'push' });
    expect(api.asked).toEqual([]);
    expect(commentWarning(done)).toBe('');
    expect(done.log.filter((line) => line.includes('push is not about a pull request'))).toHaveLength(1);
    expect(done.notices).toEqual([]);
  });

  it('is written to a server of an own authority where the input ca-file names that', async () => {
    const tls = tlsMaterial('github', ['localhost']);
    const server = new GithubApi(tls);
    await server.host.start();
    try {
      const refused = await verify(server.env);
      expect(commentWarning(refused)).toMatch(/certificate|authority/);
      expect(server.asked).toEqual([]);
      expect(commentWarning(await verify({ ...server.env, 'INPUT_CA-FILE': tls.ca }))).toBe('');
      expect(server.comments).toHaveLength(1);
    } finally {
      await server.host.close();
    }
  });

  it.each<[string, (is: GithubApi) => void, RegExp]>([
    [
      'a token without the right',
      (is) => Object.assign(is, { writes: false }),
      /must not write comments.*Resource not accessible.*pull-requests: write.*fork/,
    ],
    [
      'a locked conversation',
      (is) => Object.assign(is, { locked: true }),
      /pull request 7 is locked.*Unlock/,
    ],
    ['a pull request that is gone', (is) => Object.assign(is, { exists: false }), /pull request 7 is gone/],
    [
      'a token that is not known',
      (is) => Object.assign(is, { knowsToken: false }),
      /does not know the token/,
    ],
  ])('is a warning with the remedy for %s', async (_, spoil, expected) => {
    spoil(api);
    expect(commentWarning(await verify())).toMatch(expected);
    expect(api.comments).toEqual([]);
  });

  it.each([['other/app'], [null]])('tells a fork (%s) that its token cannot write', async (head) => {
    await writeFile(at.path('fork.json'), eventOf(head));
    api.writes = false;
    const done = await verify({ GITHUB_EVENT_PATH: at.path('fork.json') });
    expect(commentWarning(done)).toMatch(/token of a fork must not write.*job summary/);
    expect(commentWarning(done)).not.toContain('pull-requests: write');
  });

  it('tells the permission where the token is the own one, although the pull request is of a fork', async () => {
    await writeFile(at.path('fork.json'), eventOf('other/app'));
    api.writes = false;
    const env = { GITHUB_EVENT_NAME: 'pull_request_target', GITHUB_EVENT_PATH: at.path('fork.json') };
    expect(commentWarning(await verify(env))).toMatch(/must not write comments.*pull-requests: write/);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['no event file', { GITHUB_EVENT_PATH: '/nowhere/event.json' }, /no event file/],
    ['an empty token', { 'INPUT_GITHUB-TOKEN': '' }, /github-token is empty.*forks/],
    [
      'an address by plain HTTP',
      { GITHUB_API_URL: 'http://api.example.com' },
      /GITHUB_API_URL is not an https URL/,
    ],
    ['no repository', { GITHUB_REPOSITORY: 'acme' }, /GITHUB_REPOSITORY/],
  ])('is a warning for %s, and nobody is asked', async (_, env, expected) => {
    const host = new FakeHost();
    const given = {
      INPUT_IMAGES: `${at.images}:one`,
      INPUT_COMMENT: 'true',
      'INPUT_GITHUB-TOKEN': api.token,
    };
    const event = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: at.path('event.json') };
    await runAction('verify', host, { ...given, ...JOB, ...event, ...api.env, ...env }, never);
    expect(commentWarning(host)).toMatch(expected);
    expect(api.asked).toEqual([]);
  });

  it.each([
    '{',
    '{"pull_request":{"number":7},"pull_request":{"number":8}}',
    '{"pull_request":{"number":"7"}}',
    `"${'x'.repeat(5_000_000)}"`,
  ])('is a warning for an event file that is not one: %#', async (text) => {
    await writeFile(at.path('bad.json'), text);
    const done = await verify({ GITHUB_EVENT_PATH: at.path('bad.json') });
    expect(commentWarning(done)).toMatch(/event file/);
    expect(api.asked).toEqual([]);
  });
});

describe('an answer that GitHub would not give', () => {
  const graphql: readonly (readonly [string, Told, RegExp])[] = [
    ['HTML', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }, /JSON/i],
    ['no JSON', { status: 200, body: '{"data":' }, /answer of 127/],
    ['names twice', { status: 200, body: '{"data":{},"data":{}}' }, /answer of 127/],
    ['a text', { status: 200, body: '"data"' }, /no object/],
    ['no viewer', { status: 200, body: { data: { repository: null } } }, /no viewer/],
    ['no data', { status: 200, body: { data: null } }, /no viewer/],
    [
      'comments that are no list',
      {
        status: 200,
        body: { data: { viewer: { login: 'x' }, repository: { pullRequest: { comments: {} } } } },
      },
      /no comments/,
    ],
    ['ten megabytes', { status: 200, body: `{"data":"${'x'.repeat(10_000_000)}"}` }, /over \d+ bytes/],
    [
      'an error of GraphQL without a type',
      { status: 200, body: { errors: [{ message: 'Something @you [x](y)' }] } },
      /Something/,
    ],
    ['a refusal of ten megabytes', { status: 400, body: 'x'.repeat(10_000_000) }, /\(400\)/],
    [
      'a long wait',
      { status: 403, headers: { 'retry-after': '100000' }, body: { message: 'secondary rate limit' } },
      /limits the requests/,
    ],
    [
      'a limit that ends in an hour',
      { status: 429, headers: { 'x-ratelimit-reset': String(Math.round(Date.now() / 1000) + 3600) } },
      /limits the requests/,
    ],
    [
      'a token in its words',
      { status: 400, body: { message: 'bad: ghs_0123456789abcdefghijABCDEFGHIJ4567' } },
      /bad: \*\*\*/,
    ],
  ];

  it.each(graphql)('is a warning, and nothing is written: %s', async (_, told, expected) => {
    api.host.faults.push(told);
    const done = await verify();
    expect(commentWarning(done)).toMatch(expected);
    expect(api.asked).toEqual(LOOKUP);
    expect(api.comments).toEqual([]);
  });

  it('is asked for again after a short wait, for limits and five hundreds', async () => {
    const soon = { status: 403, headers: { 'retry-after': '0' }, body: { message: 'secondary rate limit' } };
    api.host.faults.push(soon, { status: 502, body: 'no' });
    const done = await verify();
    expect(commentWarning(done)).toBe('');
    expect(api.asked).toEqual([...LOOKUP, ...LOOKUP, ...LOOKUP, CREATE]);
  });

  it('ends a wait that begins again and again', async () => {
    const soon = { status: 429, headers: { 'retry-after': '0' } };
    api.host.faults.push(soon, soon, soon, soon, soon);
    expect(commentWarning(await verify())).toMatch(/limits the requests/);
    expect(api.asked).toHaveLength(3);
  });

  it.each([302, 307])('is not followed to another host (%i), so that the token stays', async (status) => {
    const thief = await new Loopback(() => ({ status: 200 })).start();
    try {
      api.host.faults.push({ status, headers: { location: `${thief.url}/graphql` } });
      expect(commentWarning(await verify())).toMatch(/redirects to another host/);
      api.host.spoil(({ url }) => url.pathname.endsWith('/comments'), {
        status,
        headers: { location: thief.url },
      });
      expect(commentWarning(await verify())).toMatch(/redirects to another host/);
      expect(thief.asked).toEqual([]);
    } finally {
      await thief.close();
    }
  });
});
