import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ProgramOrder, ProgramOutcome } from '../../../src/io/process/run-program.ts';
import { CredentialHelpers } from '../../../src/stores/registry/auth/credential-helpers.ts';
import { never } from '../../support/tools.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const ended = (stdout: string, code: number | null = 0, stderr = ''): ProgramOutcome => ({
  kind: 'ended',
  code,
  stdout: bytes(stdout),
  stderr: bytes(stderr),
});
const login = (username: string, secret = 's3cr3t') =>
  ended(JSON.stringify({ ServerURL: 'https://reg.test', Username: username, Secret: secret }));

const REFUSAL = { reason: 'is not on the PATH', remedy: 'Install it.' };
const NOT_FOUND: ProgramOutcome = { kind: 'not-found', ...REFUSAL };
const REFUSED: ProgramOutcome = {
  kind: 'refused',
  file: '/bin/docker-credential-pass',
  reason: 'is empty',
  remedy: 'Install it anew.',
};
const NOT_STARTED: ProgramOutcome = { kind: 'not-started', reason: 'is not started by the system (EAGAIN)' };

function helpers(outcome: ProgramOutcome, env: Record<string, string> = {}) {
  const orders: ProgramOrder[] = [];
  const run = async (order: ProgramOrder): Promise<ProgramOutcome> => {
    orders.push(order);
    return outcome;
  };
  return { orders, all: new CredentialHelpers({ env, signal: never, run }) };
}

const ask = (outcome: ProgramOutcome, name = 'pass') =>
  helpers(outcome).all.ask(name, 'reg.test', '/home/u/.docker/config.json');

describe('a credential helper', () => {
  it('is run with the command and environment that docker uses', async () => {
    const { orders, all } = helpers(login('alice'), { PATH: '/bin', HOME: '/home/u' });
    expect(await all.ask('ecr-login', 'reg.test:5000', 'config.json')).toEqual({
      kind: 'password',
      username: 'alice',
      password: 's3cr3t',
      source: 'docker-credential-ecr-login (config.json)',
    });
    expect(orders).toEqual([
      {
        file: 'docker-credential-ecr-login',
        args: ['get'],
        input: 'reg.test:5000',
        env: { PATH: '/bin', HOME: '/home/u' },
        timeout: 60_000,
        limit: 64 * 1024,
      },
    ]);
  });

  it('is run once for each registry, however many requests need it at the same time', async () => {
    const { orders, all } = helpers(login('alice'));
    await Promise.all(Array.from({ length: 8 }, () => all.ask('a', 'reg.test', 'config.json')));
    await all.ask('a', 'other.test', 'config.json');
    await all.ask('b', 'reg.test', 'auth.json');
    expect(orders.map(({ file, input }) => `${file} ${input}`)).toEqual([
      'docker-credential-a reg.test',
      'docker-credential-a other.test',
      'docker-credential-b reg.test',
    ]);
  });

  it('gives an identity token under the user name <token>', async () => {
    expect(await ask(login('<token>', 'refresh'))).toMatchObject({ kind: 'refresh', token: 'refresh' });
  });

  it.each([
    ['credentials not found in native keychain\n', 1],
    ['Credentials not found', 1],
    ['{"Username":"","Secret":""}', 0],
  ])('has nothing: %s', async (stdout, code) => {
    expect(await ask(ended(stdout, code))).toBeUndefined();
  });

  it.each<[string, ProgramOutcome, string, number, RegExp]>([
    ['is not there', NOT_FOUND, 'credential_helper_missing', 2, /is not on the PATH/],
    ['is no program', REFUSED, 'credential_helper_missing', 2, /was not run: \/bin\/docker-.* is empty$/],
    ['is not started', NOT_STARTED, 'credential_helper_failed', 4, /is not started by the system \(EAGAIN\)/],
    ['is slow', { kind: 'timed-out' }, 'credential_helper_failed', 4, /no answer for 60 seconds/],
    ['never ends', { kind: 'too-much-output' }, 'credential_helper_failed', 4, /over 65536 bytes/],
    ['fails', ended('', 3, 'locked\nmore'), 'credential_helper_failed', 4, /ends with 3: locked$/],
    ['fails on stdout', ended('gpg: no key', 1), 'credential_helper_failed', 4, /ends with 1: gpg: no key$/],
    ['dies', ended('', null), 'credential_helper_failed', 4, /ends with a signal$/],
    ['says no JSON', ended('s3cr3t'), 'credential_helper_failed', 4, /is not \{"Username"/],
    ['says nothing', ended(''), 'credential_helper_failed', 4, /is not \{"Username"/],
    ['says it twice', ended('{"Username":"a","Username":"b","Secret":"s3cr3t"}'), ...FAILED()],
    ['leaves out the user', ended('{"Secret":"s3cr3t"}'), ...FAILED()],
    ['has no user', login(''), 'credential_helper_failed', 4, /without a user name/],
    ['fails with the answer', ended('{"Username":"a","Secret":"s3cr3t"}', 1), ...FAILED(/ends with 1$/)],
    ['hides in text', ended('', 1, 'x\u001b[31mred'), ...FAILED(/^[^\u001b]*$/)],
  ])('%s: one error that says what to do, without a secret', async (_, outcome, code, exitCode, message) => {
    const error = await ask(outcome).catch((thrown) => thrown);
    expect(error).toMatchObject({ code, exitCode, message: expect.stringMatching(message) });
    expect(error.message).toContain('docker-credential-pass');
    expect(error.message).toContain('/home/u/.docker/config.json');
    expect(`${error.message} ${error.hint}`).not.toContain('s3cr3t');
  });

  function FAILED(message = /is not \{"Username"/): [string, number, RegExp] {
    return ['credential_helper_failed', 4, message];
  }

  it.each(['../evil', '/bin/sh', 'a b', '-x', '', 'a\u0000', 'x'.repeat(200)])(
    'is no path and no line for a shell: %j',
    async (name) => {
      const { orders, all } = helpers(login('alice'));
      await expect(all.ask(name, 'reg.test', 'config.json')).rejects.toMatchObject({
        code: 'config_invalid',
      });
      expect(orders).toEqual([]);
    },
  );

  it.skipIf(process.platform === 'win32')('is a program on the PATH of the run', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sealift-helper-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'docker-credential-echo');
    await writeFile(file, '#!/bin/sh\nread -r key\nprintf \'{"Username":"%s","Secret":"%s"}\' "$1" "$key"\n');
    await chmod(file, 0o755);
    const env = { PATH: `${folder}:/usr/bin:/bin` };
    const all = new CredentialHelpers({ env, signal: never });
    expect(await all.ask('echo', 'reg.test', 'config.json')).toMatchObject({
      username: 'get',
      password: 'reg.test',
    });
    await expect(all.ask('none', 'reg.test', 'config.json')).rejects.toMatchObject({
      code: 'credential_helper_missing',
    });
  });
});
