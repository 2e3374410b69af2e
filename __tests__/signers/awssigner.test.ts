import { SignerClient, SignPayloadCommand } from '@aws-sdk/client-signer';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JWS_MEDIA_TYPE } from '../../src/notation/envelope/media-types.ts';
import { openEnvelope } from '../../src/notation/envelope/open.ts';
import { buildPayload } from '../../src/notation/envelope/payload.ts';
import type { EnvelopeRequest } from '../../src/notation/envelope/request.ts';
import type { EnvelopeSigner, MadeEnvelope } from '../../src/notation/ports.ts';
import { openSigner } from '../../src/signers/open.ts';
import { TEST_TARGET } from '../support/envelopes.ts';
import { LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { ACCOUNT, FakeSigner, signerError } from '../support/kms/aws/signer.ts';
import type { Fault } from '../support/kms/loopback.ts';
import { type Surroundings, surroundings } from '../support/kms/surroundings.ts';
import { never } from '../support/tools.ts';

const ARN = `arn:aws:signer:${REGION}:${ACCOUNT}:/signing-profiles/release`;
const REQUEST: EnvelopeRequest = { target: TEST_TARGET, metadata: { build: '7' }, signingTime: new Date() };

let aws: FakeSigner;
let around: Surroundings;
beforeEach(async () => {
  aws = new FakeSigner();
  around = surroundings();
  await aws.server.start();
  aws.addProfile('release');
});
afterEach(() => Promise.all([aws.server.close(), around.close()]));

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: unknown) => error,
  );

const PLUGIN = {
  config: {},
  hide: (words: string) => words,
  platform: process.platform,
  home: '/nowhere',
  sleep: async () => {},
  random: () => 0.5,
  signal: never,
};

const open = async (uri = ARN, env: Record<string, string> = {}): Promise<EnvelopeSigner> =>
  (await openSigner(uri, {
    env: {
      AWS_ACCESS_KEY_ID: LOGIN.accessKeyId,
      AWS_SECRET_ACCESS_KEY: LOGIN.secretAccessKey,
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL_SIGNER: aws.server.url,
      ...env,
    },
    remote: around.remote,
    plugin: PLUGIN,
  })) as EnvelopeSigner;

async function sign(
  uri?: string,
  request: Partial<EnvelopeRequest> = {},
  env?: Record<string, string>,
): Promise<MadeEnvelope> {
  const signer = await open(uri, env);
  try {
    return await signer.signEnvelope({ ...REQUEST, ...request }, JWS_MEDIA_TYPE, never);
  } finally {
    await signer.close();
  }
}

describe('awssigner://', () => {
  it.each([
    ['a bare ARN', ARN],
    ['a scheme and an ARN', `awssigner:///${ARN}`],
    ['a version of the profile', `${ARN}/OF8IVUsPJq`],
  ])('signs the payload by %s, in the region of the ARN', async (_, uri) => {
    const { bytes } = await sign(uri);
    const envelope = await openEnvelope(bytes, JWS_MEDIA_TYPE);
    expect(Buffer.from(envelope.payload)).toEqual(Buffer.from(buildPayload(TEST_TARGET, { build: '7' })));
    expect(envelope.target).toMatchObject({ digest: TEST_TARGET.digest, annotations: { build: '7' } });
    expect(around.identities).toEqual(['the access key in AWS_ACCESS_KEY_ID']);
  });

  it('names the owner of the profile, who may be another account than that of the credentials', async () => {
    aws.addProfile('shared', '999988887777');
    await sign(`arn:aws:signer:${REGION}:999988887777:/signing-profiles/shared`);
    expect(JSON.parse(aws.server.asked[0]!.body.toString())).toMatchObject({
      profileName: 'shared',
      profileOwner: '999988887777',
    });
  });

  it('takes the metadata of the answer as annotations of the manifest', async () => {
    aws.metadata = { 'com.amazonaws.signer.job': 'x' };
    expect((await sign()).annotations).toEqual({ 'com.amazonaws.signer.job': 'x' });
  });

  it.each([
    [{ a: 7 }, /are not texts/],
    [{ a: 'x'.repeat(65 * 1024) }, /over 65536 characters/],
  ])('refuses metadata that no manifest can hold', async (metadata, text) => {
    aws.metadata = metadata;
    const error = await failureOf(sign());
    expect(error).toMatchObject({ code: 'unexpected_answer', message: expect.stringMatching(text) });
  });

  it('knows its own envelopes by the profile in them, and by the version where that was asked for', async () => {
    const envelope = await openEnvelope((await sign()).bytes, JWS_MEDIA_TYPE);
    const isOwn = async (uri: string) => (await open(uri)).service?.isOwn(envelope);
    expect(await isOwn(ARN)).toBe(true);
    expect(await isOwn(`${ARN}/OF8IVUsPJq`)).toBe(true);
    expect(await isOwn(`${ARN}/AAAAAAAAAA`)).toBe(false);
    expect(await isOwn(`${ARN}2`)).toBe(false);
    expect(await isOwn(ARN.replace(ACCOUNT, '999988887777'))).toBe(false);
  });

  it.each([
    'awssigner://',
    'awssigner:///',
    'awssigner:///release',
    `awssigner:///${ARN}/short`,
    `${ARN}/OF8IVUsPJq/x`,
    ARN.replace(REGION, 'evil.example/'),
    ARN.replace(ACCOUNT, '1'),
    'arn:aws:signer:eu-central-1:111122223333:/signing-jobs/x',
  ])('refuses %s', async (uri) => {
    expect(await failureOf(open(uri))).toMatchObject({ code: 'usage', exitCode: 2 });
    expect(aws.server.asked).toEqual([]);
  });

  it.each([
    `awssigner://${ARN}`,
    `awssigner:${ARN}`,
    ARN.replace('/signing-profiles/', '/signing-profile/'),
    ARN.replace('/signing-profiles/', 'signing-profiles/'),
  ])('writes %s as it was meant', async (uri) => {
    expect(await failureOf(open(uri))).toMatchObject({
      code: 'usage',
      hint: expect.stringContaining(`awssigner:///${ARN}`),
    });
  });

  it('refuses to be a key of raw signatures, by name', async () => {
    const error = await failureOf(openSigner(ARN, { env: {}, remote: around.remote }));
    expect(error).toMatchObject({
      code: 'feature_unsupported',
      message: expect.stringContaining('AWS Signer'),
    });
  });

  it.each([
    ['an expiry', JWS_MEDIA_TYPE, { expiresAfter: 1000 }],
    ['COSE', 'application/cose', {}],
  ])('refuses %s, which only the profile decides', async (_, mediaType, more) => {
    const signer = await open();
    const made = signer.signEnvelope({ ...REQUEST, ...more }, mediaType, never);
    expect(await failureOf(made)).toMatchObject({ code: 'usage' });
    expect(aws.server.asked).toEqual([]);
  });
});

