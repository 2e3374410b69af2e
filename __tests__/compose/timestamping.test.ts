import { Buffer } from 'node:buffer';
import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import { type } from '../support/command-line.ts';
import * as der from '../support/der.ts';
import { FakeHost } from '../support/fake-host.ts';
import { Loopback } from '../support/kms/loopback.ts';
import { CA, mint, namedKey, nameOf, sharedChain } from '../support/pki.ts';
import { FakePlugin, METADATA } from '../support/plugin/fake-plugin.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

/** An authority that says no, and quotes what it was sent. */
const authority = new Loopback(({ headers, target }) => ({
  status: 200,
  headers: { 'content-type': 'application/timestamp-reply' },
  body: der.sequence(
    der.sequence(der.integer(2), der.sequence(der.utf8String(`refused: ${target} ${headers.authorization}`))),
  ),
}));
const root = mint({ ...CA, subject: nameOf('timestamp root'), key: namedKey('timestamp root') });

let at: Workplace;
beforeAll(async () => {
  [at] = await Promise.all([workplace(), authority.start()]);
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'tsa.pem': root.pem,
    'tsa.der': root.der,
    'two.pem': root.pem + sharedChain().root.pem,
    'leaf.pem': sharedChain().leaf.pem,
    'intermediate.pem': sharedChain().intermediate.pem,
    'empty.pem': '',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(at.path(name), content);
});
afterAll(() => Promise.all([at.remove(), authority.close()]));
afterEach(() => {
  authority.asked.length = 0;
});

const sign = (...flags: string[]) =>
  type(['sign', `${at.images}:one`, ...at.keyFlags, ...flags, '--output', 'json']);
const error = (run: Awaited<ReturnType<typeof sign>>) => run.json().error ?? run.json().images[0]?.error;

