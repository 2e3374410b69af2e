import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { access, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isSignature } from '../../src/notation/algorithms.ts';
import type { Signer } from '../../src/notation/ports.ts';
import { openSigner } from '../../src/signers/open.ts';
import type { SignerOptions } from '../../src/signers/provider.ts';
import { azureError, FakeAzure, throttledByAzure, versionOf } from '../support/kms/azure/azure.ts';
import { CLIENT, entraError, SECRET, TENANT } from '../support/kms/azure/entra.ts';
import { signEcdsa, toDer } from '../support/kms/ecdsa.ts';
import { FakeGithub, ISSUER, SUBJECT } from '../support/kms/github/github.ts';
import type { Fault, Told } from '../support/kms/loopback.ts';
import { signPss } from '../support/kms/pss.ts';
import { itRefuses } from '../support/kms/refusals.ts';
import { type Surroundings, surroundings } from '../support/kms/surroundings.ts';
import { KEY_KINDS, mint, namedKey, sharedChain, testKey, testSelfSigned } from '../support/pki.ts';

const { signal } = new AbortController();
const data = Buffer.from('signing input');
const digest = createHash('sha256').update(data).digest();
const HOST = 'acme.vault.azure.net';
const URI = `azurekms://${HOST}/release`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-azure-'));
  // The SDK would read the environment of the user who runs the tests.
  for (const name of [
    'AZURE_AUTHORITY_HOST',
    'AZURE_REGIONAL_AUTHORITY_NAME',
    'IDENTITY_ENDPOINT',
    'MSI_ENDPOINT',
  ])
    vi.stubEnv(name, undefined);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

let azure: FakeAzure;
let github: FakeGithub;
let around: Surroundings;
let version: string;
beforeEach(async () => {
  azure = new FakeAzure();
  github = new FakeGithub();
  await Promise.all([azure.server.start(), github.server.start()]);
  around = surroundings({ routes: azure.routes(), ca: azure.tls.cert });
  version = azure.addVersion('release');
});
afterEach(() => Promise.all([azure.server.close(), github.server.close(), around.close()]));

type Options = Partial<Omit<SignerOptions, 'plugin'>> & { readonly env?: Record<string, string> };

const open = ({ env, ...options }: Options = {}, uri = URI): Promise<Signer> =>
  openSigner(uri, {
    env: { AZURE_CLIENT_ID: CLIENT, AZURE_TENANT_ID: TENANT, ...github.env, ...env },
    remote: around.remote,
    ...options,
  });

/** The next answer to a request that has a token. */
const describedBy = (told: Told): void =>
  azure.server.spoil(({ headers }) => 'authorization' in headers, told);

/** An environment without GitHub. */
const ALONE = { ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' };

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: unknown) => error,
  );
}

async function signs(options: Options = {}, uri?: string): Promise<boolean> {
  const signer = await open(options, uri);
  const { algorithm, publicKey } = await signer.describe(signal);
  const good = isSignature(algorithm, publicKey, data, await signer.sign(data, signal));
  await signer.close();
  return good;
}

/** Restarts the surroundings, for another name of vault or authority. */
async function speakAs(vault: string, authority?: string): Promise<void> {
  await around.close();
  around = surroundings({ routes: azure.routes(vault, authority), ca: azure.tls.cert });
}

