import { Buffer } from 'node:buffer';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isSignature } from '../../src/notation/algorithms.ts';
import type { Signer } from '../../src/notation/ports.ts';
import { crc32c } from '../../src/signers/google/crc32c.ts';
import { openSigner } from '../../src/signers/open.ts';
import { everything } from '../support/echo.ts';
import { expectHidden } from '../support/encodings.ts';
import { signEcdsa, toDer } from '../support/kms/ecdsa.ts';
import { FakeGithub, ISSUER, SUBJECT } from '../support/kms/github/github.ts';
import {
  ACCOUNT,
  FakeGoogle,
  googleError,
  POOL,
  RING,
  sha256,
  slowCrc32c,
} from '../support/kms/google/google.ts';
import type { Asked, Fault } from '../support/kms/loopback.ts';
import { signPss } from '../support/kms/pss.ts';
import { itRefuses, type Refusal } from '../support/kms/refusals.ts';
import { type Surroundings, surroundings } from '../support/kms/surroundings.ts';
import { type KeyKind, namedKey, testKey } from '../support/pki.ts';

const { signal } = new AbortController();
const data = Buffer.from('signing input');
const NAME = `${RING}/release/cryptoKeyVersions/1`;
const URI = `gcpkms://${NAME}`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealift-google-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let google: FakeGoogle;
let github: FakeGithub;
let around: Surroundings;
beforeEach(async () => {
  google = new FakeGoogle();
  github = new FakeGithub();
  await Promise.all([google.server.start(), github.server.start()]);
  around = surroundings({ routes: google.routes });
  google.addKey('release', 'EC_SIGN_P256_SHA256', testKey('ec-256'));
});
afterEach(() => Promise.all([google.server.close(), github.server.close(), around.close()]));

const open = (env: Record<string, string> = {}, uri = URI): Promise<Signer> =>
  openSigner(uri, {
    env: { HOME: folder, GOOGLE_WORKLOAD_IDENTITY_PROVIDER: POOL, ...github.env, ...env },
    remote: around.remote,
  });

async function file(content: object): Promise<Record<string, string>> {
  const path = join(folder, 'credentials.json');
  await writeFile(path, JSON.stringify(content));
  return { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: '', GOOGLE_APPLICATION_CREDENTIALS: path };
}

const external = (members: object = {}, source: object = {}): object => ({
  type: 'external_account',
  audience: `//iam.googleapis.com/${POOL}`,
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: 'https://sts.googleapis.com/v1/token',
  credential_source: {
    url: `${github.env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=https%3A%2F%2Fiam.googleapis.com%2F${encodeURIComponent(POOL)}`,
    headers: { Authorization: `Bearer ${github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
    format: { type: 'json', subject_token_field_name: 'value' },
    ...source,
  },
  ...members,
});

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: unknown) => error,
  );
}

async function signs(env?: Record<string, string>, uri?: string): Promise<boolean> {
  const signer = await open(env, uri);
  const { algorithm, publicKey } = await signer.describe(signal);
  return isSignature(algorithm, publicKey, data, await signer.sign(data, signal));
}

const kmsRequests = (): Asked[] =>
  google.server.asked.filter(({ url }) => url.pathname.includes('/cryptoKeys/'));

describe('gcpkms://', () => {
  it.each([
    ['rsa-2048', 'RSA_SIGN_PSS_2048_SHA256'],
    ['rsa-4096', 'RSA_SIGN_PSS_4096_SHA512'],
    ['ec-256', 'EC_SIGN_P256_SHA256'],
    ['ec-384', 'EC_SIGN_P384_SHA384'],
  ] as [KeyKind, string][])('signs strictly with a key of the kind %s', async (kind, algorithm) => {
    google.addKey('release', algorithm, testKey(kind));
    expect(await signs()).toBe(true);
  });

  it.each([
    ['rsa-3072', 'RSA_SIGN_PSS_3072_SHA256', /SHA-384 with RSA 3072, which Google lacks/],
    ['rsa-4096', 'RSA_SIGN_PSS_4096_SHA256', /RSA_SIGN_PSS_4096_SHA512/],
    ['rsa-2048', 'RSA_SIGN_PKCS1_2048_SHA256', /Google lacks P-521/],
    ['ec-256', 'EC_SIGN_SECP256K1_SHA256', /EC_SIGN_P256_SHA256/],
  ] as [KeyKind, string, RegExp][])('refuses %s with %s by name', async (kind, algorithm, hint) => {
    google.addKey('release', algorithm, testKey(kind));
    expect(await failure((await open()).describe(signal))).toMatchObject({
      code: 'key_unsupported',
      exitCode: 2,
      message: expect.stringContaining(algorithm),
      hint: expect.stringMatching(hint),
    });
  });

  it('accepts /versions/ too, and asks for the public key once', async () => {
    const signer = await open({}, URI.replace('cryptoKeyVersions', 'versions'));
    await Promise.all([signer.describe(signal), signer.sign(data, signal), signer.sign(data, signal)]);
    await signer.close();
    expect(
      kmsRequests()
        .map(({ method }) => method)
        .toSorted(),
    ).toEqual(['GET', 'POST', 'POST']);
    expect(github.issued).toBe(1);
  });

  it.each([
    'gcpkms://',
    `gcpkms://${RING}/release`,
    `gcpkms://${RING}/release/cryptoKeyVersions/0`,
    `gcpkms://${RING}/release/cryptoKeyVersions/1/x`,
    `gcpkms://${RING}/../release/cryptoKeyVersions/1`,
  ])('refuses %s', async (uri) => {
    expect(await failure(open({}, uri))).toMatchObject({ code: 'usage', exitCode: 2 });
  });
});