describe('the options of timestamps', () => {
  it.each<[string, (url: string, path: Workplace['path']) => string[], RegExp, RegExp]>([
    [
      '--require-timestamp alone',
      () => ['--require-timestamp'],
      /without --timestamp-url/,
      /--timestamp-root-cert/,
    ],
    [
      'no root',
      (url) => ['--timestamp-url', url],
      /without --timestamp-root-cert/,
      /Add --timestamp-root-cert/,
    ],
    [
      'a root alone',
      (_, path) => ['--timestamp-root-cert', path('tsa.pem')],
      /without --timestamp-url/,
      /Add --timestamp-url/,
    ],
    [
      'a root alone, and a timestamp required',
      (_, path) => ['--require-timestamp', '--timestamp-root-cert', path('tsa.pem')],
      /without --timestamp-url/,
      /Add --timestamp-url/,
    ],
    ...['tsa.example.com', 'ftp://tsa.example.com/', 'file:///etc/passwd', 'http://', 'https://a b/'].map(
      (url) =>
        [
          `the URL ${url}`,
          (_: string, path: Workplace['path']) => [
            '--timestamp-url',
            url,
            '--timestamp-root-cert',
            path('tsa.pem'),
          ],
          /must be an address of http or https/,
          /Write http:\/\/HOST/,
        ] as [string, (url: string, path: Workplace['path']) => string[], RegExp, RegExp],
    ),
    ...(
      [
        ['two.pem', /holds 2 certificates/],
        ['leaf.pem', /neither a CA certificate nor self-signed/],
        ['intermediate.pem', /is not a root certificate/],
        ['empty.pem', /timestamp root certificate/],
      ] as const
    ).map(
      ([name, message]) =>
        [
          `the root ${name}`,
          (url: string, path: Workplace['path']) => [
            '--timestamp-url',
            url,
            '--timestamp-root-cert',
            path(name),
          ],
          message,
          /Give the root certificate/,
        ] as [string, (url: string, path: Workplace['path']) => string[], RegExp, RegExp],
    ),
  ])('end the run with exit code 2 and nobody asked: %s', async (_, flags, message, hint) => {
    const run = await sign(...flags(`${authority.url}/`, at.path));
    expect(run, run.stdout).toMatchObject({ code: 2 });
    expect(error(run)).toMatchObject({
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    expect(authority.asked).toEqual([]);
  });

  it('are told all at once, with what else is wrong', async () => {
    const run = await type([
      'sign',
      `${at.images}:one`,
      '--key',
      at.path('none.pem'),
      '--timestamp-url',
      'x',
    ]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/--timestamp-root-cert[\s\S]*http or https/);
    expect(run.stderr).toMatch(/--certificate-chain/);
  });

  it.each(['tsa.pem', 'tsa.der', 'content'])('take the root as %s', async (name) => {
    const value = name === 'content' ? root.pem : at.path(name);
    const run = await sign('--timestamp-url', `${authority.url}/`, '--timestamp-root-cert', value);
    expect(error(run)).toMatchObject({ code: 'timestamp_refused' });
    expect(authority.asked).toHaveLength(1);
  });
});

describe('the login in the URL of an authority', () => {
  const PASSWORD = 'sesame-Street/42';
  const TOKEN = 'q-token-0815-4711';
  const url = () => `http://robot:${encodeURIComponent(PASSWORD)}@${authority.host}/tsa?key=${TOKEN}`;

  /** Whatever form the authority or a log gives it. */
  function expectHidden(text: string): void {
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain(encodeURIComponent(PASSWORD));
    expect(text).not.toContain(Buffer.from(`robot:${PASSWORD}`).toString('base64'));
    expect(text).not.toContain(TOKEN);
  }

  it('is sent as Basic credentials, and shown nowhere on the command line', async () => {
    const flags = ['--timestamp-url', url(), '--timestamp-root-cert', at.path('tsa.pem')];
    for (const more of [
      ['--debug', '--verbose'],
      ['--output', 'json'],
    ]) {
      const run = await type(['sign', `${at.images}:one`, ...at.keyFlags, ...flags, ...more]);
      expect(run.code).toBe(1);
      expect(run.stdout + run.stderr).toContain('refused: /tsa?key=***');
      expectHidden(run.stdout + run.stderr);
    }
    const login = Buffer.from(`robot:${PASSWORD}`).toString('base64');
    expect(authority.asked[0]).toMatchObject({
      target: `/tsa?key=${TOKEN}`,
      headers: { authorization: `Basic ${login}` },
    });
  });

  it('is masked in an action before anything is done', async () => {
    const host = new FakeHost();
    const inputs = {
      images: `${at.images}:one`,
      key: at.key,
      'certificate-chain': at.chain,
      'timestamp-url': url(),
      'timestamp-root-cert': root.pem,
    };
    const named = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]);
    await runAction('sign', host, Object.fromEntries(named), never);
    expect(host.secrets).toContain(PASSWORD);
    expectHidden([...host.log, host.markdown, ...Object.values(host.outputs)].join('\n'));
  });

  it('is not shown when the URL is refused', async () => {
    const run = await sign(
      '--timestamp-url',
      `ftp://robot:${PASSWORD}@tsa.test/`,
      '--timestamp-root-cert',
      at.root,
    );
    expect(run.code).toBe(2);
    expectHidden(run.stdout + run.stderr);
  });
});

describe.skipIf(process.platform === 'win32')('a plugin that makes whole envelopes', () => {
  it.each([[['--require-timestamp']], [[]]])(
    'is refused with a timestamp before it signs %j',
    async (more) => {
      const fake = await FakePlugin.install();
      try {
        const metadata = { ...METADATA, capabilities: ['SIGNATURE_GENERATOR.ENVELOPE'] };
        await fake.reply('get-plugin-metadata', { stdout: metadata });
        const flags = [
          '--timestamp-url',
          `${authority.url}/`,
          '--timestamp-root-cert',
          at.path('tsa.pem'),
          ...more,
        ];
        const run = await type(
          [
            'sign',
            `${at.images}:one`,
            '--key',
            'notation-plugin://acme/release',
            ...flags,
            '--output',
            'json',
          ],
          { NOTATION_LIBEXEC: fake.libexec, PATH: process.env.PATH! },
        );
        expect(run.code).toBe(2);
        expect(error(run)).toMatchObject({
          code: 'usage',
          hint: expect.stringMatching(/SIGNATURE_GENERATOR\.RAW/),
        });
        expect(await fake.requests('generate-envelope')).toEqual([]);
        expect(authority.asked).toEqual([]);
      } finally {
        await fake.remove();
      }
    },
  );
});