describe('azurekms://', () => {
  it.each(KEY_KINDS)('signs strictly with a key of the kind %s', async (kind) => {
    azure.addVersion('release', testKey(kind));
    expect(await signs()).toBe(true);
  });

  it.each([
    ['a version', `${URI}/${versionOf(1)}`],
    ['a key identifier', `https://${HOST}/keys/release`],
    ['a key identifier with its version', `https://${HOST}/keys/release/${versionOf(1)}`],
    ['another spelling of the name', `azurekms://${HOST}/release`.replace('acme', 'ACME')],
  ])('accepts %s', async (_, uri) => {
    expect(await signs({}, uri)).toBe(true);
  });

  it('asks a vault and an authority on loopback over TLS', async () => {
    azure.name = undefined;
    azure.entra.host = undefined;
    const env = { AZURE_AUTHORITY_HOST: azure.server.url };
    expect(await signs({ env }, `azurekms://${azure.server.host}/release`)).toBe(true);
  });

  it.each([
    ['Managed HSM', 'acme.managedhsm.azure.net', undefined, 'https://managedhsm.azure.net'],
    ['the cloud of China', 'acme.vault.azure.cn', 'login.chinacloudapi.cn', 'https://vault.azure.cn'],
    [
      'the government',
      'acme.vault.usgovcloudapi.net',
      'login.microsoftonline.us',
      'https://vault.usgovcloudapi.net',
    ],
  ])('asks the authority of %s', async (_, vault, authority, resource) => {
    await speakAs(vault, authority);
    azure.resource = resource;
    azure.entra.resources.add(resource);
    expect(await signs({}, `azurekms://${vault}/release`)).toBe(true);
  });

  it('asks once for the challenge and once for the key, then once for each signature', async () => {
    const signer = await open();
    await Promise.all([signer.describe(signal), signer.sign(data, signal), signer.sign(data, signal)]);
    const sign = `POST /keys/release/${version}/sign`;
    expect(azure.calls).toEqual(['GET /keys/release', sign, sign]);
    expect(azure.entra.issued).toBe(1);
    expect(github.issued).toBe(1);
    // The first request has no token, and is answered with the challenge.
    expect(
      azure.server.asked.filter(({ headers, url }) => /^\/keys/.test(url.pathname) && !headers.authorization),
    ).toHaveLength(1);
  });

  it('signs with the version that it described, although the key was rotated since', async () => {
    const signer = await open();
    const { algorithm, publicKey } = await signer.describe(signal);
    azure.addVersion('release', namedKey('rotated'));
    expect(isSignature(algorithm, publicKey, data, await signer.sign(data, signal))).toBe(true);
  });

  it('refuses the newest version in place of one that does not exist', async () => {
    const error = await failure((await open({}, `${URI}/${versionOf(7)}`)).describe(signal));
    expect(error).toMatchObject({
      code: 'key_not_found',
      exitCode: 1,
      message: expect.stringContaining(`answered with version ${version}`),
    });
  });

  it('gets a new token, with a new one of GitHub, when the first has ended', async () => {
    azure.entra.lifetime = 61;
    let ahead = 0;
    await around.close();
    around = surroundings({
      routes: azure.routes(),
      ca: azure.tls.cert,
      now: () => new Date(Date.now() + ahead),
    });
    const signer = await open();
    await signer.sign(data, signal);
    ahead = 2000;
    await signer.sign(data, signal);
    expect([azure.entra.issued, github.issued]).toEqual([2, 2]);
  });

  it('stops when its caller aborts', async () => {
    const signer = await open();
    await signer.describe(signal);
    const caller = new AbortController();
    azure.server.faults.push(() => {
      caller.abort(new Error('enough'));
      return 'cut';
    });
    expect(await failure(signer.sign(data, caller.signal))).toMatchObject({ message: 'enough' });
  });

  it.each([
    'azurekms://',
    `azurekms://${HOST}`,
    `azurekms://${HOST}/`,
    `azurekms://${HOST}/release/`,
    `azurekms://${HOST}/release/1`,
    `azurekms://${HOST}/release/${versionOf(1)}/sign`,
    `azurekms://${HOST}/../release`,
    `azurekms://${HOST}/release?x=1`,
    'azurekms://acme/release',
    `https://${HOST}/keys/release/x`,
  ])('refuses %s', async (uri) => {
    expect(await failure(open({}, uri))).toMatchObject({ code: 'usage', exitCode: 2 });
  });

  it('refuses a user in the address', async () => {
    const error = await failure(open({}, `azurekms://me:secret@${HOST}/release`));
    expect(error).toMatchObject({ code: 'config_invalid', exitCode: 2 });
    expect(String(error)).not.toContain('secret@');
  });
});

