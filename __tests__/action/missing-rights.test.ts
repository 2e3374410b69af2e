import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import type { RunResult } from '../../src/operations/results.ts';
import type { ActionName } from '../../src/options/commands.ts';
import { numberedParts } from '../../src/options/numbered-parts.ts';
import { type } from '../support/command-line.ts';
import { FakeHost } from '../support/fake-host.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { expectValid } from '../support/result-schema.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
let registry: FakeRegistry;
let folder: string;
/** A login for other registries than the one that is asked. */
const LOGINS = JSON.stringify({
  auths: { 'ghcr.io': { auth: 'eDp5' }, 'https://index.docker.io/v1/': { auth: 'eDp5' }, 'quay.io': {} },
});
const JOB = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push', GITHUB_REPOSITORY: 'acme/app' };

beforeAll(async () => {
  at = await workplace();
  folder = await mkdtemp(join(tmpdir(), 'sealift-rights-'));
  await mkdir(join(folder, 'workspace'));
  const side = (name: string) => ({ repo: { full_name: name } });
  const event = { pull_request: { number: 1, head: side('mallory/app'), base: side('acme/app') } };
  await writeFile(join(folder, 'event.json'), JSON.stringify(event));
  registry = await FakeRegistry.start({}, { kind: 'basic' });
});
afterAll(async () => {
  await Promise.all([at.remove(), registry.stop(), rm(folder, { recursive: true, force: true })]);
});

const workspace = (...path: string[]): string => join(folder, 'workspace', ...path);
const ofFork = () => ({ GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: join(folder, 'event.json') });

/** The one annotation of a step that fails, after a look at everything else that it shows. */
async function annotated(
  action: ActionName,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): Promise<{ title: string; message: string; remedy: string }> {
  const host = new FakeHost();
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
  const code = await runAction(action, host, { ...Object.fromEntries(given), ...JOB, ...env }, never);
  expect(code).toBeGreaterThan(0);
  const results = host.outputs.results!;
  expectValid(JSON.parse(results));
  expect(results).not.toContain('"needs"');
  expect(host.annotations).toHaveLength(1);
  const { title, message } = host.annotations[0]!;
  const { error, images } = JSON.parse(results) as RunResult;
  const remedy = (error ?? images[0]?.error)!.hint;
  const shown = `\n${numberedParts(remedy).join('\n')}`;
  expect(message.endsWith(shown)).toBe(true);
  return { title, message: message.slice(0, -shown.length), remedy };
}

const image = () => `${registry.host}/team/app:1`;
const trust = () => ({ 'trust-policy': at.policy, 'trust-store': at.store });

