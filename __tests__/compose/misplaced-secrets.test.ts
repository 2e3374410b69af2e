import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import { openSigner, openStore, sign } from '../../src/index.ts';
import { type } from '../support/command-line.ts';
import { echoing, registryErrors } from '../support/echo.ts';
import { expectHidden } from '../support/encodings.ts';
import { FakeHost } from '../support/fake-host.ts';
import { testKey } from '../support/pki.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

const pem = testKey('rsa-2048').pem;
const body = pem.split('\n').filter((line) => /^[A-Za-z0-9+/=]{16,}$/.test(line));
const base64 = Buffer.from(pem).toString('base64');

/** Expects no line of the key, and no long part of a line. */
function expectNoKey(text: string): void {
  for (const line of body)
    for (const part of line.match(/.{1,16}/g)!.filter((one) => one.length === 16))
      expect(text.toLowerCase()).not.toContain(part.toLowerCase());
  for (let i = 40; i + 24 < base64.length; i += 24) expect(text).not.toContain(base64.slice(i, i + 24));
}

const GIVEN: readonly (readonly [string, string])[] = [
  ['a PEM', pem],
  ['a PEM in one line', pem.replaceAll('\n', ' ')],
  ['base64 of a PEM', base64],
  ['the whole body', body.join('')],
  ['the first line of the body', body[0]!],
  ['a line of the body', body[5]!],
  ['a line of the body with a slash', body.find((line) => /[^/]{20}\/[^/]{9,}/.test(line))!],
];

describe.each(GIVEN)('%s in the wrong place', (_, key) => {
  const SCHEMES = [
    '',
    'file://',
    'env://',
    'awskms://',
    'awskms:///',
    'gcpkms://',
    'hashivault://',
    'azurekms://',
    'azurekms://acme.vault.azure.net/',
    'notation-plugin://',
    'notation-plugin://acme/',
    'xyz://',
    'arn:aws:kms:',
  ];

  it.each(SCHEMES)(
    'is not shown as a key behind "%s"',
    async (scheme) => {
      const env = {
        AWS_REGION: 'eu-central-1',
        VAULT_ADDR: 'http://127.0.0.1:1',
        VAULT_TOKEN: 'x',
        NOTATION_LIBEXEC: at.folder,
        AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
        AWS_ACCESS_KEY_ID: 'A',
        AWS_SECRET_ACCESS_KEY: 'x',
      };
      const argv = [
        'sign',
        `${at.images}:one`,
        '--key',
        `${scheme}${key}`,
        '--certificate-chain',
        at.chain,
        '--deadline',
        '1s',
      ];
      for (const more of [
        ['--debug', '--verbose'],
        ['--output', 'json'],
      ]) {
        const { code, stdout, stderr } = await type([...argv, ...more], env);
        // A whole PEM without a scheme is a valid key.
        if (scheme !== '' || key !== pem) expect(code).not.toBe(0);
        expectNoKey(stdout + stderr);
      }
      const error = await openSigner({ key: `${scheme}${key}`, env }, never).then(
        async (signer) => signer.describe(AbortSignal.timeout(1000)).then(() => 'a key', String),
        (thrown: Error) =>
          `${thrown.message} ${JSON.stringify(thrown)} ${thrown.stack} ${String(thrown.cause)}`,
      );
      expectNoKey(error);
    },
    20_000,
  );

  it.each([
    ['sign', '--certificate-chain', ['--key', 'KEY']],
    ['sign', '--ca-file', ['--key', 'KEY', '--certificate-chain', 'CHAIN']],
    ['sign', '--images-file', ['--key', 'KEY', '--certificate-chain', 'CHAIN']],
    ['sign', '--plugin-config', ['--key', 'KEY', '--certificate-chain', 'CHAIN']],
    ['sign', '--user-metadata', ['--key', 'KEY', '--certificate-chain', 'CHAIN']],
    ['sign', '--timeout', ['--key', 'KEY', '--certificate-chain', 'CHAIN']],
    ['verify', '--trust-policy', ['--trust-store', 'STORE']],
    ['verify', '--trust-store', ['--trust-policy', 'POLICY']],
    ['verify', '--trusted-root', ['--trusted-identity', '*']],
    ['verify', '--registry-config', ['--trust-policy', 'POLICY', '--trust-store', 'STORE']],
    ['verify', '--scope', ['--trust-policy', 'POLICY', '--trust-store', 'STORE']],
    ['verify', '--http-host', ['--trust-policy', 'POLICY', '--trust-store', 'STORE']],
    ['promote', '--destinations-file', ['--trust-policy', 'POLICY', '--trust-store', 'STORE']],
    ['promote', '--existing-tag', ['localhost:1/x:1', '--trust-policy', 'POLICY', '--trust-store', 'STORE']],
    ['promote', '--backup-tag', ['localhost:1/x:1', '--trust-policy', 'POLICY', '--trust-store', 'STORE']],
  ])('is not shown by %s as %s', async (command, flag, more) => {
    const places: Readonly<Record<string, string>> = {
      KEY: at.key,
      CHAIN: at.chain,
      POLICY: at.policy,
      STORE: at.store,
    };
    const argv = [command, `${at.images}:nope`, flag, key, ...more.map((word) => places[word] ?? word)];
    for (const last of [['--debug'], ['--output', 'json']]) {
      const { stdout, stderr } = await type([...argv, ...last], {});
      expectNoKey(stdout + stderr);
    }
  });

  it.each(['as a command', 'as a flag', 'as an image'])('is not shown %s', async (where) => {
    const argv = {
      'as a command': [key],
      'as a flag': ['sign', `--key${key.startsWith('-') ? key : `-${key}`}`],
      'as an image': ['sign', key, ...at.keyFlags],
    }[where]!;
    for (const more of [[], ['--output', 'json']]) {
      const { code, stdout, stderr } = await type([...argv, ...more], {});
      expect(code).toBe(2);
      expectNoKey(stdout + stderr);
    }
  });

  it.each([
    ['verify', 'images'],
    ['promote', 'source'],
  ] as const)('is not shown by the action %s as the input %s', async (action, input) => {
    const host = new FakeHost();
    const inputs = {
      [input]: key,
      destination: 'localhost:1/x:1',
      'trust-policy': at.policy,
      'trust-store': at.store,
    };
    const env = Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [inputVariable(name), value]),
    );
    expect(await runAction(action, host, env, never)).toBe(2);
    expectNoKey([...host.log, host.markdown, ...Object.values(host.outputs)].join('\n'));
  });
});