describe('the certificate of the vault', () => {
  const withCertificates = true;

  it('is the chain when it is self-signed, and the key is not asked for', async () => {
    const [leaf] = testSelfSigned('ec-384').minted;
    const newest = azure.addVersion('release', testKey('ec-384'), leaf!.der);
    azure.rights.delete('keys/get');
    const signer = await open({ withCertificates });
    const { certificates, algorithm, publicKey } = await signer.describe(signal);
    expect(certificates?.map(({ der }) => Buffer.from(der))).toEqual([Buffer.from(leaf!.der)]);
    expect(isSignature(algorithm, publicKey, data, await signer.sign(data, signal))).toBe(true);
    expect(azure.calls).toEqual(['GET /certificates/release', `POST /keys/release/${newest}/sign`]);
  });

  it('is not read when a chain is given', async () => {
    azure.rights.delete('certificates/get');
    expect(await signs()).toBe(true);
  });

  it('fails with the missing issuer and the remedy when the vault tells it alone', async () => {
    azure.addVersion('release', testKey('ec-256'), sharedChain().leaf.der);
    expect(await failure((await open({ withCertificates })).describe(signal))).toMatchObject({
      code: 'certificate_chain_invalid',
      exitCode: 2,
      message: expect.stringMatching(/CN=release.* alone; its issuer .*CN=intermediate/),
      hint: expect.stringContaining('--certificate-chain'),
    });
  });

  it.each([
    ['is not there', {}, 'key_not_found', 1, /--certificate-chain/],
    ['has a version that is not there', { cer: 'self' }, 'key_not_found', 1, /newest/],
    [
      'may not be read',
      { cer: 'self', right: true },
      'denied',
      4,
      /Key Vault Certificate User.*--certificate-chain/,
    ],
  ])(
    'fails with $2 when it %s',
    async (what, { cer, right }: { cer?: string; right?: boolean }, code, exitCode, hint) => {
      if (cer) azure.addVersion('release', testKey(), testSelfSigned().minted[0]!.der);
      if (right) azure.rights.delete('certificates/get');
      const uri = what.includes('version') ? `${URI}/${versionOf(9)}` : URI;
      const error = await failure((await open({ withCertificates }, uri)).describe(signal));
      expect(error).toMatchObject({ code, exitCode, hint: expect.stringMatching(hint) });
    },
  );

  it('is refused when it was not issued or is malformed', async () => {
    const kid = `https://${HOST}/keys/release/${version}`;
    for (const members of [{}, { cer: '' }, { cer: 'AAAA' }, { cer: '!' }]) {
      const signer = await open({ withCertificates });
      describedBy({ status: 200, body: { id: kid.replace('keys', 'certificates'), kid, ...members } });
      expect(await failure(signer.describe(signal))).toMatchObject({ code: 'certificate_chain_invalid' });
    }
  });

  it('is refused before anything is pushed when it is of another key', async () => {
    azure.addVersion('release', testKey('ec-256'), mint({ key: namedKey('other') }).der);
    expect(await failure((await open({ withCertificates })).sign(data, signal))).toMatchObject({
      code: 'self_check_failed',
      exitCode: 1,
    });
  });

  it('is refused for a Managed HSM, which has none, before any request', async () => {
    const uri = 'azurekms://acme.managedhsm.azure.net/release';
    expect(await failure(open({ withCertificates }, uri))).toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('--certificate-chain'),
    });
    expect(azure.server.asked).toEqual([]);
  });
});

