import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { exitCodeOf } from '../../src/compose/exit-code.ts';
import { runInspect } from '../../src/compose/run-inspect.ts';
import type { PromoteOptions } from '../../src/compose/run-options.ts';
import { runPromote } from '../../src/compose/run-promote.ts';
import { runSign } from '../../src/compose/run-sign.ts';
import { runVerify } from '../../src/compose/run-verify.ts';
import { buildPayload } from '../../src/notation/envelope/payload.ts';
import type { Descriptor } from '../../src/oci/descriptor.ts';
import type { RunResult } from '../../src/operations/results.ts';
import { attachSignature } from '../operations/crafted.ts';
import { FakeRegistry } from '../support/fake-registry/registry.ts';
import { image, index, push } from '../support/images.ts';
import { LOGIN, REGION } from '../support/kms/aws/kms.ts';
import { ACCOUNT, FakeSigner, type Header, signerError } from '../support/kms/aws/signer.ts';
import { renewed } from '../support/pki.ts';
import { FakePlugin, METADATA } from '../support/plugin/fake-plugin.ts';
import { registryStore } from '../support/registry-store.ts';
import { never } from '../support/tools.ts';

const ARN = `arn:aws:signer:${REGION}:${ACCOUNT}:/signing-profiles/release`;
const JOB = `arn:aws:signer:${REGION}:${ACCOUNT}:/signing-jobs/97af3947`;
const PLUGIN = 'com.amazonaws.signer.notation.plugin';

