import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputVariable } from '../../src/action/inputs.ts';
import { runAction } from '../../src/action/run-action.ts';
import { collectingReporter } from '../../src/compose/collecting-reporter.ts';
import type { ProgressEvent } from '../../src/operations/ports.ts';
import type { ActionName } from '../../src/options/commands.ts';
import { type } from '../support/command-line.ts';
import { echoing, registryErrors } from '../support/echo.ts';
import { ENCODINGS, expectHidden } from '../support/encodings.ts';
import { FakeHost } from '../support/fake-host.ts';
import type { Loopback, Told } from '../support/kms/loopback.ts';
import { FakePlugin, METADATA } from '../support/plugin/fake-plugin.ts';
import { never } from '../support/tools.ts';
import { type Workplace, workplace } from '../support/workplace.ts';

let at: Workplace;
beforeAll(async () => {
  at = await workplace();
});
afterAll(() => at.remove());

const USED = ['raw', 'percent-encoded', 'JSON in \\u', 'base64', 'base64 for URLs', 'hexadecimal'] as const;

const PASSWORD = 'hunter2-Pa/ss w+rd';
const IDENTITY = 'identity-token-0123456789';
const BEARER = 'eyJhbGciOiJFUzI1NiJ9.bearer-token-of-the-registry';
const VAULT = 'hvs.vault-token-0123456789';
const SESSION = 'FwoGZXIvYXdzEBYaDF/session+token==';
const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const PIN = '4711-0815';

/** All output of a run: on the command line as text and as JSON, and in an action. */
async function shown(
  command: ActionName,
  operands: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const flags = Object.entries(options).flatMap(([name, value]) =>
    value.split('\n').flatMap((one) => [`--${name}`, one]),
  );
  const argv = [command, ...Object.values(operands), ...flags];
  const text = await type([...argv, '--debug', '--verbose'], env);
  const json = await type([...argv, '--output', 'json', '--debug'], env);
  const host = new FakeHost();
  const inputs = Object.entries({ ...operands, ...options }).map(([name, value]) => [
    inputVariable(name),
    value,
  ]);
  await runAction(command, host, { ...Object.fromEntries(inputs), ...env }, never);
  expect([text.code, json.code], text.stderr).not.toContain(0);
  const page = host.markdown.replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)));
  return [
    ...[text.stdout, text.stderr, json.stdout, json.stderr],
    ...host.log,
    ...[host.markdown, page],
    ...Object.values(host.outputs),
    ...host.annotations.flatMap(({ title, message }) => [title, message]),
  ].join('\n');
}

const login = (host: string, entry: object): string => JSON.stringify({ auths: { [host]: entry } });
const basic = (password: string): object => ({ auth: Buffer.from(`robot:${password}`).toString('base64') });

async function during<T>(server: Loopback, work: () => Promise<T>): Promise<T> {
  await server.start();
  try {
    return await work();
  } finally {
    await server.close();
  }
}

const verify = (server: Loopback, entry: object, name = `@sha256:${'0'.repeat(64)}`): Promise<string> =>
  shown(
    'verify',
    { images: `${server.host}/team/app${name}` },
    { 'trust-policy': at.policy, 'trust-store': at.store, 'registry-config': login(server.host, entry) },
    {},
  );

const challenge = (server: () => Loopback): Told => ({
  status: 401,
  headers: { 'www-authenticate': `Bearer realm="${server().url}/token",service="x"` },
});

