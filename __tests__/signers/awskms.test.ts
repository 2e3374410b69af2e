import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  GetPublicKeyCommand,
  KMSClient,
  SignCommand,
} from '@aws-sdk/client-kms';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { isSignature } from '../../src/notation/algorithms.ts';
import type { Signer } from '../../src/notation/ports.ts';
import { openSigner } from '../../src/signers/open.ts';
import { awsError, FakeKms, LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { sigv4Complaint } from '../support/kms/aws/sigv4.ts';
import { signEcdsa, toDer } from '../support/kms/ecdsa.ts';
import { FakeGithub, ISSUER, SUBJECT } from '../support/kms/github/github.ts';
import { type Asked, type Fault, Loopback, type Told } from '../support/kms/loopback.ts';
import { signPss } from '../support/kms/pss.ts';
import { type Surroundings, surroundings } from '../support/kms/surroundings.ts';
import { KEY_KINDS, namedKey, testKey } from '../support/pki.ts';

const { signal } = new AbortController();
const data = Buffer.from('signing input');
const digest = createHash('sha256').update(data).digest();
const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ARN = `arn:aws:kms:${REGION}:111122223333:key/${ID}`;
const OTHER = `arn:aws:kms:${REGION}:111122223333:key/ffffffff-12ab-34cd-56ef-1234567890ab`;

// The SDK would read the home folder of the user who runs the tests.
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'sealift-aws-'));
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  for (const name of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    vi.stubEnv(name, undefined);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

let kms: FakeKms;
let around: Surroundings;
beforeEach(async () => {
  kms = new FakeKms();
  around = surroundings();
  await kms.server.start();
  kms.addKey(ID, 'ec-256');
  kms.aliases.set('alias/release', ID);
});
afterEach(() => Promise.all([kms.server.close(), around.close()]));

const ENV = {
  AWS_ACCESS_KEY_ID: LOGIN.accessKeyId,
  AWS_SECRET_ACCESS_KEY: LOGIN.secretAccessKey,
  AWS_REGION: REGION,
};

const open = (uri = 'awskms:///alias/release', env: Record<string, string> = {}): Promise<Signer> =>
  openSigner(uri, { env: { ...ENV, AWS_ENDPOINT_URL_KMS: kms.server.url, ...env }, remote: around.remote });

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: unknown) => error,
  );
}

async function signs(uri?: string, env?: Record<string, string>): Promise<boolean> {
  const signer = await open(uri, env);
  const { algorithm, publicKey } = await signer.describe(signal);
  const good = isSignature(algorithm, publicKey, data, await signer.sign(data, signal));
  await signer.close();
  return good;
}