it.each(['expiry', 'if-signed', 'timeout', 'concurrency', 'azure-credential'])(
  'a login in the input %s is masked and not shown',
  async (input) => {
    const auth = Buffer.from('bob:Sw0rdFish99').toString('base64');
    for (const given of [
      'https://bob:Sw0rdFish99@reg.example.com/app',
      JSON.stringify({ auths: { x: { auth } } }),
    ]) {
      const host = new FakeHost();
      const env = {
        [inputVariable('images')]: `${at.images}:one`,
        [inputVariable('key')]: at.key,
        [inputVariable('certificate-chain')]: at.chain,
        [inputVariable(input)]: given,
      };
      expect(await runAction('sign', host, env, never)).toBe(2);
      expect(host.secrets).toContain('Sw0rdFish99');
      // The certificates beside it are no secret.
      expect(host.secrets.join()).not.toContain('CERTIFICATE');
      const shown = [...host.log, host.markdown, ...Object.values(host.outputs)].join('\n');
      expect(shown).not.toContain('Sw0rdFish99');
      expect(shown).not.toContain(auth);
    }
  },
);

it('the error of a missing key names its path', async () => {
  const missing = `${at.folder}/keys/missing.pem`;
  const { stderr } = await type(
    ['sign', `${at.images}:one`, '--key', missing, '--certificate-chain', at.chain],
    {},
  );
  expect(stderr).toContain(`there is no key at ${missing}`);
});

it('a password behind the flag of another tool is not shown', async () => {
  for (const flag of ['-phunter2', '--password=hunter2', '-p=hunter2']) {
    const { code, stderr } = await type(['sign', `${at.images}:one`, ...at.keyFlags, flag], {});
    expect(code).toBe(2);
    expect(stderr).not.toContain('hunter2');
    expect(stderr).toContain('docker login');
  }
});

describe('parts of the library', () => {
  const PASSWORD = 'hunter2-Pa/ss w+rd';
  const config = (host: string): string =>
    JSON.stringify({ auths: { [host]: { auth: Buffer.from(`robot:${PASSWORD}`).toString('base64') } } });

  it('reject without the secrets that a registry repeats, and report each secret before', async () => {
    const server = await echoing(
      ({ headers }, words) =>
        headers.authorization === undefined
          ? { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
          : registryErrors(words),
      (text) => text,
    ).start();
    const secrets: string[] = [];
    try {
      const store = await openStore({
        place: `${server.host}/team/app`,
        registryConfig: config(server.host),
        env: {},
        onSecret: (secret) => secrets.push(secret),
      });
      const error: Error = await store
        .manifest(
          {
            mediaType: 'application/vnd.oci.image.manifest.v1+json',
            digest: `sha256:${'0'.repeat(64)}`,
            size: 2,
          },
          never,
        )
        .then(
          () => new Error('none'),
          (thrown) => thrown,
        );
      expect(error.message).toContain('***');
      expectHidden(`${error.message} ${JSON.stringify(error)} ${error.stack}`, PASSWORD);
      expect(secrets).toContain(PASSWORD);
      await store.close();
    } finally {
      await server.close();
    }
  });

  it('keep no cause that shows what a server sent in place of HTTP', async () => {
    const server = createServer((socket) => socket.on('error', () => {}).end(PASSWORD)).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const store = await openStore({ place: `${host}/team/app`, registryConfig: config(host), env: {} });
      const error: unknown = await store.resolve({ tag: '1' }, never).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'connection_failed' });
      const shown = inspect(error, { depth: 10 });
      expect(shown).not.toContain(inspect(Buffer.from(PASSWORD)).slice('<Buffer '.length, -1));
      expectHidden(shown, PASSWORD);
      await store.close();
    } finally {
      server.close();
    }
  }, 30_000);

  it('keep the secrets of two runs apart', async () => {
    const run = (secret: string) =>
      sign(
        {
          images: 'registry.example.com/nobody-s-secret:x y',
          key: 'env://KEY',
          certificateChain: at.chain,
          env: { KEY: secret },
        },
        never,
      ).catch((thrown: Error) => thrown.message);
    const [one, two] = await Promise.all([run('nobody-s-secret'), run(await readFile(at.key, 'utf8'))]);
    expect(String(one)).not.toContain('nobody-s-secret');
    expect(String(two)).toContain('nobody-s-secret');
  });
});
