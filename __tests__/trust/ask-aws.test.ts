import { GetRevocationStatusCommand, SignerDataClient } from '@aws-sdk/client-signer-data';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askAws } from '../../src/trust/awssigner/ask-aws.ts';
import { certificateHashes } from '../../src/trust/awssigner/certificate-hashes.ts';
import { LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { ACCOUNT, FakeSigner, PLATFORM, signerError } from '../support/kms/aws/signer.ts';
import type { Fault } from '../support/kms/loopback.ts';
import { type Surroundings, surroundings } from '../support/kms/surroundings.ts';
import { sharedChain } from '../support/pki.ts';
import { never } from '../support/tools.ts';

const HASHES = certificateHashes(sharedChain().minted.map(({ der }) => der));
const QUESTION = {
  region: REGION,
  signedAt: new Date('2026-06-01T10:00:00Z'),
  profileVersionArn: `arn:aws:signer:${REGION}:${ACCOUNT}:/signing-profiles/release/OF8IVUsPJq`,
  jobArn: `arn:aws:signer:${REGION}:${ACCOUNT}:/signing-jobs/97af3947`,
  certificateHashes: HASHES,
};

let aws: FakeSigner;
let around: Surroundings;
beforeEach(async () => {
  vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  for (const name of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    vi.stubEnv(name, undefined);
  aws = new FakeSigner();
  aws.addProfile('release');
  around = surroundings();
  await aws.server.start();
});
afterEach(() => {
  vi.unstubAllEnvs();
  return Promise.all([aws.server.close(), around.close()]);
});

async function ask(question = QUESTION, env: Record<string, string> = {}): Promise<unknown> {
  const given = {
    AWS_ACCESS_KEY_ID: LOGIN.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOGIN.secretAccessKey,
    AWS_ENDPOINT_URL_SIGNER_DATA: aws.server.url,
    ...env,
  };
  const { ask, close } = askAws(given, around.remote);
  try {
    return await ask(question, never);
  } catch (error) {
    return error;
  } finally {
    await close();
  }
}

describe('the question to AWS Signer what is revoked', () => {
  it('is answered with nothing', async () => {
    expect(await ask()).toEqual([]);
    const { url } = aws.server.asked[0]!;
    expect(url.searchParams.get('signatureTimestamp')).toBe('2026-06-01T10:00:00Z');
    expect(url.searchParams.getAll('certificateHashes')).toEqual(HASHES);
  });

  it('is answered with the job, a certificate, and a profile from its time on', async () => {
    aws.revoked.add(QUESTION.jobArn).add(HASHES[1]!);
    aws.profiles.get(`${ACCOUNT}/release`)!.revokedFrom = new Date('2026-06-01T10:00:00Z');
    expect(await ask()).toEqual([QUESTION.profileVersionArn, QUESTION.jobArn, HASHES[1]]);
    const before = { ...QUESTION, signedAt: new Date('2026-06-01T09:59:59Z') };
    expect(await ask(before)).toEqual([QUESTION.jobArn, HASHES[1]]);
  });

  it('goes to the region of the signature', async () => {
    await around.close();
    around = surroundings({ routes: { [`data-signer.${REGION}.amazonaws.com`]: aws.server.url } });
    expect(await ask(QUESTION, { AWS_ENDPOINT_URL_SIGNER_DATA: '' })).toEqual([]);
    expect(aws.server.asked).toHaveLength(1);
  });

  it('is asked again while AWS throttles', async () => {
    aws.server.faults.push(signerError('TooManyRequestsException', 'Rate exceeded', 429), 'cut');
    expect(await ask()).toEqual([]);
    expect(aws.server.asked).toHaveLength(3);
  });

  const throttled = signerError('TooManyRequestsException', 'Rate exceeded', 429);
  it.each<[string, () => unknown, string, RegExp]>([
    [
      'throttled for ever',
      () => aws.server.faults.push(...Array<Fault>(6).fill(throttled)),
      'too_many_requests',
      /AWS Signer limits/,
    ],
    ['denied', () => aws.rights.clear(), 'denied', /signer:GetRevocationStatus.*resource \*/],
    [
      'of another partition',
      () => {
        aws.region = 'us-gov-east-1';
      },
      'denied',
      /region/,
    ],
    [
      'invalid',
      () => aws.server.faults.push(signerError('ValidationException', 'cross-partition')),
      'unexpected_answer',
      /is of no known status.*one partition alone/,
    ],
    [
      'a page',
      () => aws.server.faults.push({ status: 200, body: '<html>' }),
      'unexpected_answer',
      /what stands between/,
    ],
    [
      'an empty page',
      () => aws.server.faults.push({ status: 200, body: '' }),
      'unexpected_answer',
      /does not say what is revoked/,
    ],
    [
      'another object',
      () => aws.server.faults.push({ status: 200, body: { ok: true } }),
      'unexpected_answer',
      /does not say what is revoked/,
    ],
    [
      'no list',
      () => aws.server.faults.push({ status: 200, body: { revokedEntities: {} } }),
      'unexpected_answer',
      /./,
    ],
    [
      'a list of numbers',
      () => aws.server.faults.push({ status: 200, body: { revokedEntities: [7] } }),
      'unexpected_answer',
      /./,
    ],
    [
      'broken for ever',
      () =>
        aws.server.faults.push(
          ...Array<Fault>(6).fill(signerError('InternalServiceErrorException', 'x', 500)),
        ),
      'key_service_unavailable',
      /cannot answer/,
    ],
  ])('has no answer that counts when it is %s', async (_, prepare, code, text) => {
    prepare();
    const error = await ask();
    expect(error).toMatchObject({ code });
    expect(`${String(error)} ${(error as { hint?: string }).hint}`).toMatch(text);
    expect(JSON.stringify(error) + String(error)).not.toContain(LOGIN.secretAccessKey);
  });

  it('takes an answer of AWS without a list for one with nothing in it', async () => {
    aws.server.faults.push({ status: 200, headers: { 'x-amzn-requestid': 'x' }, body: {} });
    expect(await ask()).toEqual([]);
  });

  it('is not sent without credentials', async () => {
    expect(await ask(QUESTION, { AWS_ACCESS_KEY_ID: '' })).toMatchObject({
      code: 'credentials_missing',
      hint: expect.stringContaining('aws-actions/configure-aws-credentials'),
    });
    expect(aws.server.asked).toEqual([]);
  });
});

describe('the double of the data service of AWS Signer', () => {
  it.each<[string, { platformId?: string; certificateHashes?: string[]; jobArn?: string }]>([
    ['another platform', { platformId: 'AWSLambda-SHA384-ECDSA' }],
    ['a hash without that of the issuer', { certificateHashes: [HASHES[0]!.slice(0, 96)] }],
    ['no hash', { certificateHashes: [] }],
    ['a job of another region', { jobArn: QUESTION.jobArn.replace(REGION, 'us-west-2') }],
  ])('refuses %s', async (_, members) => {
    const client = new SignerDataClient({
      region: REGION,
      endpoint: aws.server.url,
      credentials: LOGIN,
      maxAttempts: 1,
    });
    const { signedAt: signatureTimestamp, region: _region, ...question } = QUESTION;
    const hashes = { certificateHashes: [...HASHES] };
    const order = { ...question, ...hashes, signatureTimestamp, platformId: PLATFORM, ...members };
    const sent = client.send(new GetRevocationStatusCommand(order));
    expect(await sent.catch((error: unknown) => error)).toMatchObject({ name: 'ValidationException' });
  });
});