describe('the login of azurekms://', () => {
  const identity = async (env: Record<string, string>, options: Options = {}): Promise<string> => {
    expect(await signs({ ...options, env })).toBe(true);
    return around.identities.join();
  };

  it('uses the token of the GitHub job before all others, and masks every secret', async () => {
    const env = { AZURE_CLIENT_SECRET: 'x', AZURE_FEDERATED_TOKEN_FILE: 'x' };
    expect(await identity(env)).toBe(`the app ${CLIENT} by the token of this GitHub job`);
    expect(around.secrets.some((secret) => secret.startsWith('ey'))).toBe(true);
    expect(around.secrets.some((secret) => secret.startsWith('entra-access-token'))).toBe(true);
    const assertions = azure.server.asked.filter(({ url }) => url.pathname.endsWith('/token'));
    for (const { body } of assertions) {
      const assertion = new URLSearchParams(body.toString()).get('client_assertion')!;
      expect(around.secrets).toContain(assertion);
    }
  });

  it('uses a client secret', async () => {
    expect(await identity({ ...ALONE, AZURE_CLIENT_SECRET: SECRET })).toContain('AZURE_CLIENT_SECRET');
    expect(around.secrets).toContain(SECRET);
  });

  it('uses a client certificate', async () => {
    const key = testKey('rsa-2048');
    const path = join(folder, 'app.pem');
    await writeFile(path, `${key.pem}${mint({ key }).pem}`);
    azure.entra.certificateKey = key;
    expect(await identity({ ...ALONE, AZURE_CLIENT_CERTIFICATE_PATH: path })).toContain('certificate');
  });

  it('uses a token in a file', async () => {
    const path = join(folder, 'token');
    await writeFile(path, `${github.token('api://AzureADTokenExchange')}\n`);
    expect(await identity({ ...ALONE, AZURE_FEDERATED_TOKEN_FILE: path })).toContain('FEDERATED_TOKEN_FILE');
  });

  it('uses the managed identity of the machine when that is chosen', async () => {
    expect(await identity({}, { azureCredential: 'managed-identity' })).toContain('managed identity');
    const asked = azure.server.asked.find(({ url }) => url.pathname.startsWith('/metadata'));
    expect(asked?.url.searchParams.get('client_id')).toBe(CLIENT);
  });

  it('uses the Azure CLI when nothing else is configured, in the directory of the vault', async () => {
    const value = azure.entra.give('https://vault.azure.net');
    const answer = JSON.stringify({ accessToken: value, expires_on: Math.floor(Date.now() / 1000) + 3600 });
    await writeFile(join(folder, 'az'), `#!/bin/sh\necho "$@" > ${folder}/az-args\necho '${answer}'\n`);
    await chmod(join(folder, 'az'), 0o755);
    const env = { AZURE_CLIENT_ID: '', AZURE_TENANT_ID: '', PATH: `${folder}:${process.env.PATH}` };
    expect(await identity(env)).toContain('Azure CLI');
    expect(await readFile(join(folder, 'az-args'), 'utf8')).toBe(
      `account get-access-token --output json --resource https://vault.azure.net --tenant ${TENANT}\n`,
    );
    expect(around.secrets).toContain(value);
    await writeFile(
      join(folder, 'az'),
      '#!/bin/sh\necho "ERROR: Please run \'az login\' to setup account." >&2\nexit 1\n',
    );
    const error = await failure((await open({ env })).describe(signal));
    expect(error).toMatchObject({
      code: 'credentials_missing',
      exitCode: 4,
      message: expect.stringContaining('az login'),
      hint: expect.stringContaining('id-token: write'),
    });
    expect(await failure(signs({ env: { ...env, PATH: '/nonexistent' } }))).toMatchObject({
      code: 'credentials_missing',
      message: expect.stringContaining('cannot be run'),
    });
  });

  it('ends the Azure CLI when the run is aborted', async () => {
    await writeFile(join(folder, 'az'), `#!/bin/sh\ntouch ${folder}/az-runs\nexec sleep 60\n`);
    await chmod(join(folder, 'az'), 0o755);
    const caller = new AbortController();
    const env = { AZURE_CLIENT_ID: '', AZURE_TENANT_ID: '', PATH: `${folder}:${process.env.PATH}` };
    const described = failure((await open({ env })).describe(caller.signal));
    await vi.waitFor(() => access(join(folder, 'az-runs')), { interval: 5, timeout: 5000 });
    caller.abort(new Error('enough'));
    expect(await described).toMatchObject({ message: 'enough' });
  });

  it('refuses a directory that is not one word of the command line', async () => {
    const challenge =
      'Bearer authorization="https://login.microsoftonline.com/-x", resource="https://vault.azure.net"';
    azure.server.faults.push({
      ...azureError(401, 'Unauthorized'),
      headers: { 'www-authenticate': challenge },
    });
    const env = { AZURE_CLIENT_ID: '', AZURE_TENANT_ID: '', PATH: '/nonexistent' };
    expect(await failure((await open({ env })).describe(signal))).toMatchObject({
      code: 'credentials_missing',
      message: expect.stringContaining('names a directory'),
    });
  });

  it.each([
    [{ AZURE_TENANT_ID: '', AZURE_CLIENT_SECRET: 'x' }, 'config_invalid', 2, /AZURE_TENANT_ID is not/],
    [{ AZURE_CLIENT_ID: '', AZURE_FEDERATED_TOKEN_FILE: 'x' }, 'config_invalid', 2, /AZURE_CLIENT_ID is not/],
    [{ AZURE_TENANT_ID: '../x' }, 'config_invalid', 2, /AZURE_TENANT_ID/],
    [{ AZURE_CLIENT_ID: 'a b' }, 'config_invalid', 2, /AZURE_CLIENT_ID/],
    [{ AZURE_AUTHORITY_HOST: 'https://evil.example' }, 'config_invalid', 2, /evil\.example/],
    [{ AZURE_AUTHORITY_HOST: 'http://login.microsoftonline.com' }, 'config_invalid', 2, /plain http/],
    [{ AZURE_AUTHORITY_HOST: 'http://127.0.0.1:1' }, 'config_invalid', 2, /Entra/],
    [{ ...ALONE, AZURE_CLIENT_CERTIFICATE_PATH: '/nope.pem' }, 'file_not_found', 2, /nope/],
    [{ ...ALONE, GITHUB_ACTIONS: 'true' }, 'credentials_missing', 4, /id-token: write/],
  ] as [Record<string, string>, string, number, RegExp][])(
    'refuses %j before any request',
    async (env, code, exitCode, text) => {
      const error = await failure(open({ env }));
      expect(error).toMatchObject({ code, exitCode });
      expect(`${String(error)} ${(error as { hint: string }).hint}`).toMatch(text);
      expect(azure.server.asked).toEqual([]);
    },
  );

  it.each([
    ['another branch', { sub: 'repo:acme/app:ref:refs/heads/else' }, 'AADSTS700213'],
    ['another issuer', { iss: 'https://else.example' }, 'AADSTS700211'],
    ['another audience', { aud: 'api://else' }, 'AADSTS700212'],
  ])('shows iss, sub and aud, never the token, when Entra trusts %s', async (_, members, number) => {
    azure.entra.trusted = { ...azure.entra.trusted, ...members };
    const error = await failure((await open()).describe(signal));
    expect(error).toMatchObject({
      code: 'denied',
      exitCode: 4,
      hint: expect.stringContaining(`az ad app federated-credential create --id ${CLIENT}`),
    });
    for (const text of [ISSUER, SUBJECT, 'api://AzureADTokenExchange', number, CLIENT])
      expect(String(error)).toContain(text);
    expect(`${String(error)}${JSON.stringify(error)}${String((error as Error).cause)}`).not.toContain('eyJ');
    expect(String(error)).not.toContain('Trace ID');
  });

  it.each([
    ['a wrong secret', { ...ALONE, AZURE_CLIENT_SECRET: 'wrong-secret' }, 'denied', /AADSTS7000215/, /Renew/],
    ['another app', { AZURE_CLIENT_ID: '123' }, 'denied', /AADSTS700016/, /AZURE_CLIENT_ID/],
    [
      'another directory',
      { AZURE_TENANT_ID: TENANT.replace('1', '2') },
      'denied',
      /no token to the app/,
      /AZURE_TENANT_ID/,
    ],
  ] as [string, Record<string, string>, string, RegExp, RegExp][])(
    'fails at once with %s',
    async (_, env, code, text, hint) => {
      const error = await failure((await open({ env })).describe(signal));
      expect(error).toMatchObject({
        code,
        exitCode: 4,
        message: expect.stringMatching(text),
        hint: expect.stringMatching(hint),
      });
      expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('wrong-secret');
      expect(azure.calls).toEqual([]);
    },
  );

  it('names the line of the workflow when GitHub refuses a token', async () => {
    const env = { ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'wrong' };
    expect(await failure((await open({ env })).describe(signal))).toMatchObject({
      code: 'credentials_missing',
      exitCode: 4,
      hint: expect.stringContaining('id-token: write'),
    });
  });

  it('says that the machine has no identity', async () => {
    azure.entra.resources.clear();
    const error = await failure(
      (await open({ azureCredential: 'managed-identity', env: { AZURE_CLIENT_ID: 'none' } })).describe(
        signal,
      ),
    );
    expect(error).toMatchObject({
      code: 'denied',
      exitCode: 4,
      hint: expect.stringContaining('managed identity'),
    });
  });

  it.each([
    ['out of order', { status: 503, body: { error: 'temporarily_unavailable' } }, 'key_service_unavailable'],
    ['busy', entraError(90055, 'throttled', 'temporarily_unavailable', 429), 'key_service_unavailable'],
    ['cut off', 'cut', 'connection_failed'],
  ] as [string, Fault, string][])('tries five times in all while Entra is %s', async (_, fault, code) => {
    const signer = await open();
    azure.server.faults.push(() => undefined);
    for (let count = 0; count < 8; count += 1) azure.server.faults.push(fault);
    expect(await failure(signer.describe(signal))).toMatchObject({ code, exitCode: 3 });
    expect(azure.server.asked).toHaveLength(1 + 5);
  });
});