let aws: FakeSigner;
let registry: FakeRegistry;
let folder: string;
let target: Descriptor;
let reference: string;
let ENV: Record<string, string>;
beforeEach(async () => {
  // The SDK would read the home folder of the user who runs the tests.
  vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  for (const name of ['AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
    vi.stubEnv(name, undefined);
  aws = new FakeSigner();
  aws.addProfile('release');
  registry = await FakeRegistry.start({}, { kind: 'none' });
  await aws.server.start();
  folder = await mkdtemp(join(tmpdir(), 'sealift-aws-signer-'));
  await mkdir(join(folder, 'store/x509/signingAuthority/aws'), { recursive: true });
  await writeFile(join(folder, 'store/x509/signingAuthority/aws/root.pem'), aws.chain.root.pem);
  ENV = {
    AWS_ACCESS_KEY_ID: LOGIN.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOGIN.secretAccessKey,
    AWS_ENDPOINT_URL: aws.server.url,
    DOCKER_CONFIG: '/nonexistent',
    NOTATION_LIBEXEC: join(folder, 'libexec'),
  };
  target = await push(registryStore(registry.host, 'app'), image({ layers: 1 }), '1');
  reference = `${registry.host}/app@${target.digest}`;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([aws.server.close(), registry.stop(), rm(folder, { recursive: true })]);
});

async function sign(): Promise<void> {
  const result = await runSign({ images: [reference], key: ARN, env: ENV }, never);
  expect(result).toMatchObject({ status: 'done', images: [{ status: 'signed' }] });
}

/** Attaches an envelope of AWS Signer; members of its protected header may be others. */
async function attach(header: Header = {}): Promise<void> {
  aws.header = header;
  const bytes = aws.envelope(
    aws.profiles.get(`${ACCOUNT}/release`)!,
    JOB,
    buildPayload(target as SignedTarget, {}),
  );
  await attachSignature(registryStore(registry.host, 'app'), target, { bytes });
}

type SignedTarget = Parameters<typeof buildPayload>[0];

interface Policy {
  readonly identities?: readonly string[];
  readonly store?: string;
  readonly verification?: object;
}

const trust = ({
  identities = [ARN],
  store = 'signingAuthority:aws',
  verification = { level: 'strict' },
}: Policy = {}) => ({
  trustPolicy: JSON.stringify({
    version: '1.0',
    trustPolicies: [
      {
        name: 'all',
        registryScopes: ['*'],
        signatureVerification: verification,
        trustStores: [store],
        trustedIdentities: identities,
      },
    ],
  }),
  trustStore: join(folder, 'store'),
});

const verify = (policy?: Policy, env: Readonly<Record<string, string>> = {}): Promise<RunResult> =>
  runVerify({ images: [reference], ...trust(policy), env: { ...ENV, ...env } }, never);

/** The code of the check that refused the one signature. */
function refusal({ images }: RunResult): string | null | undefined {
  expect(images).toMatchObject([{ status: 'failed', error: { code: 'verification_failed' } }]);
  const [signature] = images[0]!.signatures;
  return signature?.checks.find(({ action, outcome }) => action === 'enforce' && outcome !== 'passed')?.code;
}

const CAPABILITIES = ['SIGNATURE_VERIFIER.TRUSTED_IDENTITY', 'SIGNATURE_VERIFIER.REVOCATION_CHECK'];

const judged = { name: PLUGIN, builtIn: true, judged: ['identity', 'revocation'] };

describe('verifying what AWS Signer signed, without its plugin', () => {
  it.each([
    ['its profile', [ARN]],
    ['the version of its profile', [`${ARN}/OF8IVUsPJq`]],
  ])('passes by %s, and says who judged', async (_, identities) => {
    await sign();
    expect(await verify({ identities })).toMatchObject({
      status: 'done',
      images: [{ status: 'verified', signatures: [{ status: 'passed', judgedBy: judged }] }],
    });
  });

  it.each<[string, () => void, Policy, Record<string, string>, string, RegExp]>([
    ['the job was revoked', () => aws.revoked.add(JOB), {}, {}, 'certificate_revoked', /signing-jobs/],
    [
      'the profile was revoked from before the signature on',
      () => {
        aws.profiles.get(`${ACCOUNT}/release`)!.revokedFrom = new Date('2020-01-01');
      },
      {},
      {},
      'certificate_revoked',
      /OF8IVUsPJq/,
    ],
    [
      'the policy names another profile',
      () => {},
      { identities: [`${ARN}2`] },
      {},
      'identity_mismatch',
      /none of the trusted/,
    ],
    [
      'the policy trusts everybody',
      () => {},
      { identities: ['*'] },
      {},
      'identity_mismatch',
      /every account of AWS/,
    ],
    [
      'there are no AWS credentials',
      () => {},
      {},
      { AWS_ACCESS_KEY_ID: '' },
      'revocation_unknown',
      /no AWS credentials.*configure-aws-credentials/,
    ],
    [
      'the right to ask is missing',
      () => aws.rights.delete('GetRevocationStatus'),
      {},
      {},
      'revocation_unknown',
      /signer:GetRevocationStatus/,
    ],
    [
      'the plugin is there and fails',
      () => {},
      {},
      { NOTATION_LIBEXEC: 'fake' },
      'plugin_failed',
      /out of order/,
    ],
  ])('refuses when %s', async (_, prepare, policy, env, code, text) => {
    await attach();
    prepare();
    const fake = env.NOTATION_LIBEXEC === undefined ? undefined : await FakePlugin.install(PLUGIN);
    try {
      await fake?.reply('get-plugin-metadata', {
        stdout: { ...METADATA, name: PLUGIN, capabilities: CAPABILITIES },
      });
      await fake?.reply('verify-signature', {
        code: 1,
        stderr: { errorCode: 'ERROR', errorMessage: 'out of order' },
      });
      const result = await verify(policy, fake ? { NOTATION_LIBEXEC: fake.libexec } : env);
      expect(refusal(result)).toBe(code);
      expect(exitCodeOf(result)).toBe(1);
      expect(JSON.stringify(result.images)).toMatch(text);
    } finally {
      await fake?.remove();
    }
  });

  it('says of the signature of another profile who signed, and not that revocation is unknown', async () => {
    await attach();
    const { images } = await verify({ identities: [`${ARN}2`] });
    expect(images[0]!.error).toMatchObject({
      message: expect.stringContaining(`${ARN}/OF8IVUsPJq signed, which is none of the trusted identities`),
      hint: expect.stringContaining('trustedIdentities'),
    });
  });

  it('passes a signature from before the time of a revocation', async () => {
    await attach();
    aws.profiles.get(`${ACCOUNT}/release`)!.revokedFrom = new Date(Date.now() + 3_600_000);
    expect(await verify()).toMatchObject({ images: [{ status: 'verified' }] });
  });

  it('asks nobody where the statement skips revocation, and warns where it logs', async () => {
    await attach();
    const before = aws.server.asked.length;
    const without = { AWS_ACCESS_KEY_ID: '' };
    const level = (revocation: string) => ({ level: 'strict', override: { revocation } });
    expect(await verify({ verification: level('skip') }, without)).toMatchObject({
      images: [{ status: 'verified', signatures: [{ judgedBy: { judged: ['identity'] } }] }],
    });
    expect(await verify({ verification: level('log') }, without)).toMatchObject({
      images: [{ status: 'verified' }],
      warnings: [expect.stringContaining('no AWS credentials')],
    });
    expect(aws.server.asked).toHaveLength(before);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'a region that is none',
      { 'com.amazonaws.signer.signingProfileVersion': `${ARN.replace(REGION, 'evil.com/')}/OF8IVUsPJq` },
      'revocation_unknown',
    ],
    ['a scheme of nobody', { 'io.cncf.notary.verificationPlugin': 'evil.plugin' }, 'plugin_not_found'],
    [
      'a name that no plugin can have',
      { 'io.cncf.notary.verificationPlugin': '../../evil' },
      'envelope_invalid',
    ],
    [
      'a later version of the plugin',
      { 'io.cncf.notary.verificationPluginMinVersion': '2.0.0' },
      'plugin_incompatible',
    ],
  ])('refuses a signature with %s, and asks AWS nothing', async (_, header, code) => {
    await attach(header);
    const identities = [ARN, ARN.replace(REGION, 'evil.com/')];
    expect(refusal(await verify({ identities }))).toBe(code);
    expect(aws.server.asked).toEqual([]);
  });

  it('refuses a signature with an attribute that nobody processes', async () => {
    await attach({ 'com.amazonaws.signer.signingProfileAlias': 'x' });
    expect(refusal(await verify())).toBe('unknown_critical_attribute');
  });

  it('lets promote pass, which signs on the way with another profile', async () => {
    await attach();
    aws.header = {};
    aws.addProfile('mirror');
    const key = ARN.replace('release', 'mirror');
    const destination = `${registry.host}/mirror`;
    const promote = (options: Partial<PromoteOptions> = {}) =>
      runPromote({ source: reference, destination, ...trust(), env: ENV, ...options }, never);
    expect(await promote({ sign: true, key })).toMatchObject({
      status: 'done',
      images: [{ status: 'promoted', signatures: [{ judgedBy: judged }, { made: true, judgedBy: null }] }],
    });
    expect(aws.jobs).toHaveLength(1);
    // AWS is asked for its root, which a signature that names the profile has to be under.
    expect(await promote({ sign: true, key })).toMatchObject({ images: [{ status: 'unchanged' }] });
    expect(aws.jobs).toHaveLength(2);
    aws.revoked.add(JOB);
    expect(await promote()).toMatchObject({ images: [{ status: 'failed' }] });
    reference = reference.replace('/app@', '/mirror@');
    expect(await verify({ identities: [key] })).toMatchObject({ images: [{ status: 'verified' }] });
  });

  it('knows what the profile signed before for a promotion, also when AWS has a new certificate for it', async () => {
    const built = index([image({ seed: 'a' }), image({ seed: 'b' })]);
    const { digest } = await push(registryStore(registry.host, 'many'), built, '1');
    reference = `${registry.host}/many@${digest}`;
    await runSign({ images: [reference], key: ARN, recursive: true, env: ENV }, never);
    aws.chain = renewed(aws.chain);
    const destination = `${registry.host}/mirror`;
    const options = { source: reference, destination, recursive: true, sign: true, key: ARN, env: ENV };
    const { images } = await runPromote({ ...options, ...trust() }, never);
    expect(images[0]!.destinations[0]!.signed.map(({ action }) => action)).toEqual(Array(3).fill('carried'));
  });

  it('judges the signature of this run as well, where a statement names the destination', async () => {
    await attach();
    aws.header = {};
    aws.addProfile('mirror');
    const key = ARN.replace('release', 'mirror');
    const destination = `${registry.host}/mirror`;
    const judging = trust({ identities: [ARN, key] });
    const policy = JSON.parse(judging.trustPolicy) as { trustPolicies: { name: string }[] };
    const [all] = policy.trustPolicies;
    policy.trustPolicies.push({ ...all!, name: 'mirror', ...{ registryScopes: [destination] } });
    const promote = (identities: readonly string[]) => {
      policy.trustPolicies[1] = { ...policy.trustPolicies[1]!, ...{ trustedIdentities: identities } };
      const options = { source: reference, destination, sign: true, key, ifSigned: 'add' as const, env: ENV };
      return runPromote({ ...options, ...judging, trustPolicy: JSON.stringify(policy) }, never);
    };
    expect(await promote([ARN, key])).toMatchObject({ images: [{ status: 'promoted' }], warnings: [] });
    const { warnings } = await promote([ARN]);
    expect(warnings).toContainEqual(
      expect.stringMatching(/would not accept the signature of this run there: .*none of the trusted/),
    );
  });

  it('shows no session token that AWS repeats', async () => {
    await attach();
    const token = 'session-token-of-the-test-that-nobody-may-see';
    aws.server.faults.push(({ headers }) =>
      signerError('AccessDeniedException', `no: ${headers['x-amz-security-token']}`, 403),
    );
    const result = await verify({}, { AWS_SESSION_TOKEN: token });
    expect(refusal(result)).toBe('revocation_unknown');
    expect(JSON.stringify(result)).toContain('no: ***');
    expect(JSON.stringify(result)).not.toContain(token);
  });

  it('is told by inspect, with profile and job', async () => {
    await attach();
    const { images } = await runInspect({ image: reference, env: ENV }, never);
    expect(images[0]!.signatures[0]!.details!.verificationPlugin).toEqual({
      name: PLUGIN,
      minVersion: null,
      attributes: [
        { name: 'com.amazonaws.signer.signingJob', value: JOB },
        { name: 'com.amazonaws.signer.signingProfileVersion', value: `${ARN}/OF8IVUsPJq` },
      ],
    });
  });

  it('asks AWS nothing about a chain that no store of the policy anchors', async () => {
    await attach();
    const before = aws.server.asked.length;
    await mkdir(join(folder, 'store/x509/signingAuthority/else'), { recursive: true });
    await writeFile(
      join(folder, 'store/x509/signingAuthority/else/root.pem'),
      new FakeSigner().chain.root.pem,
    );
    expect(await verify({ store: 'signingAuthority:else', verification: { level: 'audit' } })).toBeDefined();
    expect(aws.server.asked).toHaveLength(before);
  });
});