describe('a login for another registry', () => {
  it('is told in a step, with the step that is missing', async () => {
    const { title, message, remedy } = await annotated(
      'verify',
      { images: image(), ...trust() },
      { DOCKER_AUTH_CONFIG: LOGINS },
    );
    expect(title).toBe('Sealift: credentials_missing');
    expect(message).toContain(
      `there are no credentials for ${registry.host} (logged in to ghcr.io and docker.io)`,
    );
    expect(remedy).toContain(
      `Add before this step: \`- { uses: docker/login-action@v4, with: { registry: '${registry.host}'`,
    );
    expect(`${message}${remedy}`).not.toMatch(/eDp5|x:y/);
  });

  it('is told in a shell, with the command to run', async () => {
    const typed = await type(['list', image()], { DOCKER_AUTH_CONFIG: LOGINS });
    expect(typed.code).toBe(4);
    expect(typed.stderr).toContain('(logged in to ghcr.io and docker.io)');
    expect(typed.stderr).toContain(`Log in: \`docker login ${registry.host}\`.`);
    expect(typed.stderr).not.toContain('uses:');
  });

  it('is told of the one file that counts', async () => {
    const typed = await type(['list', image(), '--registry-config', LOGINS, '--output', 'json'], {
      DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { 'else.example.com': { auth: 'eDp5' } } }),
    });
    expectValid(typed.json());
    expect(typed.stdout).toContain('(logged in to ghcr.io and docker.io)');
    expect(typed.stdout).not.toMatch(/else\.example|"needs"/);
  });

  it('is told of helpers too, and of as many as fit', async () => {
    const names = ['a.example', 'b.example', 'c.example', 'd.example', 'e.example', 'f.example'];
    const auths = Object.fromEntries(names.map((name) => [name, {}]));
    const config = { auths, credsStore: 'sealift-test-none', credHelpers: { [registry.host]: '' } };
    const typed = await type(['list', image()], { DOCKER_AUTH_CONFIG: JSON.stringify(config), PATH: '' });
    expect(typed.stderr).toContain('(logged in to a.example, b.example, c.example, d.example and 2 more)');
  });

  it('is told at each destination of a promotion', async () => {
    const { remedy } = await annotated(
      'promote',
      { source: `${at.images}:one`, destination: `${registry.host}/team/app:1`, 'skip-verification': 'true' },
      { DOCKER_AUTH_CONFIG: LOGINS },
    );
    expect(remedy).toMatch(/^Add before this step: `- \{ uses: docker\/login-action/);
  });
});

it('a destination that is told of while others go on has its remedy at the end, in the words of the step', async () => {
  const host = new FakeHost();
  const inputs = {
    INPUT_SOURCE: `${at.images}:one`,
    INPUT_DESTINATION: `${registry.host}/team/app:1\noci:${join(folder, 'there')}:1`,
    'INPUT_SKIP-VERIFICATION': 'true',
    DOCKER_AUTH_CONFIG: LOGINS,
  };
  expect(await runAction('promote', host, { ...JOB, ...inputs }, never)).toBe(5);
  expect(host.log.filter((line) => line.includes('team/app:1 failed: '))).toHaveLength(1);
  expect(host.log.join('\n')).not.toContain('docker login');
  expect(host.annotations[0]!.message).toContain('- { uses: docker/login-action@v4');
  expectValid(JSON.parse(host.outputs.results!));
});

describe('files that a checkout would have brought', () => {
  const missing = () => ({
    images: `${at.images}:one`,
    'trust-policy': workspace('trustpolicy.json'),
    'trust-store': workspace('truststore'),
  });

  it('are asked for by one line, however many are missing', async () => {
    const env = { GITHUB_WORKSPACE: workspace() };
    const { remedy } = await annotated('verify', missing(), env);
    expect(remedy).toMatch(
      /^Add before this step: `- \{ uses: actions\/checkout@v6 \}`\. The workspace is empty/,
    );
    const inputs = {
      images: `${at.images}:one`,
      key: workspace('key.pem'),
      'certificate-chain': workspace('c.pem'),
    };
    expect((await annotated('sign', inputs, env)).remedy).toBe(remedy);
    const store = { ...missing(), 'trust-policy': at.policy };
    expect((await annotated('verify', store, env)).remedy).toBe(remedy);
  });

  it('are looked for where the path begins, when there is a checkout', async () => {
    const other = join(folder, 'checked-out');
    await mkdir(join(other, '.git'), { recursive: true });
    const inputs = { ...missing(), 'trust-policy': join(other, 'none.json'), 'trust-store': at.store };
    const { remedy } = await annotated('verify', inputs, { GITHUB_WORKSPACE: other });
    expect(remedy).toContain(
      `The path begins at the workspace of the job, ${other}; a checkout with \`path:\``,
    );
  });
});

describe('the pull request of a fork', () => {
  it.each([
    ['a login', () => ({ images: image(), ...trust() })],
    ['a secret', () => ({ images: `${at.images}:one`, key: 'env://KEY', 'certificate-chain': at.chain })],
    [
      'an OIDC token',
      () => ({ images: `${at.images}:one`, key: 'hashivault://release', 'certificate-chain': at.chain }),
    ],
  ])('is named where %s is missing, and no permission', async (_, inputs) => {
    const env = {
      VAULT_ADDR: 'http://127.0.0.1:1',
      VAULT_ROLE: 'release',
      DOCKER_AUTH_CONFIG: '{}',
      ...ofFork(),
    };
    const given = inputs();
    const { remedy } = await annotated('key' in given ? 'sign' : 'verify', given, env);
    expect(remedy).toMatch(/^This job runs for a pull request from mallory\/app: /);
    expect(remedy).not.toMatch(/id-token|docker\/login/);
  });
});

it('a library has the hint of the error, and nothing of what it was made of', async () => {
  const { verify } = await import('../../src/index.ts');
  const options = {
    images: image(),
    trustPolicy: at.policy,
    trustStore: at.store,
    env: { DOCKER_AUTH_CONFIG: '{}' },
  };
  const { images } = await verify(options);
  expect(images[0]?.error).toMatchObject({ hint: `Log in: \`docker login ${registry.host}\`.` });
  expect(JSON.stringify(images)).not.toContain('"needs"');
});
