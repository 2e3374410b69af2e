import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inputVariable } from '../../../src/action/inputs.ts';
import { runAction } from '../../../src/action/run-action.ts';
import type { ActionName } from '../../../src/options/commands.ts';
import { FakeHost } from '../../support/fake-host.ts';
import { never } from '../../support/tools.ts';
import { type Trap, trap } from '../../support/trap.ts';
import { type Workplace, workplace } from '../../support/workplace.ts';

let at: Workplace;
/** Records every connection, as registry and as key service. */
let somebody: Trap;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());
// Each test has its own: a request that an earlier run let go of may still be on its way.
beforeEach(async () => {
  somebody = await trap({ status: 404 });
  const { host } = new URL(somebody.origin);
  const lines = [
    'version: 1',
    'trust-policy: trustpolicy.json',
    'trust-store: truststore',
    'promotions:',
    `  - { from: '${host}/app', tags: ['1'], to: '${host}/there' }`,
  ];
  await writeFile(at.path('promotions.yaml'), lines.join('\n'));
});
afterEach(() => somebody.stop());

const image = () => `${new URL(somebody.origin).host}/app:1`;

const INPUTS: Readonly<Record<ActionName, () => Readonly<Record<string, string>>>> = {
  sign: () => ({ images: image(), key: 'hashivault://release', 'certificate-chain': at.chain }),
  verify: () => ({ images: image(), 'trust-policy': at.policy, 'trust-store': at.store }),
  promote: () => ({
    source: image(),
    destination: `${image()}-there`,
    'trust-policy': at.policy,
    'trust-store': at.store,
  }),
  plan: () => ({ file: at.path('promotions.yaml') }),
  compare: () => ({ source: image(), with: `${new URL(somebody.origin).host}/there` }),
};

interface Ran {
  readonly code: string | undefined;
  readonly exit: number;
  readonly message: string;
}

async function act(action: ActionName, event: string, content?: unknown): Promise<Ran> {
  const host = new FakeHost();
  const given = Object.entries(INPUTS[action]()).map(([name, value]) => [inputVariable(name), value]);
  if (content !== undefined)
    await writeFile(at.path('event.json'), typeof content === 'string' ? content : JSON.stringify(content));
  const env = {
    ...Object.fromEntries(given),
    VAULT_ADDR: somebody.origin,
    VAULT_TOKEN: 'token',
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: content === undefined ? at.path('nothing.json') : at.path('event.json'),
  };
  const exit = await runAction(action, host, env, never);
  return { code: host.outputs['error-code'], exit, message: host.annotations[0]?.message ?? '' };
}

const runOf = (event: string | undefined, head: string | null | undefined) => ({
  repository: { full_name: 'acme/app' },
  workflow_run: {
    ...(event === undefined ? {} : { event }),
    ...(head === undefined ? {} : { head_repository: head === null ? null : { full_name: head } }),
  },
});

