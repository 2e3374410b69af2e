import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../src/errors.ts';
import type { VerifierAnswer, VerifierRequest } from '../../src/notation/verification/verification-plugin.ts';
import type { RevocationQuestion } from '../../src/trust/awssigner/ask-revocation.ts';
import { certificateHashes } from '../../src/trust/awssigner/certificate-hashes.ts';
import { awsSignerJudge } from '../../src/trust/awssigner/judge.ts';
import { matchingProfile } from '../../src/trust/awssigner/profile-identity.ts';
import { regionOf } from '../../src/trust/awssigner/region-of.ts';
import { sharedChain } from '../support/pki.ts';
import { never } from '../support/tools.ts';

const PROFILE = 'arn:aws:signer:us-west-2:000000000000:/signing-profiles/Release';
const VERSION = `${PROFILE}/OF8IVUsPJq`;
const JOB = 'arn:aws:signer:us-west-2:000000000000:/signing-jobs/97af3947-e7b2-4533-8d9d-6741156f0b79';
const IDENTITY = 'SIGNATURE_VERIFIER.TRUSTED_IDENTITY';
const REVOCATION = 'SIGNATURE_VERIFIER.REVOCATION_CHECK';
const PROFILE_ATTRIBUTE = 'com.amazonaws.signer.signingProfileVersion';
const JOB_ATTRIBUTE = 'com.amazonaws.signer.signingJob';
const SIGNED = new Date('2026-06-01T10:00:00Z');

interface Changes extends Partial<VerifierRequest> {
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly critical?: Partial<VerifierRequest['criticalAttributes']>;
}

const requestOf = ({ attributes = {}, critical = {}, ...members }: Changes = {}): VerifierRequest => {
  const extendedAttributes = Object.fromEntries(
    Object.entries({ [PROFILE_ATTRIBUTE]: VERSION, [JOB_ATTRIBUTE]: JOB, ...attributes }).filter(
      ([, value]) => value !== undefined,
    ),
  );
  return {
    criticalAttributes: {
      contentType: 'application/vnd.cncf.notary.payload.v1+json',
      signingScheme: 'notary.x509.signingAuthority',
      authenticSigningTime: SIGNED,
      extendedAttributes,
      ...critical,
    },
    unprocessedAttributes: Object.keys(extendedAttributes),
    certificateChain: sharedChain().minted.map(({ der }) => der),
    trustedIdentities: [PROFILE],
    capabilities: [IDENTITY, REVOCATION],
    ...members,
  };
};

const asked: RevocationQuestion[] = [];
async function judge(
  changes: Changes = {},
  revoked: readonly string[] | Error = [],
): Promise<VerifierAnswer> {
  asked.length = 0;
  const plugin = awsSignerJudge(async (question) => {
    asked.push(question);
    if (revoked instanceof Error) throw revoked;
    return revoked;
  });
  return plugin.verify(requestOf(changes), never);
}