describe('awskms://', () => {
  it.each(KEY_KINDS)('signs strictly with a key of the kind %s', async (kind) => {
    kms.addKey(ID, kind);
    expect(await signs()).toBe(true);
  });

  it.each([
    ['a key ID', `awskms:///${ID}`],
    ['an ARN', `awskms:///${ARN}`],
    ['a bare ARN', ARN],
    ['the ARN of an alias', `arn:aws:kms:${REGION}:111122223333:alias/release`],
  ])('accepts %s, with the region of an ARN before that of the environment', async (_, uri) => {
    expect(await signs(uri, uri.includes('arn:') ? { AWS_REGION: 'us-east-1' } : {})).toBe(true);
  });

  it('asks the host of the URI before that of the environment', async () => {
    const env = { AWS_ENDPOINT_URL_KMS: 'https://127.0.0.1:1' };
    expect(await signs(`awskms://${kms.server.host}/alias/release`, env)).toBe(true);
  });

  it('asks the host of an address whose path looks like another host', async () => {
    around = surroundings({ routes: { 'evil.example': kms.server.url } });
    const signer = await open(undefined, { AWS_ENDPOINT_URL_KMS: `${kms.server.url}//evil.example` });
    await signer.describe(signal).catch(() => {});
    expect(kms.server.asked.map(({ target }) => target)).toEqual(['//evil.example/']);
    await signer.close();
  });

  it('sends a session token, and masks all secrets', async () => {
    kms.login = { ...LOGIN, sessionToken: 'aws-session' };
    expect(await signs(undefined, { AWS_SESSION_TOKEN: 'aws-session' })).toBe(true);
    expect(around.secrets).toEqual(expect.arrayContaining([LOGIN.secretAccessKey, 'aws-session']));
  });

  it('sends one request for the description, and one for each signature', async () => {
    const signer = await open();
    await Promise.all([signer.describe(signal), signer.sign(data, signal), signer.sign(data, signal)]);
    expect(kms.server.asked.map(({ headers }) => headers['x-amz-target']).toSorted()).toEqual([
      'TrentService.GetPublicKey',
      'TrentService.Sign',
      'TrentService.Sign',
    ]);
  });

  it('signs with the key that it described, although the alias was moved since', async () => {
    const signer = await open();
    const { algorithm, publicKey } = await signer.describe(signal);
    kms.addKey('ffffffff', 'ec-256', namedKey('rotated'));
    kms.aliases.set('alias/release', 'ffffffff');
    expect(isSignature(algorithm, publicKey, data, await signer.sign(data, signal))).toBe(true);
  });

  it('stops when its caller aborts', async () => {
    const signer = await open();
    await signer.describe(signal);
    const caller = new AbortController();
    kms.server.faults.push(() => {
      caller.abort(new Error('enough'));
      return 'cut';
    });
    expect(await failure(signer.sign(data, caller.signal))).toMatchObject({ message: 'enough' });
  });

  it.each([
    ['awskms://', 'usage'],
    ['awskms:///', 'usage'],
    ['awskms:///alias/', 'usage'],
    ['awskms:///../x', 'usage'],
    ['arn:aws:kms:eu-central-1:1:key/x', 'usage'],
    ['arn:aws:s3:eu-central-1:111122223333:key/x', 'usage'],
    ['awskms://me@127.0.0.1/alias/x', 'config_invalid'],
  ])('refuses %s', async (uri, code) => {
    expect(await failure(open(uri))).toMatchObject({ code, exitCode: 2 });
  });

  it.each([
    [{ AWS_REGION: '' }, /AWS_REGION/],
    [{ AWS_REGION: 'evil.example/' }, /AWS_REGION/],
    [{ AWS_ENDPOINT_URL_KMS: 'http://kms.example' }, /plain http/],
  ] as [Record<string, string>, RegExp][])('refuses the environment %j', async (env, text) => {
    const error = await failure(open(undefined, env));
    expect(error).toMatchObject({ code: 'config_invalid', exitCode: 2 });
    expect(`${String(error)} ${(error as { hint: string }).hint}`).toMatch(text);
  });

  it('names the missing step of a workflow when there are no credentials', async () => {
    const signer = await open(undefined, { AWS_ACCESS_KEY_ID: '' });
    expect(await failure(signer.describe(signal))).toMatchObject({
      code: 'credentials_missing',
      exitCode: 4,
      hint: expect.stringContaining('id-token: write'),
    });
    expect(kms.server.asked).toHaveLength(0);
  });
});