const UNSAFE: readonly (readonly [string, string, unknown, RegExp])[] = [
  ['pull_request_target', 'pull_request_target', { pull_request: { number: 1 } }, /pull_request_target/],
  ['pull_request_target without its event file', 'pull_request_target', undefined, /pull_request_target/],
  [
    "a run of a fork's pull request",
    'workflow_run',
    runOf('pull_request', 'mallory/app'),
    /mallory\/app, another repository/,
  ],
  [
    'a run of a fork on pull_request_target',
    'workflow_run',
    runOf('pull_request_target', 'mallory/app'),
    /another repository/,
  ],
  [
    'a run of a fork, whatever started it',
    'workflow_run',
    runOf('push', 'mallory/app'),
    /another repository/,
  ],
  [
    'a run on pull_request_target, of whichever repository it is',
    'workflow_run',
    runOf('pull_request_target', 'acme/app'),
    /was itself on pull_request_target/,
  ],
  [
    'a run that was triggered by another run, of which nothing is told',
    'workflow_run',
    runOf('workflow_run', 'acme/app'),
    /was itself on workflow_run/,
  ],
  ['the event in capitals', 'Pull_Request_Target', {}, /pull_request_target/],
  ['a workflow_run in capitals', 'WORKFLOW_RUN', runOf('pull_request', 'mallory/app'), /another repository/],
  [
    'a run of this repository by an unknown event',
    'workflow_run',
    runOf(undefined, 'acme/app'),
    /does not tell/,
  ],
  ['no event in a job of GitHub', '', {}, /GITHUB_EVENT_NAME is not set/],
  ['a run of a fork that is gone', 'workflow_run', runOf('pull_request', null), /does not tell/],
  ['a run of nobody', 'workflow_run', runOf(undefined, undefined), /does not tell/],
  ['an event without a run', 'workflow_run', {}, /does not tell/],
  [
    'a run without the repository',
    'workflow_run',
    { workflow_run: { event: 'push', head_repository: { full_name: 'mallory/app' } } },
    /does not tell/,
  ],
  [
    'names that are no texts',
    'workflow_run',
    {
      repository: { full_name: 1 },
      workflow_run: { event: 'pull_request', head_repository: { full_name: 1 } },
    },
    /does not tell/,
  ],
  ['no event file', 'workflow_run', undefined, /not known: there is no event file/],
  ['an event file that is no JSON', 'workflow_run', '{', /not known/],
  ['an event file that says it twice', 'workflow_run', '{"workflow_run":{},"workflow_run":{}}', /not known/],
  [
    'an event file without an end',
    'workflow_run',
    `"${'x'.repeat(5_000_000)}"`,
    /not known: .*over \d+ bytes/,
  ],
];

const SAFE: readonly (readonly [string, string, unknown])[] = [
  ['push', 'push', {}],
  ['a pull request', 'pull_request', { pull_request: { number: 1 } }],
  ['a run of this repository', 'workflow_run', runOf('push', 'acme/app')],
  ["a run of this repository's pull request", 'workflow_run', runOf('pull_request', 'Acme/App')],
];

describe.each(['sign', 'promote', 'plan'] as const)('the action %s', (action) => {
  it.each(UNSAFE)('is refused before anything is contacted: %s', async (_, event, content, reason) => {
    const ran = await act(action, event, content);
    expect(ran).toMatchObject({ code: 'unsafe_event', exit: 2 });
    expect(ran.message).toMatch(reason);
    expect(ran.message).toMatch(
      /\nNothing was contacted .* on (?:pull_request, )?push, (?:release|schedule)/,
    );
    expect(somebody.seen).toEqual([]);
  });

  it.each(SAFE)('runs on %s', async (_, event, content) => {
    const ran = await act(action, event, content);
    expect(ran.code).not.toBe('unsafe_event');
    expect(somebody.seen.length).toBeGreaterThan(0);
  });
});

it.each(UNSAFE)('verifying runs on %s', async (_, event, content) => {
  const ran = await act('verify', event, content);
  expect(ran.code).toBe('artifact_not_found');
});

it.runIf(process.platform !== 'win32')('an event file that is a pipe is not waited for', async () => {
  const pipe = at.path('pipe');
  execFileSync('mkfifo', [pipe]);
  const host = new FakeHost();
  const env = { GITHUB_EVENT_NAME: 'workflow_run', GITHUB_EVENT_PATH: pipe };
  expect(await runAction('sign', host, env, never)).toBe(2);
  expect(host.annotations[0]?.message).toMatch(/not known: .*is no regular file/);
});

it('no input allows an event that is refused', async () => {
  const host = new FakeHost();
  const env = {
    GITHUB_EVENT_NAME: 'pull_request_target',
    'INPUT_SKIP-VERIFICATION': 'true',
    INPUT_FORCE: 'true',
  };
  expect(await runAction('promote', host, env, never)).toBe(2);
  expect(host.outputs['error-code']).toBe('unsafe_event');
});