describe.each(USED)('a secret that others repeat, %s', (name) => {
  const encode = ENCODINGS[name];

  it('is hidden when it is the login of a registry that asks for Basic', async () => {
    const server = echoing(
      ({ headers }, words) =>
        headers.authorization === undefined
          ? { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
          : registryErrors(words),
      encode,
    );
    const text = await during(server, () => verify(server, basic(PASSWORD)));
    expect(text).toContain('***');
    expectHidden(text, PASSWORD);
    expectHidden(text, Buffer.from(`robot:${PASSWORD}`).toString('base64'));
  });

  it('is hidden when it is the password alone in the answer of a registry', async () => {
    const server = echoing(
      ({ headers }) =>
        headers.authorization === undefined
          ? { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }
          : registryErrors(encode(PASSWORD)),
      encode,
    );
    expectHidden(await during(server, () => verify(server, basic(PASSWORD))), PASSWORD);
  });

  it('is hidden when it is the token of a registry that asks for Bearer', async () => {
    const server: Loopback = echoing(({ url, headers }, words) => {
      if (url.pathname === '/token') return { status: 200, body: { token: BEARER } };
      return headers.authorization === undefined ? challenge(() => server) : registryErrors(words);
    }, encode);
    const text = await during(server, () => verify(server, basic(PASSWORD)));
    expect(text).toContain('***');
    for (const secret of [PASSWORD, BEARER]) expectHidden(text, secret);
  });

  it('is hidden when it is a token in the address of a redirect', async () => {
    const server: Loopback = echoing(({ url, headers }) => {
      if (url.pathname === '/token') return { status: 200, body: { token: BEARER } };
      if (url.pathname.startsWith('/echo')) return { status: 404, body: 'no' };
      if (headers.authorization === undefined) return challenge(() => server);
      const words = encode(BEARER);
      return { status: 307, headers: { location: `/echo/${words}/${words}?digest=${words}` } };
    }, encode);
    const text = await during(server, () => verify(server, basic(PASSWORD)));
    for (const secret of [PASSWORD, BEARER]) expectHidden(text, secret);
  });

  it.each([
    ['login', basic(PASSWORD), PASSWORD],
    ['identity token', { identitytoken: IDENTITY }, IDENTITY],
  ])('is hidden when it is the %s in the answer of a token service', async (_, entry, secret) => {
    const server: Loopback = echoing(
      ({ url }, words) =>
        url.pathname === '/token' ? { ...registryErrors(words), status: 403 } : challenge(() => server),
      encode,
    );
    const text = await during(server, () => verify(server, entry));
    expect(text).toContain('***');
    expectHidden(text, secret);
  });

  it('is hidden when it is a token in media types of a registry', async () => {
    const server: Loopback = echoing(({ url, headers }) => {
      if (url.pathname === '/token') return { status: 200, body: { token: BEARER } };
      if (headers.authorization === undefined) return challenge(() => server);
      const type = `application/${encode(BEARER)}`;
      return {
        status: 200,
        headers: { 'content-type': type.replace(/[^ -~]/g, '') },
        body: { schemaVersion: 2, mediaType: type },
      };
    }, encode);
    const text = await during(server, () => verify(server, basic(PASSWORD), ':1'));
    expect(text).toContain('***');
    expectHidden(text, BEARER);
  });

  const sign = (options: Record<string, string>, env: Record<string, string>): Promise<string> =>
    shown('sign', { images: `${at.images}:one` }, { 'certificate-chain': at.chain, ...options }, env);

  it('is hidden when it is the token in an answer of Vault', async () => {
    const server = echoing(
      (_, words) => ({ status: 400, body: { errors: [words, `${'-'.repeat(250)}${words}`] } }),
      encode,
    );
    const text = await during(server, () =>
      sign({ key: 'hashivault://release' }, { VAULT_ADDR: server.url, VAULT_TOKEN: VAULT }),
    );
    expect(text).toContain('***');
    expectHidden(text, VAULT);
  });

  it('is hidden when it is a session token or secret key in an answer of AWS', async () => {
    const server = echoing(
      (_, words) => ({
        status: 400,
        body: {
          __type: 'AccessDeniedException',
          message: `${encode(SECRET_KEY)} and ${encode(SESSION)}, and ${words}`,
        },
      }),
      encode,
    );
    const env = {
      AWS_ENDPOINT_URL_KMS: '',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: SECRET_KEY,
      AWS_SESSION_TOKEN: SESSION,
    };
    const text = await during(server, () =>
      sign({ key: 'awskms:///alias/release' }, { ...env, AWS_ENDPOINT_URL_KMS: server.url }),
    );
    expect(text).toMatch(/\*\*\*=* and \*\*\*/);
    for (const secret of [SECRET_KEY, SESSION]) expectHidden(text, secret);
  });

  it.skipIf(process.platform === 'win32').each(['text', 'contract', 'answer'])(
    "is hidden when it is the configuration or key id in a plugin's %s",
    async (how) => {
      const plugin = await FakePlugin.install();
      const values = [PIN, '12', 'ab', `${PASSWORD} of jwt`];
      const words = values.map((value) => `I was given "${encode(value)}"`).join(', ');
      const replies = {
        text: { code: 1, stderr: `oh: ${words}` },
        contract: {
          code: 1,
          stderr: { errorCode: 'ERROR', errorMessage: words, errorMetadata: { more: words } },
        },
        answer: { stdout: { keyId: `release;pin-value=${PIN}`, keySpec: words } },
      } as const;
      await plugin.reply('describe-key', replies[how as keyof typeof replies]);
      const names = ['auth', 'apiKey', 'jwt', 'pwd'];
      const config = values.map((value, i) => `${names[i]}=${value}`).join('\n');
      const text = await sign(
        { key: `notation-plugin://acme/release;pin-value=${PIN}`, 'plugin-config': config },
        { NOTATION_LIBEXEC: plugin.libexec, PATH: process.env.PATH! },
      ).finally(() => plugin.remove());
      expect(text).toContain('I was given "***"');
      for (const value of values) expect(text).not.toContain(`given "${encode(value)}"`);
      for (const value of [PIN, `${PASSWORD} of jwt`]) expectHidden(text, value);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'is hidden when it is a PIN in an envelope that a plugin makes',
    async () => {
      const plugin = await FakePlugin.install();
      const capabilities = ['SIGNATURE_GENERATOR.ENVELOPE'];
      await plugin.reply('get-plugin-metadata', { stdout: { ...METADATA, capabilities } });
      const envelope = `{"pin ${encode('4711')}": 1, "pin ${encode('4711')}": 2}`;
      await plugin.reply('generate-envelope', {
        stdout: {
          signatureEnvelope: Buffer.from(envelope).toString('base64'),
          signatureEnvelopeType: 'application/jose+json',
        },
      });
      const text = await sign(
        { key: 'notation-plugin://acme/release', 'plugin-config': 'pin=4711' },
        { NOTATION_LIBEXEC: plugin.libexec, PATH: process.env.PATH! },
      ).finally(() => plugin.remove());
      expect(text).toMatch(/the member "pin [*\\=]+" twice/);
      expect(text).not.toMatch(/\b4711\b/);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'is hidden when it is of the environment, in the output of a credential helper',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'sealift-helper-'));
      const file = join(folder, 'docker-credential-trap');
      await writeFile(
        join(folder, 'words'),
        `cannot log in as ${encode(SECRET_KEY)} with ${encode(SESSION)}\n`,
      );
      await writeFile(file, `#!/bin/sh\ncat ${folder}/words >&2\nexit 1\n`);
      await chmod(file, 0o755);
      const server = echoing(
        () => ({ status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }),
        encode,
      );
      const text = await during(server, () =>
        shown(
          'verify',
          { images: `${server.host}/team/app:1` },
          {
            'trust-policy': at.policy,
            'trust-store': at.store,
            'registry-config': JSON.stringify({ credHelpers: { [server.host]: 'trap' } }),
          },
          {
            PATH: `${folder}:${process.env.PATH}`,
            AWS_SECRET_ACCESS_KEY: SECRET_KEY,
            AWS_SESSION_TOKEN: SESSION,
          },
        ),
      ).finally(() => rm(folder, { recursive: true }));
      expect(text).toContain('cannot log in as ***');
      for (const secret of [SECRET_KEY, SESSION]) expectHidden(text, secret);
    },
  );
});

