import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Input } from '../../src/io/read-input.ts';
import { type Typed, type } from '../support/command-line.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { image, push } from '../support/images.ts';
import { registryStore } from '../support/registry-store.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

const DEV = 'of-robot-dev-and-long';
const PROD = 'of-robot-prod-and-long';
const ACCOUNTS = [
  { username: 'robot-dev', password: DEV, may: (name: string) => name.startsWith('dev/') },
  { username: 'robot-prod', password: PROD, may: (name: string) => name.startsWith('prod/') },
];

let registry: FakeRegistry;
let other: FakeRegistry;
let at: Workplace;
beforeAll(async () => {
  const start = () => FakeRegistry.start({}, { kind: 'basic', accounts: ACCOUNTS });
  [registry, other, at] = await Promise.all([start(), start(), workplace()]);
  const credential = { kind: 'password', ...ACCOUNTS[0]!, source: 'test' } as const;
  await push(registryStore(registry.host, 'dev/app', { credential }), image(), '1');
});
afterAll(() => Promise.all([registry.stop(), other.stop(), at.remove()]));

const piped = (...parts: (string | Uint8Array)[]): Input =>
  Readable.from(parts.map((one) => Buffer.from(one)));
const run = (
  argv: string[],
  stdin?: Input,
  env: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Typed> => type(argv, env, signal, stdin);
const list = (stdin: Input | undefined, ...more: string[]): Promise<Typed> =>
  run(['list', `${registry.host}/dev/app:1`, '--username', 'robot-dev', '--password-stdin', ...more], stdin);

describe('--username with --password-stdin', () => {
  it.each([
    ['without a line break', [DEV]],
    ['with a line break at its end', [`${DEV}\n`]],
    ['with a line break of Windows', [`${DEV}\r\n`]],
    ['behind a byte order mark', [`\ufeff${DEV}\n`]],
    ['in pieces', [DEV.slice(0, 3), DEV.slice(3), '\n']],
  ])('logs in with a password %s', async (_, parts) => {
    const listed = await list(piped(...parts));
    expect(listed, listed.stderr).toMatchObject({ code: 0 });
  });

  it('counts before every file', async () => {
    const auth = Buffer.from('robot-dev:an-old-password').toString('base64');
    const config = JSON.stringify({ auths: { [registry.host]: { auth } } });
    expect(await list(piped(DEV), '--registry-config', config)).toMatchObject({ code: 0 });
  });

  it('signs and verifies', async () => {
    const reference = `${registry.host}/dev/app:1`;
    const login = ['--username', 'robot-dev', '--password-stdin'];
    const signed = await run(['sign', reference, ...at.keyFlags, ...login], piped(DEV));
    expect(signed, signed.stderr).toMatchObject({ code: 0 });
    const verified = await run(['verify', reference, ...at.trustFlags, ...login], piped(DEV));
    expect(verified, verified.stderr).toMatchObject({ code: 0 });
  });

  it('tells of a wrong password who was logged in by what, and never the password', async () => {
    const listed = await list(piped('a-wrong-password'), '--debug');
    expect(listed).toMatchObject({ code: 4, stderr: expect.stringMatching(/robot-dev, from --username/) });
    expect(listed.stdout + listed.stderr).not.toContain('a-wrong-password');
    expect(listed.stdout + listed.stderr).not.toContain(
      Buffer.from('robot-dev:a-wrong-password').toString('base64'),
    );
  });

  it.each<[string, () => Input | undefined, RegExp]>([
    ['an empty pipe', () => piped(), /holds no password/],
    ['an empty line', () => piped('\n'), /holds no password/],
    ['two lines', () => piped(`${DEV}\n${PROD}\n`), /has 2 lines, and one line is expected/],
    ['over 64 KiB', () => piped('x'.repeat(65_537)), /over 64 KiB/],
    [
      'what never ends',
      () =>
        Readable.from(
          (function* () {
            for (;;) yield Buffer.alloc(9999, 'x');
          })(),
        ),
      /over 64 KiB/,
    ],
    ['what is not UTF-8', () => piped(Buffer.from([0xff, 0xfe, 0x41])), /not UTF-8/],
    ['a control character', () => piped('a\u0000b'), /control character/],
    ['a carriage return inside', () => piped('a\rb'), /control character/],
    ['a terminal', () => Object.assign(piped(DEV), { isTTY: true }), /is a terminal, which would show/],
    ['no standard input', () => undefined, /for the command line alone/],
  ])('refuses %s, and contacts nobody', async (_, stdin, message) => {
    const before = registry.log.length;
    const listed = await list(stdin());
    expect(listed).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(listed.stderr).toContain('[usage]');
    expect(listed.stderr).not.toContain(DEV);
    expect(registry.log.length).toBe(before);
  });

  it.each<[string, (login: string[]) => string[], RegExp]>([
    [
      'several registries, which it names',
      (login) => [
        'verify',
        `${registry.host}/a:1`,
        `${other.host}/b:1`,
        '--trusted-root',
        at.root,
        '--trusted-identity',
        '*',
        ...login,
      ],
      /--username is a login of one registry, and there are 2: 127\.0\.0\.1:\d+, 127\.0\.0\.1:\d+/,
    ],
    [
      'no registry',
      (login) => ['list', `${at.images}:one`, ...login],
      /there is none, but an OCI image layout/,
    ],
    [
      'a user with a colon, of which nothing is shown',
      () => ['list', `${registry.host}/a:1`, '--username', 'ci:hunter2', '--password-stdin'],
      /colon/,
    ],
    [
      'no --password-stdin',
      () => ['list', `${registry.host}/a:1`, '--username', 'a'],
      /without --password-stdin/,
    ],
    [
      'no user',
      () => ['list', `${registry.host}/a:1`, '--password-stdin'],
      /--password-stdin is given without a user/,
    ],
    [
      'several registries of destinations',
      () => [
        'promote',
        `${at.images}:one`,
        `${registry.host}/a:1`,
        `${other.host}/b:1`,
        '--skip-verification',
        '--to-username',
        'a',
        '--password-stdin',
      ],
      /--to-username is a login of one registry, and there are 2/,
    ],
    ['another mistake', (login) => ['list', `${registry.host}/A:1`, ...login], /reference_invalid/],
  ])('is refused with %s, and the password is not read', async (_, argv, message) => {
    const stdin = piped(DEV);
    const refused = await run(argv(['--username', 'robot-dev', '--password-stdin']), stdin);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(refused.stderr).not.toContain('hunter2');
    expect((stdin as Readable).readableDidRead).toBe(false);
  });

  it('gives up a pipe that never says anything when the run is aborted or over its deadline', async () => {
    const silent = (): Input => new Readable({ read() {} });
    expect(await list(silent(), '--deadline', '50ms')).toMatchObject({ code: 3 });
    const abort = new AbortController();
    const login = ['--username', 'robot-dev', '--password-stdin'];
    const listed = run(['list', `${registry.host}/dev/app:1`, ...login], silent(), {}, abort.signal);
    setTimeout(() => abort.abort(), 20);
    expect(await listed).toMatchObject({ code: 130 });
  });
});

describe('--from-username and --to-username', () => {
  const promote = (stdin: Input, ...more: string[]): Promise<Typed> =>
    run(
      [
        'promote',
        `${registry.host}/dev/app:1`,
        `${registry.host}/prod/app:1`,
        '--skip-verification',
        '--password-stdin',
        ...more,
      ],
      stdin,
    );
  const both = ['--from-username', 'robot-dev', '--to-username', 'robot-prod'];

  it('take a line each, that of the source first', async () => {
    const promoted = await promote(piped(`${DEV}\n${PROD}\n`), ...both, '--single-writer');
    expect(promoted, promoted.stderr).toMatchObject({ code: 0 });
    const flags = ['--username', 'robot-prod', '--password-stdin'];
    expect(await run(['list', `${registry.host}/prod/app:1`, ...flags], piped(PROD))).toMatchObject({
      code: 0,
    });
  });

  it('are refused by the registry in the other order', async () => {
    expect(await promote(piped(`${PROD}\r\n${DEV}\r\n`), ...both)).toMatchObject({ code: 4 });
  });

  it('log in to their own side alone, and the files to the other one', async () => {
    const auth = Buffer.from(`robot-prod:${PROD}`).toString('base64');
    const config = JSON.stringify({ auths: { [registry.host]: { auth } } });
    const from = ['--from-username', 'robot-dev', '--registry-config', config];
    expect(await promote(piped(DEV), ...from)).toMatchObject({ code: 0 });
  });

  it.each([
    ['one line for two', `${DEV}\n`, /has 1 line, and 2 lines are expected/],
    ['an empty line', `\n${PROD}\n`, /has an empty line/],
  ])('are refused with %s', async (_, text, message) => {
    const refused = await promote(piped(text), ...both);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
    expect(refused.stderr).toContain('Pipe both in, a line each, that of the source first');
  });

  it('are named where --username is written', async () => {
    const refused = await promote(piped(DEV), '--username', 'robot-dev');
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--from-username NAME for the source'),
    });
  });
});