describe('the challenge of a vault', () => {
  const challenge = (text: string | undefined): Fault => ({
    status: 401,
    ...(text === undefined ? {} : { headers: { 'www-authenticate': text } }),
  });
  it.each([
    [
      'for another domain',
      'Bearer authorization="https://login.microsoftonline.com/x", resource="https://storage.azure.com"',
    ],
    [
      'for the domain above',
      'Bearer authorization="https://login.microsoftonline.com/x", resource="https://net"',
    ],
    ['for part of a label', 'Bearer resource="https://ault.azure.net"'],
    ['with a user in it', 'Bearer resource="https://x@vault.azure.net"'],
    ['over plain http', 'Bearer resource="http://vault.azure.net"'],
    ['for Basic', 'Basic realm="x"'],
    ['when it is not there', undefined],
  ])('is refused %s, and no token is fetched', async (_, text) => {
    azure.server.faults.push(challenge(text));
    expect(await failure((await open()).describe(signal))).toMatchObject({
      code: 'unexpected_answer',
      exitCode: 1,
    });
    expect(azure.server.asked).toHaveLength(1);
    expect(github.issued).toBe(0);
  });

  it('may name only vaults when it comes from loopback', async () => {
    azure.resource = 'https://graph.microsoft.com';
    const env = { AZURE_AUTHORITY_HOST: azure.server.url };
    const signer = await open({ env }, `azurekms://${azure.server.host}/release`);
    expect(await failure(signer.describe(signal))).toMatchObject({ code: 'unexpected_answer' });
  });

  it('has to come, or the answer is not that of a vault', async () => {
    azure.server.faults.push({ status: 200 });
    expect(await failure((await open()).describe(signal))).toMatchObject({ code: 'unexpected_answer' });
  });

  it('may be replaced by the refusal of a firewall', async () => {
    azure.server.faults.push(
      azureError(403, 'Forbidden', 'ForbiddenByFirewall', 'Client address is not authorized'),
    );
    expect(await failure((await open()).describe(signal))).toMatchObject({
      code: 'denied',
      exitCode: 4,
      hint: expect.stringContaining('firewall'),
    });
  });
});