describe('of a secret that others repeat', () => {
  const LONG = Array.from({ length: 900 }, (_, i) => 'aB3dE5gH7jK9mN1pQ'[(i * 7 + (i >> 3)) % 17]).join('');
  const OCI = 'application/vnd.oci.image.manifest.v1+json';
  const DESCRIPTOR = {
    mediaType: 'application/vnd.oci.empty.v1+json',
    digest: `sha256:${'1'.repeat(64)}`,
    size: 2,
  };

  /** A registry that has an image, and gives the answer `told` to every other request. */
  const registry = (told: Told): Loopback =>
    echoing(
      ({ method, headers }) => {
        if (headers.authorization === undefined)
          return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
        const digest = `sha256:${'0'.repeat(64)}`;
        return method === 'HEAD'
          ? { status: 200, headers: { 'content-type': OCI, 'docker-content-digest': digest } }
          : told;
      },
      (text) => text,
    );

  it.each([
    ['in a message', [{ code: 'X', message: `you sent ${LONG} and ${LONG}` }]],
    ['in a code', [{ code: `${LONG}${LONG}`, message: 'no' }]],
    ['in a detail', [{ code: 'X', message: '', detail: `${LONG}, ${LONG}` }]],
  ])('no beginning is shown where a long text is cut, %s', async (_, errors) => {
    const server = registry({ status: 400, body: { errors } });
    const text = await during(server, () => verify(server, basic(LONG)));
    expect(text).toContain('***');
    for (let at = 0; at < LONG.length; at += 8) expect(text).not.toContain(LONG.slice(at, at + 16));
  });

  it.each(['k9-Zq', 'zq7'])(
    'nothing is shown in a content encoding, although it is short: %s',
    async (secret) => {
      const told = {
        status: 200,
        headers: { 'content-type': OCI, 'content-encoding': secret, server: secret, via: `1.1 ${secret}` },
        body: '{}',
      };
      const server = registry(told);
      const text = await during(server, () => verify(server, basic(secret)));
      expect(text).toContain('Content-Encoding ***, which was not asked for (server: ***; via: 1.1 ***)');
      expect(text.toLowerCase()).not.toMatch(new RegExp(`\\b${secret}\\b`, 'i'));
    },
  );

  it('nothing is shown in an answer of the Referrers API, although it is short', async () => {
    const secret = 'zq7';
    const image = JSON.stringify({ schemaVersion: 2, mediaType: OCI, config: DESCRIPTOR, layers: [] });
    const digest = `sha256:${createHash('sha256').update(image).digest('hex')}`;
    const server = echoing(
      ({ headers, url }) => {
        if (headers.authorization === undefined)
          return { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } };
        if (url.pathname.includes('/manifests/'))
          return {
            status: 200,
            headers: { 'content-type': OCI, 'docker-content-digest': digest },
            body: image,
          };
        return {
          status: 200,
          headers: { 'content-type': 'application/vnd.oci.image.index.v1+json', 'content-encoding': secret },
          body: '{}',
        };
      },
      (text) => text,
    );
    const text = await during(server, () => verify(server, basic(secret), `@${digest}`));
    expect(text).toContain('Content-Encoding ***');
    expect(text).not.toMatch(/\bzq7\b/);
  });

  it('nothing is shown in what a key service says of a key, although it is short', async () => {
    const server = echoing(
      () => ({
        status: 200,
        body: { data: { type: 'of root, Root', keys: { 1: { public_key: 'x' } }, latest_version: 1 } },
      }),
      (text) => text,
    );
    const text = await during(server, () =>
      shown(
        'sign',
        { images: `${at.images}:one` },
        { 'certificate-chain': at.chain, key: 'hashivault://release' },
        { VAULT_ADDR: server.url, VAULT_TOKEN: 'root' },
      ),
    );
    expect(text).toContain('of ***, ***');
  });
});

it('the name of a silent host is reported without secrets', () => {
  const told: ProgressEvent[] = [];
  const listener = { progress: (event: ProgressEvent) => told.push(event), warning: () => {} };
  const reporter = collectingReporter(listener, (text) => text.replaceAll('hunter2', '***'));
  reporter.progress({ type: 'silence', host: 'hunter2.example.com', milliseconds: 5000 });
  expect(told).toEqual([{ type: 'silence', host: '***.example.com', milliseconds: 5000 }]);
});