describe('the login at Google', () => {
  it('exchanges the token of the GitHub job, for itself or for a service account, and masks both', async () => {
    expect(await signs()).toBe(true);
    expect(await signs({ GOOGLE_SERVICE_ACCOUNT: ACCOUNT })).toBe(true);
    expect(around.secrets.some((secret) => secret.startsWith('ey'))).toBe(true);
    expect(around.secrets.some((secret) => secret.startsWith('ya29.'))).toBe(true);
  });

  it('reports every secret that it sends', async () => {
    expect(await signs({ GOOGLE_SERVICE_ACCOUNT: ACCOUNT })).toBe(true);
    expect(google.server.asked.length).toBeGreaterThan(2);
    for (const asked of [...google.server.asked, ...github.server.asked]) {
      const sent = [
        asked.headers.authorization?.replace(/^Bearer /, ''),
        new URLSearchParams(asked.body.toString('utf8')).get('subject_token'),
      ].filter((one) => typeof one === 'string');
      for (const secret of sent) expectHidden(around.hide(everything(asked)), secret);
    }
  });

  it('works with the file that google-github-actions/auth writes', async () => {
    expect(await signs(await file(external()))).toBe(true);
  });

  it('works with a token from a file', async () => {
    const path = join(folder, 'token');
    await writeFile(path, github.token(`https://iam.googleapis.com/${POOL}`));
    expect(await signs(await file(external({ credential_source: { file: path } })))).toBe(true);
  });

  it('works as a service account and as a user', async () => {
    const account = { type: 'service_account', client_email: ACCOUNT, private_key: google.accountKey.pem };
    expect(await signs(await file(account))).toBe(true);
    const user = {
      type: 'authorized_user',
      client_id: 'id',
      client_secret: 'client-secret',
      refresh_token: 'refresh',
    };
    expect(await signs(await file(user))).toBe(true);
    expect(around.secrets).toEqual(expect.arrayContaining(['client-secret', 'refresh']));
  });

  it("names the project that pays for a user's requests, to the key service alone", async () => {
    const user = {
      type: 'authorized_user',
      client_id: 'id',
      client_secret: 'client-secret',
      refresh_token: 'refresh',
      quota_project_id: 'acme',
    };
    expect(await signs(await file(user))).toBe(true);
    const payers = google.server.asked.map(({ url, headers }) => [
      url.pathname === '/token',
      headers['x-goog-user-project'],
    ]);
    expect(payers).toEqual([
      [true, undefined],
      [false, 'acme'],
      [false, 'acme'],
    ]);
  });

  it('masks the secret that the credentials file holds for GitHub', async () => {
    await signs(await file(external()));
    expect(around.secrets).toContain(github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
  });

  it.each([
    [
      'a token host of its own',
      () => external({ token_url: 'https://sts.googleapis.com.evil.example/v1/token' }),
      /not one of Google/,
    ],
    ['plain http', () => external({ token_url: 'http://sts.googleapis.com/v1/token' }), /not one of Google/],
    [
      'an impersonation host of its own',
      () => external({ service_account_impersonation_url: 'https://evil.example/x' }),
      /not one of Google/,
    ],
    ['a program', () => external({ credential_source: { executable: { command: 'id' } } }), /programs/],
    ['another universe', () => external({ universe_domain: 'evil.example' }), /universe/],
    ['another type', () => ({ type: 'gdch_service_account' }), /gdch_service_account/],
    ['a field that is missing', () => ({ type: 'service_account' }), /client_email/],
  ] as [string, () => object, RegExp][])('refuses a credentials file with %s', async (_, content, text) => {
    const error = await failure(open(await file(content())));
    expect(error).toMatchObject({
      code: 'config_invalid',
      exitCode: 2,
      message: expect.stringMatching(text),
    });
    expect(google.server.asked).toHaveLength(0);
  });

  it('asks no host but GitHub for the token of the job', async () => {
    const signer = await open(await file(external({}, { url: 'https://evil.example/token' })));
    expect(await failure(signer.describe(signal))).toMatchObject({ code: 'config_invalid' });
  });

  it('says what is missing when no identity is configured, and asks no metadata server', async () => {
    expect(await failure(open({ GOOGLE_WORKLOAD_IDENTITY_PROVIDER: '' }))).toMatchObject({
      code: 'credentials_missing',
      exitCode: 4,
      hint: expect.stringContaining('id-token: write'),
    });
  });

  it('names iss, sub and aud when the pool does not trust the job, never the token', async () => {
    const env = { GOOGLE_WORKLOAD_IDENTITY_PROVIDER: POOL.replace('42', '43') };
    const error = await failure((await open(env)).describe(signal));
    expect(error).toMatchObject({ code: 'denied', exitCode: 4 });
    for (const text of [ISSUER, SUBJECT, 'projects/43', 'invalid_target'])
      expect(String(error)).toContain(text);
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('eyJ');
  });

  it('fails with exit code 3 when Google gives no token now, after the tries of the run alone', async () => {
    const signer = await open();
    for (let count = 0; count < 8; count += 1) google.server.faults.push({ status: 503 });
    expect(await failure(signer.describe(signal))).toMatchObject({
      code: 'key_service_unavailable',
      exitCode: 3,
    });
    expect(google.server.asked).toHaveLength(5);
  });

  it('fails with exit code 4 when a refresh token was revoked', async () => {
    const user = {
      type: 'authorized_user',
      client_id: 'id',
      client_secret: 'client-secret',
      refresh_token: 'gone',
    };
    const signer = await open(await file(user));
    const error = await failure(signer.describe(signal));
    expect(error).toMatchObject({ code: 'denied', message: expect.stringContaining('revoked') });
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('client-secret');
  });
});

describe('gcpkms:// with faults of Google Cloud KMS', () => {
  const raw = signEcdsa(testKey('ec-256').privateKey, sha256(data));
  const answer = (bytes: Buffer, members: object = {}): Fault => ({
    status: 200,
    body: {
      name: NAME,
      signature: bytes.toString('base64'),
      signatureCrc32c: slowCrc32c(bytes),
      verifiedDigestCrc32c: true,
      ...members,
    },
  });
  const throttled = googleError(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded');
  const broken = googleError(503, 'UNAVAILABLE');

  it.each([
    ['throttled twice', [throttled, throttled]],
    ['broken for a while', [broken]],
    ['cut', ['cut', 'cut']],
  ] as [string, Fault[]][])('signs after it was %s', async (_, faults) => {
    const signer = await open();
    await signer.describe(signal);
    google.server.faults.push(...faults);
    expect(await signer.sign(data, signal)).toHaveLength(64);
  });

  it.each([
    ['throttled for ever', throttled, 'too_many_requests', 3, 5],
    ['broken for ever', broken, 'key_service_unavailable', 3, 5],
    ['cut for ever', 'cut', 'connection_failed', 3, 5],
    ['disabled since', googleError(400, 'FAILED_PRECONDITION'), 'key_unusable', 1, 1],
    [
      'an API that is off',
      googleError(403, 'PERMISSION_DENIED', 'off', [{ reason: 'SERVICE_DISABLED' }]),
      'denied',
      4,
      1,
    ],
    ['a page', { status: 200, body: '<html>' }, 'unexpected_answer', 1, 1],
    ['no signature', answer(Buffer.alloc(0)), 'self_check_failed', 1, 1],
    ['another version', answer(toDer(raw), { name: NAME.replace(/1$/, '2') }), 'self_check_failed', 1, 1],
    [
      'a digest that Google did not check',
      answer(toDer(raw), { verifiedDigestCrc32c: false }),
      'self_check_failed',
      1,
      1,
    ],
    ['a signature that was changed', answer(toDer(raw), { signatureCrc32c: '1' }), 'self_check_failed', 1, 1],
    [
      'a checksum that is missing',
      answer(toDer(raw), { signatureCrc32c: undefined }),
      'self_check_failed',
      1,
      1,
    ],
    [
      'the signature of another key',
      answer(toDer(signEcdsa(namedKey('x').privateKey, sha256(data)))),
      'self_check_failed',
      1,
      1,
    ],
    ['raw where DER is due', answer(raw), 'self_check_failed', 1, 1],
  ] as [string, Fault, string, number, number][])(
    'fails to sign with $2: %s',
    async (_, fault, code, exitCode, requests) => {
      const signer = await open();
      await signer.describe(signal);
      const before = google.server.asked.length;
      for (let count = 0; count < 6; count += 1) google.server.faults.push(fault);
      expect(await failure(signer.sign(data, signal))).toMatchObject({ code, exitCode });
      expect(google.server.asked.length - before).toBe(requests);
    },
  );

  it('refuses a signature with a salt of another length', async () => {
    google.addKey('release', 'RSA_SIGN_PSS_2048_SHA256', testKey('rsa-2048'));
    const signer = await open();
    await signer.describe(signal);
    google.server.faults.push(
      answer(signPss(testKey('rsa-2048').privateKey, 'sha256', sha256(data), 'longest')),
    );
    expect(await failure(signer.sign(data, signal))).toMatchObject({ code: 'self_check_failed' });
  });

  it.each(['viewPublicKey', 'useToSign'])(
    'names identity, right and key when %s is missing',
    async (right) => {
      google.rights.delete(right);
      const error = await failure((await open({ GOOGLE_SERVICE_ACCOUNT: ACCOUNT })).sign(data, signal));
      expect(error).toMatchObject({
        code: 'denied',
        exitCode: 4,
        hint: expect.stringContaining('signerVerifier'),
      });
      for (const text of [ACCOUNT, `cloudkms.cryptoKeyVersions.${right}`, NAME])
        expect(String(error)).toContain(text);
      expect(kmsRequests()).toHaveLength(right === 'useToSign' ? 2 : 1);
    },
  );

  it.each([
    ['not there', () => google.versions.clear(), 'key_not_found'],
    [
      'disabled',
      () => {
        google.versions.get(NAME)!.state = 'DISABLED';
      },
      'key_unusable',
    ],
    [
      'destroyed',
      () => {
        google.versions.get(NAME)!.state = 'DESTROYED';
      },
      'key_unusable',
    ],
  ] as [string, () => unknown, string][])(
    'fails with $2 for a version that is %s',
    async (_, prepare, code) => {
      prepare();
      expect(await failure((await open()).describe(signal))).toMatchObject({ code, exitCode: 1 });
      expect(kmsRequests()).toHaveLength(1);
    },
  );

  const pem = testKey('ec-256').publicKey.export({ format: 'pem', type: 'spki' }) as string;
  const good = { name: NAME, pem, algorithm: 'EC_SIGN_P256_SHA256', pemCrc32c: slowCrc32c(Buffer.from(pem)) };
  it.each([
    ['of another key', { name: NAME.replace('release', 'else') }, 'self_check_failed'],
    ['that was changed', { pemCrc32c: '1' }, 'self_check_failed'],
    ['without a key', { pem: 'x', pemCrc32c: slowCrc32c(Buffer.from('x')) }, 'unexpected_answer'],
    ['whose key does not fit', { algorithm: 'EC_SIGN_P384_SHA384' }, 'unexpected_answer'],
  ])('refuses a description %s', async (_, members, code) => {
    google.server.faults.push(() => undefined, { status: 200, body: { ...good, ...members } });
    expect(await failure((await open()).describe(signal))).toMatchObject({ code });
  });
});

describe('the double of Google', () => {
  const digest = sha256(data);
  const order = { digest: { sha256: digest.toString('base64') }, digestCrc32c: slowCrc32c(digest) };

  /** A request with the token that the signer got. */
  async function ask(path: string, body: unknown, authorization?: string): Promise<[number, string]> {
    const signer = await open();
    await signer.describe(signal);
    const token = authorization ?? kmsRequests().at(-1)!.headers.authorization!;
    const answer = await fetch(`${google.server.url}${path}`, {
      method: 'POST',
      headers: { authorization: token },
      body: body instanceof URLSearchParams ? body : JSON.stringify(body),
    });
    return [answer.status, await answer.text()];
  }
  const sign = (body: unknown, authorization?: string) =>
    ask(`/v1/${NAME}:asymmetricSign`, body, authorization);
  const exchange = (members: Record<string, string>) =>
    ask(
      '/v1/token',
      new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        audience: `//iam.googleapis.com/${POOL}`,
        subject_token: github.token(`https://iam.googleapis.com/${POOL}`),
        ...members,
      }),
    );

  it('accepts correct requests', async () => {
    expect((await sign(order))[0]).toBe(200);
    expect((await exchange({}))[0]).toBe(200);
  });

  itRefuses([
    ['another token', () => sign(order, 'Bearer x'), 401, /authentication/],
    ['a checksum that does not fit', () => sign({ ...order, digestCrc32c: '1' }), 400, /checksum/],
    ['another hash', () => sign({ digest: { sha512: order.digest.sha256 } }), 400, /algorithm/],
    ['a digest of another length', () => sign({ digest: { sha256: 'AAAA' } }), 400, /length/],
    ['two digests', () => sign({ digest: { ...order.digest, sha512: 'AAAA' } }), 400, /algorithm/],
    ['another path', () => ask(`/v1/${NAME}:asymmetricDecrypt`, {}), 404, /NOT_FOUND/],
    [
      'a key without the right to make it',
      () => ask(`/v1/${RING}?cryptoKeyId=x`, {}),
      403,
      /cryptoKeys\.create/,
    ],
    ...(
      [
        ['a key that does not sign', RING, { purpose: 'ENCRYPT_DECRYPT' }, 400, /to sign alone/],
        ['a key in a ring that is not there', RING.replace('/ring/', '/else/'), {}, 404, /KeyRing/],
      ] as const
    ).map(
      ([name, ring, body, status, text]): Refusal => [
        name,
        () => {
          google.rights.add('create');
          return ask(`/v1/${ring}?cryptoKeyId=x`, body);
        },
        status,
        text,
      ],
    ),
    ['another grant', () => exchange({ grant_type: 'password' }), 400, /grant/],
    ['another pool', () => exchange({ audience: 'x' }), 400, /invalid_target/],
    ['a token of its own', () => exchange({ subject_token: 'a.b.c' }), 400, /signature/],
    ['a token for somebody else', () => exchange({ subject_token: github.token('x') }), 400, /audience/],
    [
      'an account without federation',
      () => ask(`/v1/projects/-/serviceAccounts/${ACCOUNT}:generateAccessToken`, {}),
      401,
      /UNAUTH/,
    ],
    [
      'an assertion of another key',
      () => ask('/token', new URLSearchParams({ assertion: 'a.b.c' })),
      400,
      /Signature/,
    ],
  ]);

  it('says when it was given no checksum', async () => {
    expect((await sign({ digest: order.digest }))[1]).toContain('"verifiedDigestCrc32c":false');
  });

  it('computes the same CRC-32C', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    expect(String(crc32c(data))).toBe(slowCrc32c(data));
  });
});