describe('azurekms:// with faults of Azure Key Vault', () => {
  const answer = (raw: Buffer, by = version, name = 'release', host = HOST): Fault => ({
    status: 200,
    body: { kid: `https://${host}/keys/${name}/${by}`, value: raw.toString('base64url') },
  });
  const raw = signEcdsa(testKey('ec-256').privateKey, digest);
  const broken = azureError(500, 'InternalServerError');

  it.each([
    ['throttled twice', [throttledByAzure, throttledByAzure]],
    ['broken for a while', [broken]],
    ['cut', ['cut', 'cut']],
  ] as [string, Fault[]][])('signs after it was %s', async (what, faults) => {
    const signer = await open();
    await signer.describe(signal);
    azure.server.faults.push(...faults);
    expect(await signer.sign(data, signal)).toHaveLength(64);
    // The wait is that of Retry-After.
    if (what.startsWith('throttled')) expect(Math.max(...around.waits)).toBeGreaterThanOrEqual(3000);
  });

  it.each([
    ['throttled for ever', throttledByAzure, 'too_many_requests', 3, 5],
    ['broken for ever', broken, 'key_service_unavailable', 3, 5],
    ['cut for ever', 'cut', 'connection_failed', 3, 5],
    ['disabled since', azureError(403, 'Forbidden', 'KeyDisabled'), 'key_unusable', 1, 1],
    ['expired since', azureError(403, 'Forbidden', 'KeyExpired'), 'key_unusable', 1, 1],
    ['deleted since', azureError(404, 'KeyNotFound'), 'key_not_found', 1, 1],
    ['a wrong algorithm', azureError(400, 'BadParameter'), 'key_unusable', 1, 1],
    ['a page', { status: 200, body: '<html>' }, 'unexpected_answer', 1, 1],
    [
      'a redirect',
      { status: 307, headers: { location: 'https://evil.example/' } },
      'unexpected_answer',
      1,
      1,
    ],
    ['no signature', () => answer(Buffer.alloc(0)), 'self_check_failed', 1, 1],
    ['the id of another version', () => answer(raw, versionOf(5)), 'self_check_failed', 1, 1],
    ['the id of another key', () => answer(raw, version, 'else'), 'self_check_failed', 1, 1],
    [
      'the id of another vault',
      () => answer(raw, version, 'release', 'evil.vault.azure.net'),
      'self_check_failed',
      1,
      1,
    ],
    [
      'the signature of another key',
      () => answer(signEcdsa(namedKey('x').privateKey, digest)),
      'self_check_failed',
      1,
      1,
    ],
    ['DER where raw is due', () => answer(toDer(raw)), 'self_check_failed', 1, 1],
    [
      'base64 where base64url is due',
      () => ({
        status: 200,
        body: { kid: `https://${HOST}/keys/release/${version}`, value: `${raw.toString('base64')}` },
      }),
      'self_check_failed',
      1,
      1,
    ],
  ] as [string, Fault, string, number, number][])(
    'fails to sign with $2: %s',
    async (_, fault, code, exitCode, requests) => {
      const signer = await open();
      await signer.describe(signal);
      const before = azure.server.asked.length;
      for (let count = 0; count < 6; count += 1) azure.server.faults.push(fault);
      expect(await failure(signer.sign(data, signal))).toMatchObject({ code, exitCode });
      expect(azure.server.asked.length - before).toBe(requests);
    },
  );

  it('refuses a signature with a salt of another length', async () => {
    const newest = azure.addVersion('release', testKey('rsa-2048'));
    const signer = await open();
    await signer.describe(signal);
    azure.server.faults.push(
      answer(signPss(testKey('rsa-2048').privateKey, 'sha256', digest, 'longest'), newest),
    );
    expect(await failure(signer.sign(data, signal))).toMatchObject({
      code: 'self_check_failed',
      exitCode: 1,
    });
  });

  it.each([
    ['keys/get', true, /az role assignment create --role "Key Vault Crypto User"/],
    ['keys/sign', true, /Key Vault Crypto User/],
    ['keys/sign', false, /az keyvault set-policy --name acme .*--key-permissions sign/],
  ] as const)('names identity, right and key when %s is missing', async (right, rbac, hint) => {
    azure.rights.delete(right);
    azure.rbac = rbac;
    const error = await failure((await open()).sign(data, signal));
    expect(error).toMatchObject({ code: 'denied', exitCode: 4, hint: expect.stringMatching(hint) });
    for (const text of [CLIENT, right, 'key release', HOST]) expect(String(error)).toContain(text);
    expect(azure.calls).toHaveLength(right === 'keys/get' ? 1 : 2);
  });

  it('names the role of a Managed HSM', async () => {
    await speakAs('acme.managedhsm.azure.net');
    azure.resource = 'https://managedhsm.azure.net';
    azure.rights.clear();
    const signer = await open({}, 'azurekms://acme.managedhsm.azure.net/release');
    expect(await failure(signer.describe(signal))).toMatchObject({
      code: 'denied',
      hint: expect.stringContaining('--role "Managed HSM Crypto User"'),
    });
  });

  it('names the directory when the vault refuses the token', async () => {
    const signer = await open();
    await signer.describe(signal);
    azure.entra.tokens.clear();
    expect(await failure(signer.sign(data, signal))).toMatchObject({
      code: 'denied',
      exitCode: 4,
      hint: expect.stringContaining('AZURE_TENANT_ID'),
    });
  });

  const jwk = testKey('ec-256').publicKey.export({ format: 'jwk' });
  const kid = `https://${HOST}/keys/release/${versionOf(1)}`;
  it.each([
    ['disabled', { attributes: { enabled: false } }, 'key_unusable', 1],
    ['not valid yet', { attributes: { enabled: true, nbf: 4_000_000_000 } }, 'key_unusable', 1],
    ['expired', { attributes: { enabled: true, exp: 1 } }, 'key_unusable', 1],
    ['not for signing', { key: { kid, ...jwk, key_ops: ['verify'] } }, 'key_unusable', 1],
    ['symmetric', { key: { kid, kty: 'oct-HSM', key_ops: ['encrypt'] } }, 'key_unsupported', 2],
    ['of an Edwards curve', { key: { kid, kty: 'OKP', crv: 'Ed25519', x: 'AA' } }, 'key_unsupported', 2],
    ['of the curve of coins', { key: { kid, ...jwk, crv: 'P-256K' } }, 'key_unsupported', 2],
    ['no key', { key: { kid, kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } }, 'unexpected_answer', 1],
    ['another one', { key: { ...jwk, kid: kid.replace('release', 'else') } }, 'unexpected_answer', 1],
    ['of another vault', { key: { ...jwk, kid: kid.replace('acme', 'evil') } }, 'unexpected_answer', 1],
    ['without an identifier', { key: jwk }, 'unexpected_answer', 1],
  ])('refuses a key that is %s', async (_, members, code, exitCode) => {
    const signer = await open();
    const body = { key: { kid, ...jwk }, attributes: { enabled: true }, ...members };
    describedBy({ status: 200, body });
    expect(await failure(signer.describe(signal))).toMatchObject({ code, exitCode });
  });

  it('fails with key_not_found for a key that does not exist', async () => {
    azure.keys.clear();
    expect(await failure((await open()).describe(signal))).toMatchObject({
      code: 'key_not_found',
      exitCode: 1,
    });
  });

  it('keeps the limit on requests in flight, however many signatures there are', async () => {
    const signer = await open();
    await signer.describe(signal);
    const { server } = azure;
    const gate = Promise.withResolvers<void>();
    server.hold = gate.promise;
    const all = Promise.all(Array.from({ length: 50 }, () => signer.sign(data, signal)));
    await vi.waitFor(() => expect(server.most).toBeGreaterThanOrEqual(16), { interval: 2, timeout: 15_000 });
    gate.resolve();
    await all;
    expect(server.most).toBe(16);
    expect(azure.signatures).toBe(50);
  });
});