describe.skipIf(process.platform === 'win32')('the credential_process of a profile', () => {
  const program = () => join(home, 'aws creds');
  const marker = () => join(home, 'marker');
  const answer = JSON.stringify({
    Version: 1,
    AccessKeyId: LOGIN.accessKeyId,
    SecretAccessKey: LOGIN.secretAccessKey,
  });
  const SCRIPT = `#!/bin/sh\nprintf '<%s>' "$@" > "$0.args"\necho '${answer}'\n`;
  let config: string;
  beforeEach(async () => {
    await writeFile(program(), SCRIPT, { mode: 0o755 });
    // The SDK caches what it read of a file as long as the process lives.
    config = join(await mkdtemp(join(home, 'config-')), 'config');
    vi.stubEnv('AWS_CONFIG_FILE', config);
  });
  afterEach(async () => {
    vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
    await rm(marker(), { force: true });
  });

  async function describe_(line: string, during = signal) {
    await writeFile(config, `[default]\ncredential_process = ${line}\n`);
    const signer = await open(undefined, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
    return signer.describe(during);
  }

  it('is run with its arguments, without a shell', async () => {
    await describe_(`"${program()}" -a 'b c' d\\ e "f \\"g" $HOME * | tee '${marker()}' > '${marker()}'`);
    const args = ['-a', 'b c', 'd e', 'f "g', '$HOME', '*', '|', 'tee', marker(), '>', marker()];
    expect(await readFile(`${program()}.args`, 'utf8')).toBe(args.map((word) => `<${word}>`).join(''));
    expect(existsSync(marker())).toBe(false);
  });

  it.each<[string, string, RegExp]>([
    ['is a text', `: > MARKER\n`, /was not run: .*aws creds is a text without #!/],
    ['says nothing', '#!/bin/sh\n', /answers with something that is no JSON/],
    ['fails', '#!/bin/sh\nexit 3\n', /aws creds, the credential_process of the profile, ended with 3/],
  ])('is named with its reason when it gives no credentials and %s', async (_, content, reason) => {
    await writeFile(program(), content.replace('MARKER', marker()));
    expect(await failure(describe_(`'${program()}'`))).toMatchObject({
      code: 'credentials_missing',
      message: expect.stringMatching(reason),
    });
    expect(existsSync(marker())).toBe(false);
  });

  it.each([
    ['"unfinished', /is no command line/],
    ['./creds', /is a relative path/],
    ['no-such-creds', /is not on the PATH/],
  ])('is refused as %s', async (line, reason) => {
    expect(await failure(describe_(line))).toMatchObject({ message: expect.stringMatching(reason) });
  });

  it('is ended when the run is aborted', async () => {
    await writeFile(program(), `#!/bin/sh\n: > '${marker()}'\nexec sleep 60\n`);
    const stop = new AbortController();
    const described = failure(describe_(`'${program()}'`, stop.signal));
    await expect.poll(() => existsSync(marker())).toBe(true);
    stop.abort(new Error('enough'));
    expect(await described).toMatchObject({ message: 'enough' });
  });
});

describe('the identity of a job, by OIDC', () => {
  const github = new FakeGithub();
  const HOST = `sts.${REGION}.amazonaws.com`;
  const ROLE = 'arn:aws:iam::111122223333:role/release';
  let token: string;
  let told: Told;
  const sts = new Loopback(() => told);
  const xml = (status: number, body: string): Told => ({
    status,
    headers: { 'content-type': 'text/xml' },
    body,
  });
  const refusal = (code: string, words: string): Told =>
    xml(
      403,
      `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${words}</Message></Error></ErrorResponse>`,
    );

  beforeEach(async () => {
    await Promise.all([sts.start(), github.server.start()]);
    sts.asked.length = 0;
    around = surroundings({ routes: { [HOST]: sts.url } });
    token = github.token('sts.amazonaws.com');
    const path = join(home, 'token');
    await writeFile(path, token);
    vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', path);
    vi.stubEnv('AWS_ROLE_ARN', ROLE);
    vi.stubEnv('AWS_REGION', REGION);
  });
  afterEach(async () => {
    for (const name of ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN', 'AWS_REGION'])
      vi.stubEnv(name, undefined);
    await Promise.all([sts.close(), github.server.close()]);
  });

  const openByOidc = (): Promise<Signer> =>
    open(undefined, {
      AWS_ACCESS_KEY_ID: '',
      AWS_ROLE_ARN: ROLE,
      AWS_WEB_IDENTITY_TOKEN_FILE: join(home, 'token'),
    });

  it('is exchanged over the connection of the run', async () => {
    const credentials = `<Credentials><AccessKeyId>${LOGIN.accessKeyId}</AccessKeyId><SecretAccessKey>${LOGIN.secretAccessKey}</SecretAccessKey><SessionToken>session</SessionToken><Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration></Credentials>`;
    told = xml(
      200,
      `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>${credentials}</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
    );
    kms.login = { ...LOGIN, sessionToken: 'session' };
    const signer = await openByOidc();
    await signer.describe(signal);
    expect(sts.asked.map(({ body }) => new URLSearchParams(body.toString()).get('RoleArn'))).toEqual([ROLE]);
    expect(around.identities).toEqual([`the role ${ROLE}`]);
    await signer.close();
  });

  it.each([
    ['AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity'],
    ['InvalidIdentityToken', 'No OpenIDConnect provider found in your account'],
  ])(
    'is shown by iss, sub and aud, never by the token, when the role does not trust it (%s)',
    async (code, words) => {
      told = refusal(code, words);
      const signer = await openByOidc();
      const error = await failure(signer.describe(signal));
      expect(error).toMatchObject({
        code: 'denied',
        exitCode: 4,
        message: expect.stringMatching(
          new RegExp(
            `no credentials to the role ${ROLE}.*${code}.*iss ${ISSUER}, sub ${SUBJECT}, aud sts\\.amazonaws\\.com`,
          ),
        ),
        hint: expect.stringContaining('trust policy'),
      });
      expect(`${String(error)}${JSON.stringify(error)}`).not.toContain(token.slice(0, 30));
      expect(sts.asked).toHaveLength(1);
      await signer.close();
    },
  );
});

describe('awskms:// with faults of AWS KMS', () => {
  const answer = (Signature: Buffer, KeyId = ARN, SigningAlgorithm = 'ECDSA_SHA_256'): Fault => ({
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: { KeyId, SigningAlgorithm, Signature: Signature.toString('base64') },
  });
  const raw = signEcdsa(testKey('ec-256').privateKey, digest);
  const throttled = awsError('ThrottlingException', 'Rate exceeded');
  const broken = awsError('KMSInternalException', 'internal', 500);

  it.each([
    ['throttled twice', [throttled, throttled]],
    ['broken for a while', [broken, awsError('DependencyTimeoutException', 'timeout', 503)]],
    ['cut', ['cut', 'cut']],
  ] as [string, Fault[]][])('signs after it was %s', async (_, faults) => {
    const signer = await open();
    await signer.describe(signal);
    kms.server.faults.push(...faults);
    expect(await signer.sign(data, signal)).toHaveLength(64);
    // A throttled request also makes the limiter wait, which holds back every request to the host.
    const pauses = faults.filter((fault) => fault === throttled).length;
    expect(around.waits).toHaveLength(faults.length + pauses);
  });

  it('halves the requests in flight to a host that throttles', async () => {
    const signer = await open();
    await signer.describe(signal);
    const { server } = kms;
    /** How many of 18 signatures are asked for at the same time, when none is answered until `expected` were asked for. */
    const atOnce = async (expected: number): Promise<number> => {
      const gate = Promise.withResolvers<void>();
      server.hold = gate.promise;
      server.most = 0;
      const all = Promise.all(Array.from({ length: 18 }, () => signer.sign(data, signal)));
      await vi.waitFor(() => expect(server.most).toBeGreaterThanOrEqual(expected), {
        interval: 2,
        timeout: 15_000,
      });
      gate.resolve();
      await all;
      return server.most;
    };
    expect(await atOnce(16)).toBe(16);
    server.faults.push(throttled);
    await signer.sign(data, signal);
    expect(await atOnce(8)).toBe(8);
  });

  it.each([
    ['throttled for ever', throttled, 'too_many_requests', 3, 5],
    ['broken for ever', broken, 'key_service_unavailable', 3, 5],
    ['cut for ever', 'cut', 'connection_failed', 3, 5],
    ['credentials that ended', awsError('ExpiredTokenException'), 'denied', 4, 1],
    ['wrong usage', awsError('InvalidKeyUsageException'), 'key_unusable', 1, 1],
    ['a page', { status: 200, body: '<html>' }, 'unexpected_answer', 1, 1],
    ['an answer without an end', { status: 200, body: ' '.repeat(300 * 1024) }, 'content_too_large', 1, 1],
    ['a page that says 404', { status: 404, body: '<html>' }, 'unexpected_answer', 1, 1],
    [
      'no signature',
      { status: 200, body: { KeyId: ARN, SigningAlgorithm: 'ECDSA_SHA_256' } },
      'self_check_failed',
      1,
      1,
    ],
    ['the id of another key', answer(toDer(raw), OTHER), 'self_check_failed', 1, 1],
    ['another algorithm', answer(toDer(raw), ARN, 'ECDSA_SHA_384'), 'self_check_failed', 1, 1],
    [
      'the signature of another key',
      answer(toDer(signEcdsa(namedKey('x').privateKey, digest))),
      'self_check_failed',
      1,
      1,
    ],
    [
      'a digest hashed once more, as moto does',
      answer(toDer(signEcdsa(testKey('ec-256').privateKey, createHash('sha256').update(digest).digest()))),
      'self_check_failed',
      1,
      1,
    ],
    ['raw where DER is due', answer(raw), 'self_check_failed', 1, 1],
    [
      'DER with bytes behind it',
      answer(Buffer.concat([toDer(raw), Buffer.of(0)])),
      'self_check_failed',
      1,
      1,
    ],
    ['DER of one integer', answer(Buffer.from('3003020101', 'hex')), 'self_check_failed', 1, 1],
    [
      'DER of three integers',
      answer(Buffer.from('3009020101020101020101', 'hex')),
      'self_check_failed',
      1,
      1,
    ],
    ['DER with a zero', answer(Buffer.from('3006020100020101', 'hex')), 'self_check_failed', 1, 1],
    [
      'DER with a negative integer',
      answer(Buffer.from('3006020181020101', 'hex')),
      'self_check_failed',
      1,
      1,
    ],
    ['DER that is not minimal', answer(Buffer.from('300702020001020101', 'hex')), 'self_check_failed', 1, 1],
    [
      'DER for a larger curve',
      answer(toDer(signEcdsa(testKey('ec-384').privateKey, digest))),
      'self_check_failed',
      1,
      1,
    ],
  ] as [string, Fault, string, number, number][])(
    'fails to sign with $2: %s',
    async (_, fault, code, exitCode, requests) => {
      const signer = await open();
      await signer.describe(signal);
      const before = kms.server.asked.length;
      for (let count = 0; count < 6; count += 1) kms.server.faults.push(fault);
      expect(await failure(signer.sign(data, signal))).toMatchObject({ code, exitCode });
      expect(kms.server.asked.length - before).toBe(requests);
    },
  );

  it('refuses a signature with a salt of another length', async () => {
    kms.addKey(ID, 'rsa-2048');
    const signer = await open();
    await signer.describe(signal);
    const longest = signPss(testKey('rsa-2048').privateKey, 'sha256', digest, 'longest');
    kms.server.faults.push(answer(longest, ARN, 'RSASSA_PSS_SHA_256'));
    expect(await failure(signer.sign(data, signal))).toMatchObject({ code: 'self_check_failed' });
  });

  it.each(['GetPublicKey', 'Sign'])('names identity, right and key when kms:%s is missing', async (right) => {
    kms.rights.delete(right);
    const error = await failure((await open()).sign(data, signal));
    expect(error).toMatchObject({ code: 'denied', exitCode: 4 });
    for (const text of [`kms:${right}`, 'user/ci', 'alias/release', 'the access key in AWS_ACCESS_KEY_ID']) {
      expect(String(error)).toContain(text);
    }
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain(LOGIN.secretAccessKey);
  });

  it.each([
    ['not there', () => kms.keys.clear(), 'key_not_found', 1],
    [
      'disabled',
      () => {
        kms.keys.get(ID)!.state = 'Disabled';
      },
      'key_unusable',
      1,
    ],
    [
      'to be deleted',
      () => {
        kms.keys.get(ID)!.state = 'PendingDeletion';
      },
      'key_unusable',
      1,
    ],
    [
      'for agreement',
      () => {
        kms.keys.get(ID)!.usage = 'KEY_AGREEMENT';
      },
      'key_unusable',
      1,
    ],
    [
      'for credentials that AWS does not know',
      () => {
        kms.login = { ...LOGIN, accessKeyId: 'AKIDELSE' };
      },
      'denied',
      4,
    ],
    [
      'for a wrong secret',
      () => {
        kms.login = { ...LOGIN, secretAccessKey: 'else' };
      },
      'denied',
      4,
    ],
    [
      'behind a clock that is off',
      () => {
        kms.now = () => new Date(Date.now() + 3_600_000);
      },
      'denied',
      4,
    ],
  ] as [string, () => unknown, string, number][])(
    'fails with $2 for a key that is %s',
    async (_, prepare, code, exitCode) => {
      prepare();
      expect(await failure((await open()).describe(signal))).toMatchObject({ code, exitCode });
    },
  );

  it.each([
    ['of another key', { KeyId: OTHER }, 'unexpected_answer'],
    ['of no key', { KeyId: 'x' }, 'unexpected_answer'],
    ['with a public key that is none', { PublicKey: 'AAAA' }, 'unexpected_answer'],
    ['without the algorithm', { SigningAlgorithms: ['ECDSA_SHA_384'] }, 'key_unusable'],
    ['of a curve of coins', { KeySpec: 'ECC_SECG_P256K1' }, 'key_unsupported'],
    ['of SM2', { KeySpec: 'SM2' }, 'key_unsupported'],
    ['of a kind to come', { KeySpec: 'ML_DSA_65', PublicKey: 'AAAA' }, 'key_unsupported'],
  ])('refuses a description %s', async (_, members, code) => {
    const PublicKey = testKey('ec-256').publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    const good = { KeyId: ARN, PublicKey, KeyUsage: 'SIGN_VERIFY', SigningAlgorithms: ['ECDSA_SHA_256'] };
    kms.server.faults.push({ status: 200, body: { ...good, ...members } });
    expect(await failure((await open(ARN)).describe(signal))).toMatchObject({ code });
  });
});

describe('awskms:// on what AWS KMS says of a key', () => {
  it('names a symmetric key as unsupported, with the kinds that work', async () => {
    const words = `${ARN} key spec is SYMMETRIC_DEFAULT`;
    kms.server.faults.push(awsError('UnsupportedOperationException', words));
    expect(await failure((await open()).describe(signal))).toMatchObject({
      code: 'key_unsupported',
      exitCode: 2,
      message: expect.stringContaining('SYMMETRIC_DEFAULT'),
      hint: expect.stringMatching(/RSA_2048.*ECC_NIST_P521/),
    });
  });

  it('refuses an answer without the ARN as not from AWS', async () => {
    const key = testKey('ec-256').publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    kms.server.faults.push({ status: 200, body: { KeyId: ID, PublicKey: key, KeyUsage: 'SIGN_VERIFY' } });
    expect(await failure((await open(`awskms:///${ID}`)).describe(signal))).toMatchObject({
      code: 'unexpected_answer',
      message: expect.stringMatching(new RegExp(`names the key as "${ID}".*ARN`)),
      hint: expect.stringContaining('emulator'),
    });
  });

  it('explains a chain of another key by an alias that may have moved', async () => {
    const described = await (await open()).describe(signal);
    expect(described.explainOther?.(namedKey('before').publicKey)?.hint).toContain(
      `alias/release leads to ${ARN}`,
    );
    expect((await (await open(ARN)).describe(signal)).explainOther).toBeUndefined();
  });
});

describe('the double of AWS KMS', () => {
  const client = (options: object = {}): KMSClient =>
    new KMSClient({
      region: REGION,
      endpoint: kms.server.url,
      credentials: LOGIN,
      maxAttempts: 1,
      ...options,
    });
  const order = {
    KeyId: ID,
    Message: digest,
    MessageType: 'DIGEST',
    SigningAlgorithm: 'ECDSA_SHA_256',
  } as const;

  it('accepts correct requests of a plain client', async () => {
    await expect(client().send(new SignCommand(order))).resolves.toMatchObject({ KeyId: ARN });
    await expect(client().send(new GetPublicKeyCommand({ KeyId: ID }))).resolves.toMatchObject({
      KeyId: ARN,
    });
  });

  it.each([
    [
      'another access key',
      { credentials: { ...LOGIN, accessKeyId: 'x' } },
      {},
      'UnrecognizedClientException',
    ],
    ['another secret', { credentials: { ...LOGIN, secretAccessKey: 'x' } }, {}, 'InvalidSignatureException'],
    ['another session', { credentials: { ...LOGIN, sessionToken: 'x' } }, {}, 'UnrecognizedClientException'],
    ['another region', { region: 'us-east-1' }, {}, 'InvalidSignatureException'],
    ['a clock that is off', { systemClockOffset: 600_000 }, {}, 'InvalidSignatureException'],
    ['a digest of another length', {}, { Message: data }, 'ValidationException'],
    ['data that is not hashed', {}, { MessageType: 'RAW' }, 'ValidationException'],
    [
      'an algorithm of another key',
      {},
      { SigningAlgorithm: 'RSASSA_PSS_SHA_256' },
      'InvalidKeyUsageException',
    ],
    ['a key that is not there', {}, { KeyId: 'x' }, 'NotFoundException'],
  ])('refuses %s', async (_, options, members, name) => {
    expect(
      await failure(client(options).send(new SignCommand({ ...order, ...(members as object) }))),
    ).toMatchObject({ name });
  });

  it.each([
    ['a key that does not sign', new CreateKeyCommand({}), 'ValidationException'],
    [
      'a name that is no alias',
      new CreateAliasCommand({ AliasName: 'x', TargetKeyId: ID }),
      'InvalidAliasNameException',
    ],
    [
      "one of AWS' own aliases",
      new CreateAliasCommand({ AliasName: 'alias/aws/x', TargetKeyId: ID }),
      'InvalidAliasNameException',
    ],
    [
      'an alias of no key',
      new CreateAliasCommand({ AliasName: 'alias/x', TargetKeyId: 'x' }),
      'NotFoundException',
    ],
    [
      'an alias twice',
      new CreateAliasCommand({ AliasName: 'alias/there', TargetKeyId: ID }),
      'AlreadyExistsException',
    ],
  ])('makes not %s', async (_, command, name) => {
    for (const right of ['CreateKey', 'CreateAlias']) kms.rights.add(right);
    kms.aliases.set('alias/there', ID);
    expect(await failure(client().send(command as CreateKeyCommand))).toMatchObject({ name });
  });

  it.each([
    ['a changed body', { body: Buffer.from('{}') }, 'InvalidSignatureException'],
    [
      'a changed operation',
      { headers: { 'x-amz-target': 'TrentService.GetPublicKey' } },
      'InvalidSignatureException',
    ],
    ['another host', { headers: { host: 'else.example' } }, 'InvalidSignatureException'],
    ['a header that is not signed', { headers: { 'x-amz-else': '1' } }, 'InvalidSignatureException'],
    ['no signature', { headers: { authorization: '' } }, 'MissingAuthenticationTokenException'],
  ] as [string, Partial<Asked>, string][])('refuses %s', async (_, change, name) => {
    await client().send(new SignCommand(order));
    const asked = kms.server.asked[0]!;
    const scope = { region: REGION, service: 'kms', now: new Date() };
    expect(sigv4Complaint(asked, LOGIN, scope)).toBeUndefined();
    const changed = { ...asked, ...change, headers: { ...asked.headers, ...change.headers } };
    expect(sigv4Complaint(changed, LOGIN, scope)?.[0]).toBe(name);
  });

  it.each([
    ['another content type', { 'content-type': 'application/json' }, 'UnknownOperationException'],
    ['no signature', { 'content-type': 'application/x-amz-json-1.1' }, 'MissingAuthenticationTokenException'],
  ])('refuses %s over the wire', async (_, headers, name) => {
    const answer = await fetch(kms.server.url, { method: 'POST', headers, body: '{}' });
    expect(answer.headers.get('x-amzn-errortype')).toBe(name);
  });
});