describe('awssigner:// with faults of AWS Signer', () => {
  const throttled = signerError('TooManyRequestsException', 'Rate exceeded', 429);

  it.each<[string, Fault[]]>([
    ['throttled twice', [throttled, signerError('ThrottlingException')]],
    ['broken for a while', [signerError('InternalServiceErrorException', 'x', 500)]],
    ['cut', ['cut', 'cut']],
  ])('signs after it was %s', async (_, faults) => {
    aws.server.faults.push(...faults);
    await sign();
    expect(aws.server.asked).toHaveLength(faults.length + 1);
  });

  it.each<[string, () => void, string, number, RegExp]>([
    [
      'a missing right',
      () => aws.rights.delete('SignPayload'),
      'denied',
      4,
      /signer:SignPayload.*add-profile-permission/,
    ],
    ['no profile', () => aws.profiles.clear(), 'key_not_found', 1, /name, region and account/],
    [
      'a canceled profile',
      () => {
        aws.profiles.get(`${ACCOUNT}/release`)!.state = 'Canceled';
      },
      'key_unusable',
      1,
      /is canceled.*get-signing-profile/,
    ],
    [
      'a revoked profile',
      () => {
        aws.profiles.get(`${ACCOUNT}/release`)!.state = 'Revoked';
      },
      'key_unusable',
      1,
      /is revoked.*revoked profile signs nothing/,
    ],
    [
      'a profile for Lambda',
      () => {
        aws.profiles.get(`${ACCOUNT}/release`)!.platform = 'AWSLambda-SHA384-ECDSA';
      },
      'key_unusable',
      1,
      /Notation-OCI-SHA384-ECDSA/,
    ],
    [
      'another region at that address',
      () => {
        aws.region = 'us-west-2';
      },
      'denied',
      4,
      /region/,
    ],
    [
      'credentials that AWS does not know',
      () => {
        aws.login = { ...LOGIN, accessKeyId: 'AKIDELSE' };
      },
      'denied',
      4,
      /renew them/,
    ],
    [
      'a wrong secret',
      () => {
        aws.login = { ...LOGIN, secretAccessKey: 'else' };
      },
      'denied',
      4,
      /secret access key/,
    ],
    [
      'throttling for ever',
      () => aws.server.faults.push(...Array(6).fill(throttled)),
      'too_many_requests',
      3,
      /AWS Signer limits/,
    ],
    [
      'a page',
      () => aws.server.faults.push({ status: 200, body: '<html>' }),
      'unexpected_answer',
      1,
      /what stands between/,
    ],
    [
      'nothing',
      () => aws.server.faults.push({ status: 200, body: {} }),
      'unexpected_answer',
      1,
      /without an envelope/,
    ],
    [
      'an answer without an end',
      () => aws.server.faults.push({ status: 200, body: ' '.repeat(300 * 1024) }),
      'content_too_large',
      1,
      /./,
    ],
  ])('names %s', async (_, prepare, code, exitCode, text) => {
    prepare();
    const error = await failureOf(sign());
    expect(error).toMatchObject({ code, exitCode });
    expect(`${String(error)} ${(error as { hint?: string }).hint}`).toMatch(text);
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain(LOGIN.secretAccessKey);
  });
});

describe('the double of AWS Signer', () => {
  const send = (members: object) =>
    new SignerClient({
      region: REGION,
      endpoint: aws.server.url,
      credentials: LOGIN,
      maxAttempts: 1,
    }).send(
      new SignPayloadCommand({
        profileName: 'release',
        payload: buildPayload(TEST_TARGET, {}),
        payloadFormat: 'application/vnd.cncf.notary.payload.v1+json',
        ...members,
      }),
    );

  it('signs for an honest client', async () => {
    expect(await send({})).toMatchObject({ jobOwner: ACCOUNT });
  });

  it.each([
    ['a payload of another kind', { payloadFormat: 'application/json' }, 'ValidationException'],
    ['an empty payload', { payload: new Uint8Array() }, 'ValidationException'],
    ['another owner', { profileOwner: '999988887777' }, 'ResourceNotFoundException'],
  ])('refuses %s', async (_, members, name) => {
    expect(await failureOf(send(members))).toMatchObject({ name });
  });
});