describe('the double of Azure', () => {
  const value = digest.toString('base64url');

  async function ask(
    path: string,
    change: { body?: unknown; method?: string; headers?: object } = {},
  ): Promise<[number, string]> {
    const signer = await open();
    await signer.describe(signal);
    const { authorization } = azure.server.asked.at(-1)!.headers;
    const { http } = await around.remote();
    const content = Buffer.from(
      change.body instanceof URLSearchParams ? change.body.toString() : JSON.stringify(change.body ?? {}),
    );
    const response = await http.request({
      method: (change.method ?? 'POST') as 'POST',
      url: new URL(`https://${HOST}${path}`),
      headers: { authorization: authorization!, 'content-type': 'application/json', ...change.headers },
      ...(change.method === 'GET' ? {} : { body: { length: content.length, open: async () => content } }),
      retry: false,
      signal,
    });
    const chunks: Buffer[] = [];
    for await (const chunk of response.body) chunks.push(chunk as Buffer);
    return [response.status, Buffer.concat(chunks).toString()];
  }
  const sign = (body: object, headers = {}, path = `/keys/release/${versionOf(1)}/sign`) =>
    ask(`${path}?api-version=7.4`, { body, headers });
  const token = (members: Record<string, string>) =>
    ask(`/${TENANT}/oauth2/v2.0/token`, {
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: CLIENT,
        scope: 'https://vault.azure.net/.default',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: github.token('api://AzureADTokenExchange', 299),
        ...members,
      }),
    });

  it('accepts correct requests', async () => {
    expect((await sign({ alg: 'ES256', value }))[0]).toBe(200);
    expect((await token({}))[0]).toBe(200);
  });

  itRefuses([
    ['no token', () => sign({}, { authorization: '' }), 401, /AKV10000|AKV10046/],
    ['another token', () => sign({}, { authorization: 'Bearer x' }), 401, /AKV10046/],
    [
      'a token for somebody else',
      () => sign({}, { authorization: `Bearer ${azure.entra.give('https://storage.azure.com')}` }),
      401,
      /audience/,
    ],
    [
      'to make a key without the right',
      () => ask('/keys/x/create?api-version=7.4', { body: { kty: 'EC', crv: 'P-256' } }),
      403,
      /keys\/create/,
    ],
    [
      'a key of a kind that is not asked for here',
      () => {
        azure.rights.add('keys/create');
        return ask('/keys/x/create?api-version=7.4', { body: { kty: 'oct' } });
      },
      400,
      /P-256 alone/,
    ],
    ['no version of the API', () => ask('/keys/release', { method: 'GET' }), 400, /version/],
    [
      'an unknown version of the API',
      () => ask('/keys/release?api-version=8.0', { method: 'GET' }),
      400,
      /version/,
    ],
    ['an algorithm of another curve', () => sign({ alg: 'ES384', value }), 400, /incompatible/],
    ['an algorithm of another kind', () => sign({ alg: 'PS256', value }), 400, /incompatible/],
    ['base64', () => sign({ alg: 'ES256', value: digest.toString('base64') }), 400, /base64url/],
    ['a digest of another length', () => sign({ alg: 'ES256', value: 'AAAA' }), 400, /length/],
    [
      'another type of content',
      () => sign({ alg: 'ES256', value }, { 'content-type': 'text/plain' }),
      415,
      /Media/,
    ],
    ['a signature by no version', () => sign({}, {}, '/keys/release/sign'), 404, /NotFound/],
    ['another operation', () => ask('/keys/release/decrypt?api-version=7.4'), 404, /NotFound/],
    ['another grant', () => token({ grant_type: 'password' }), 400, /AADSTS70003/],
    ['another app', () => token({ client_id: 'x' }), 401, /AADSTS700016/],
    ['another kind of assertion', () => token({ client_assertion_type: 'x' }), 401, /AADSTS7000216/],
    ['a token of its own', () => token({ client_assertion: 'a.b.c' }), 400, /AADSTS50013/],
    ['another audience', () => token({ client_assertion: github.token('x') }), 401, /AADSTS700212/],
    ['another resource', () => token({ scope: 'https://else/.default' }), 400, /AADSTS500011/],
    ['another secret', () => token({ client_secret: 'x' }), 401, /AADSTS7000215/],
    ['another directory', () => ask('/else/oauth2/v2.0/token'), 400, /AADSTS90002/],
    [
      'a machine without the header',
      () => ask('/metadata/identity/oauth2/token?resource=x', { method: 'GET' }),
      400,
      /metadata/,
    ],
  ]);

  it('accepts an assertion once', async () => {
    const assertion = github.token('api://AzureADTokenExchange', 298);
    expect((await token({ client_assertion: assertion }))[0]).toBe(200);
    expect((await token({ client_assertion: assertion }))[1]).toContain('AADSTS50027');
  });

  it('accepts the certificate of the app, and no other', async () => {
    azure.entra.certificateKey = testKey('rsa-3072');
    const path = join(folder, 'other.pem');
    const key = testKey('rsa-2048');
    await writeFile(path, `${key.pem}${mint({ key }).pem}`);
    const signer = await open({ env: { ...ALONE, AZURE_CLIENT_CERTIFICATE_PATH: path } });
    expect(await failure(signer.describe(signal))).toMatchObject({
      code: 'denied',
      message: expect.stringContaining('AADSTS700027'),
    });
  });
});