describe('the built-in judge of AWS Signer', () => {
  it('trusts a signature of a trusted profile that is not revoked', async () => {
    const { results, processedAttributes } = await judge();
    expect([...results.values()]).toEqual([{ success: true }, { success: true }]);
    expect(processedAttributes).toEqual([PROFILE_ATTRIBUTE, JOB_ATTRIBUTE]);
    expect(asked).toEqual([
      {
        region: 'us-west-2',
        signedAt: SIGNED,
        profileVersionArn: VERSION,
        jobArn: JOB,
        certificateHashes: certificateHashes(requestOf().certificateChain),
      },
    ]);
  });

  it('leaves every other attribute unprocessed', async () => {
    const { processedAttributes } = await judge({ attributes: { 'com.amazonaws.signer.new': 'x' } });
    expect(processedAttributes).toEqual([PROFILE_ATTRIBUTE, JOB_ATTRIBUTE]);
  });

  it.each([
    ['the profile', [PROFILE]],
    ['the version', [VERSION]],
    [
      'the profile in capitals',
      [
        PROFILE.toUpperCase()
          .replace('ARN:AWS:SIGNER', 'arn:aws:signer')
          .replace('/SIGNING-PROFILES/', '/signing-profiles/'),
      ],
    ],
    ['identities of other kinds beside it', ['x509.subject: C=US, ST=WA, O=acme', PROFILE]],
  ])('takes the signer for trusted by %s', async (_, trustedIdentities) => {
    expect((await judge({ trustedIdentities })).results.get(IDENTITY)).toEqual({ success: true });
  });

  it.each([
    ['another profile', [`${PROFILE}2`]],
    ['the begin of its name', [PROFILE.slice(0, -1)]],
    ['another version', [`${PROFILE}/AAAAAAAAAA`]],
    ['another account', [PROFILE.replace('000000000000', '111111111111')]],
    ['another region', [PROFILE.replace('us-west-2', 'us-east-1')]],
    ['another partition', [PROFILE.replace('arn:aws:', 'arn:aws-cn:')]],
    ['another service', [PROFILE.replace(':signer:', ':kms:')]],
    ['a blank behind it', [`${PROFILE} `]],
    ['all profiles', [PROFILE.replace('Release', '*')]],
    ['the folder of profiles', [PROFILE.replace('/Release', '/')]],
    ['a subject alone', ['x509.subject: C=US, ST=WA, O=acme']],
    ['nobody', []],
  ])('does not trust it by %s, and asks nobody about a stranger', async (_, trustedIdentities) => {
    const { results } = await judge({ trustedIdentities });
    expect(results.get(IDENTITY)).toMatchObject({ success: false, reason: expect.stringContaining(VERSION) });
    expect(results.get(REVOCATION)).toMatchObject({ success: false, code: 'revocation_unknown' });
    expect(asked).toEqual([]);
  });

  it.each<[string, Changes, string, RegExp]>([
    ['the identity *', { trustedIdentities: ['*'] }, 'identity_mismatch', /every account of AWS/],
    [
      'no time',
      { critical: { authenticSigningTime: undefined as never } },
      'envelope_invalid',
      /its scheme is/,
    ],
    [
      'the scheme notary.x509',
      { critical: { signingScheme: 'notary.x509' } },
      'envelope_invalid',
      /its scheme is/,
    ],
    [
      'no profile',
      { attributes: { [PROFILE_ATTRIBUTE]: undefined } },
      'envelope_invalid',
      /signingProfileVersion/,
    ],
    [
      'a profile that is a number',
      { attributes: { [PROFILE_ATTRIBUTE]: 7 } },
      'envelope_invalid',
      /is a text/,
    ],
    ['no job', { attributes: { [JOB_ATTRIBUTE]: undefined } }, 'envelope_invalid', /signingJob/],
    [
      'a chain that is none',
      { certificateChain: [new Uint8Array([48, 0])] },
      'certificate_invalid',
      /certificate/,
    ],
  ])('gives no answer for %s', async (_, changes, code, text) => {
    const error = await judge(changes).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code, message: expect.stringMatching(text) });
    expect(asked).toEqual([]);
  });

  it('needs no job where the statement skips revocation', async () => {
    const { results } = await judge({
      attributes: { [JOB_ATTRIBUTE]: undefined },
      capabilities: [IDENTITY],
    });
    expect([...results]).toEqual([[IDENTITY, { success: true }]]);
    expect(asked).toEqual([]);
  });

  it.each([
    ['a job', [JOB], /revoked .*signing-jobs/],
    [
      'a profile and two certificates',
      [VERSION, 'ab'.repeat(96), 'cd'.repeat(96)],
      /OF8IVUsPJq, a certificate$/,
    ],
  ])('refuses what AWS Signer says is revoked: %s', async (_, revoked, text) => {
    expect((await judge({}, revoked)).results.get(REVOCATION)).toMatchObject({
      success: false,
      code: 'certificate_revoked',
      reason: expect.stringMatching(text),
    });
  });

  it('tells with the remedy why nothing is known, which is no pass', async () => {
    const error = new SealiftError('credentials_missing', 'there are no AWS credentials', {
      hint: 'Log in.',
    });
    expect((await judge({}, error)).results.get(REVOCATION)).toEqual({
      success: false,
      code: 'revocation_unknown',
      reason: 'there are no AWS credentials. Log in.',
    });
  });

  it.each([
    ['evil.com/', 'arn:aws:signer:evil.com/:000000000000:/signing-profiles/x/OF8IVUsPJq'],
    ['evil.com#', 'arn:aws:signer:evil.com#:000000000000:/signing-profiles/x/OF8IVUsPJq'],
    ['nothing', 'arn:aws:signer::000000000000:/signing-profiles/x/OF8IVUsPJq'],
    ['capitals', 'arn:aws:signer:US-WEST-2:000000000000:/signing-profiles/x/OF8IVUsPJq'],
    [
      'the region of another partition',
      'arn:aws-cn:signer:us-west-2:000000000000:/signing-profiles/x/OF8IVUsPJq',
    ],
    ['a region of China in aws', 'arn:aws:signer:cn-north-1:000000000000:/signing-profiles/x/OF8IVUsPJq'],
    ['another region than the job', 'arn:aws:signer:us-east-1:000000000000:/signing-profiles/x/OF8IVUsPJq'],
    [
      'a text without an end',
      `arn:aws:signer:us-west-2:000000000000:/signing-profiles/${'x'.repeat(600)}/OF8IVUsPJq`,
    ],
  ])('asks no host for a profile whose region is %s', async (_, version) => {
    const identity = version.slice(0, version.lastIndexOf('/'));
    const { results } = await judge({
      attributes: { [PROFILE_ATTRIBUTE]: version },
      trustedIdentities: [identity],
    });
    expect(results.get(IDENTITY)).toEqual({ success: true });
    expect(results.get(REVOCATION)).toMatchObject({ success: false, code: 'revocation_unknown' });
    expect(asked).toEqual([]);
  });

  it('finds in any two ARNs either a region that is a label of a host name, or none', () => {
    const part = fc.oneof(
      fc.constantFrom('arn:', 'aws', 'aws-cn', ':', 'signer', '.', '/', '@', '#', 'eu-west-1', 'cn-', '%2f'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    );
    const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));
    const arn = text.map((region) => `arn:aws:signer:${region}:1:/signing-jobs/x`);
    const any = fc.oneof(text, arn);
    fc.assert(
      fc.property(any, any, (profile, job) => {
        for (const arns of [
          [profile, job],
          [job, job],
        ]) {
          const place = regionOf(arns);
          if ('region' in place) {
            const { hostname, pathname } = new URL(`https://data-signer.${place.region}.amazonaws.com`);
            expect([hostname, pathname]).toEqual([`data-signer.${place.region}.amazonaws.com`, '/']);
          } else expect(place.why).not.toMatch(/[\p{Cc}\p{Cf}]/u);
        }
      }),
    );
  });

  it('gives an answer or a SealiftError for attributes and identities of any kind', async () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(VERSION, JOB, PROFILE));
    await fc.assert(
      fc.asyncProperty(value, value, fc.array(fc.string()), async (version, job, trustedIdentities) => {
        const attributes = { [PROFILE_ATTRIBUTE]: version, [JOB_ATTRIBUTE]: job };
        const answer = await judge({ attributes, trustedIdentities }).catch((error: unknown) => error);
        if (answer instanceof SealiftError) return;
        const { results } = answer as VerifierAnswer;
        // No identity that is made up by chance names the profile.
        expect(results.get(IDENTITY)?.success).toBe(false);
        expect(results.get(REVOCATION)?.success).toBe(false);
      }),
    );
  });

  it('hashes what the issuer signed, each certificate with its issuer and the root with itself', () => {
    const chain = sharedChain().minted.map(({ der }) => der);
    const hashes = chain.map((der) => {
      // TBSCertificate is the first element: behind the outer header of four bytes, as long as its own says.
      const bytes = Buffer.from(der);
      return createHash('sha384')
        .update(bytes.subarray(4, 8 + bytes.readUInt16BE(6)))
        .digest('hex');
    });
    expect(certificateHashes(chain)).toEqual([
      `${hashes[0]}${hashes[1]}`,
      `${hashes[1]}${hashes[2]}`,
      `${hashes[2]}${hashes[2]}`,
    ]);
  });

  it('matches an identity only where it is the ARN of the profile or of its version', () => {
    const part = fc.constantFrom(
      'arn',
      'aws',
      'signer',
      ':',
      '/',
      '/signing-profiles/',
      'a',
      'A',
      'ſ',
      '*',
      '',
    );
    const text = fc.array(part, { maxLength: 14 }).map((parts) => parts.join(''));
    const arn = fc
      .constantFrom('a', 'B', 'a/b')
      .map((name) => `arn:aws:signer:r:1:/signing-profiles/${name}`);
    fc.assert(
      fc.property(fc.oneof(text, arn), fc.oneof(text, arn), (identity, version) => {
        const profile = version.slice(0, Math.max(0, version.lastIndexOf('/')));
        const same = [profile, version].some((one) => one.toLowerCase() === identity.toLowerCase());
        return same || matchingProfile([identity], version) === undefined;
      }),
    );
  });
});
