import { describe, expect, it } from 'vitest';
import { SealiftError } from '../../../src/errors.ts';
import { parseStatement } from '../../../src/notation/policy/parse.ts';
import { verifyEnvelope } from '../../../src/notation/verification/verify-envelope.ts';
import { craftJws, type JwsSpec, TEST_TARGET } from '../../support/envelopes.ts';
import { sharedChain, TEST_TIME, type TestChain, testChain } from '../../support/pki.ts';
import { nobodyAsked } from '../../support/revocation.ts';
import { never } from '../../support/tools.ts';

interface Case {
  readonly jws?: JwsSpec;
  readonly bytes?: Uint8Array;
  readonly mediaType?: string;
  readonly level?: string;
  readonly override?: object;
  readonly verifyTimestamp?: string;
  readonly identities?: readonly string[];
  readonly stores?: readonly string[];
  readonly trusted?: TestChain;
  readonly anchor?: 'root' | 'intermediate' | 'leaf';
  readonly at?: Date;
  readonly metadata?: Record<string, string>;
  readonly target?: typeof TEST_TARGET;
}

function judge(spec: Case = {}) {
  const { level = 'strict', override, verifyTimestamp, trusted = sharedChain(), anchor = 'root' } = spec;
  const statement = parseStatement(
    {
      name: 'test',
      registryScopes: ['*'],
      signatureVerification: {
        level,
        ...(override && { override }),
        ...(verifyTimestamp && { verifyTimestamp }),
      },
      ...(level === 'skip'
        ? {}
        : { trustStores: spec.stores ?? ['ca:acme'], trustedIdentities: spec.identities ?? ['*'] }),
    },
    { code: 'policy_invalid', what: 'test' },
  );
  return verifyEnvelope(spec.bytes ?? craftJws(spec.jws), {
    mediaType: spec.mediaType ?? 'application/jose+json',
    target: spec.target ?? TEST_TARGET,
    statement,
    trustStore: { certificates: async () => [await trusted[anchor].certificate()] },
    at: spec.at ?? TEST_TIME,
    revocation: nobodyAsked(),
    signal: never,
    ...(spec.metadata ? { metadata: spec.metadata } : {}),
  });
}

/** The last check that was run: `check:outcome:code`. */
async function last(spec: Case) {
  const { passed, outcomes } = await judge(spec);
  const { check, outcome, code } =
    outcomes.findLast(({ outcome: one }) => one !== 'passed') ?? outcomes.at(-1)!;
  return `${passed ? 'passed' : 'refused'} ${check} ${outcome}${code ? ` ${code}` : ''}`;
}

const later = new Date('2060-01-01T00:00:00Z');
const NOTARY = 'io.cncf.notary.';

describe('verifyEnvelope', () => {
  it('passes a trusted signature of this artifact', async () => {
    const verdict = await judge({ jws: { annotations: { build: '7' } }, metadata: { build: '7' } });
    expect(verdict.passed).toBe(true);
    expect(verdict.outcomes.map(({ check }) => check)).toEqual([
      ...[
        'integrity',
        'critical',
        'authenticity',
        'expiry',
        'authenticTimestamp',
        'revocation',
        'payload',
        'metadata',
      ],
    ]);
    expect(verdict.payload?.targetArtifact).toMatchObject({
      digest: TEST_TARGET.digest,
      annotations: { build: '7' },
    });
    expect(verdict.signer?.subject).toContain('O=');
  });

  it.each<[string, Case, string]>([
    [
      'a spoilt signature',
      { jws: { outer: { signature: 'AAAA' } } },
      'refused integrity failed signature_invalid',
    ],
    ['an unknown format', { mediaType: 'application/json' }, 'refused integrity failed envelope_invalid'],
    [
      'a JWS under the name of COSE',
      { mediaType: 'application/cose' },
      'refused integrity failed envelope_invalid',
    ],
    [
      'a scheme that nobody knows',
      { jws: { protected: { [`${NOTARY}signingScheme`]: 'notary.x509.other' } } },
      'refused integrity failed envelope_invalid',
    ],
    [
      'a stranger',
      { trusted: testChain({ root: { subject: [['CN', 'other']] } }) },
      'refused authenticity failed authenticity_failed',
    ],
    ['the intermediate as anchor', { anchor: 'intermediate' }, 'passed metadata passed'],
    ['the leaf as anchor', { anchor: 'leaf' }, 'passed metadata passed'],
    [
      'another identity',
      { identities: ['x509.subject: C=DE, ST=BE, O=other'] },
      'refused authenticity failed identity_mismatch',
    ],
    [
      'an identity only a plugin knows',
      { identities: ['com.example.id: 7'] },
      'refused authenticity failed identity_mismatch',
    ],
    [
      'an expiry that is now',
      { jws: { expiry: '2026-06-01T12:00:00Z' } },
      'refused expiry failed signature_expired',
    ],
    ['an expiry in a second', { jws: { expiry: '2026-06-01T12:00:01Z' } }, 'passed metadata passed'],
    ['certificates that have ended', { at: later }, 'refused authenticTimestamp failed certificate_expired'],
    [
      'certificates that have not begun',
      { at: new Date('2001-01-01') },
      'refused authenticTimestamp failed certificate_expired',
    ],
    ['a tsa store', { stores: ['ca:acme', 'tsa:x'] }, 'refused authenticTimestamp failed timestamp_missing'],
    [
      'a tsa store, not needed yet',
      { stores: ['ca:acme', 'tsa:x'], verifyTimestamp: 'afterCertExpiry' },
      'passed metadata passed',
    ],
    [
      'a tsa store, needed now',
      { stores: ['ca:acme', 'tsa:x'], verifyTimestamp: 'afterCertExpiry', at: later },
      'refused authenticTimestamp failed timestamp_missing',
    ],
    [
      'another artifact',
      { target: { ...TEST_TARGET, size: 1 } },
      'refused payload failed descriptor_mismatch',
    ],
    [
      'another media type',
      { target: { ...TEST_TARGET, mediaType: 'a/b' } },
      'refused payload failed descriptor_mismatch',
    ],
    ['missing metadata', { metadata: { build: '7' } }, 'refused metadata failed metadata_missing'],
    [
      'a metadata name of every object',
      { metadata: { toString: '7' } },
      'refused metadata failed metadata_missing',
    ],
    [
      'an unknown critical attribute',
      { jws: { protected: { crit: [`${NOTARY}signingScheme`, 'com.example.x'], 'com.example.x': 1 } } },
      'refused critical failed unknown_critical_attribute',
    ],
    [
      'a verification plugin',
      {
        jws: {
          protected: {
            crit: [`${NOTARY}signingScheme`, `${NOTARY}verificationPlugin`],
            [`${NOTARY}verificationPlugin`]: 'com.example.p',
          },
        },
      },
      'refused critical failed plugin_unsupported',
    ],
  ])('judges %s', async (_, spec, expected) => {
    expect(await last(spec)).toBe(expected);
  });

  const named = testChain({ leaf: { ocspUrls: ['http://ocsp.example.com'] } });
  it.each([
    ['strict', 'refused revocation unknown revocation_unknown'],
    ['permissive', 'passed revocation unknown revocation_unknown'],
  ])('a certificate that names OCSP is unknown, which %s takes as it should', async (level, expected) => {
    expect(await last({ jws: { chain: named }, trusted: named, level })).toBe(expected);
  });

  it('accepts a certificate that names OCSP when revocation is skipped', async () => {
    expect(await last({ jws: { chain: named }, trusted: named, override: { revocation: 'skip' } })).toBe(
      'passed revocation skipped',
    );
  });

  it.each([
    ['permissive', { at: later }, true],
    ['permissive', { jws: { expiry: '2026-06-01T11:00:00Z' } }, true],
    ['permissive', { identities: ['x509.subject: C=DE, ST=BE, O=other'] }, false],
    ['audit', { identities: ['x509.subject: C=DE, ST=BE, O=other'] }, true],
    ['audit', { jws: { outer: { signature: 'AAAA' } } }, false],
    ['audit', { target: { ...TEST_TARGET, size: 1 } }, false],
    ['audit', { metadata: { build: '7' } }, false],
    ['skip', {}, false],
  ])('%s with %o passes: %s', async (level, spec, passed) => {
    expect((await judge({ level, ...spec })).passed).toBe(passed);
  });

  it('throws for a missing trust store at every level', async () => {
    const missing = new SealiftError('trust_store_not_found', 'x');
    const statement = parseStatement(
      {
        name: 'x',
        registryScopes: ['*'],
        signatureVerification: { level: 'audit' },
        trustStores: ['ca:x'],
        trustedIdentities: ['*'],
      },
      { code: 'policy_invalid', what: 'x' },
    );
    const options = {
      mediaType: 'application/jose+json',
      target: TEST_TARGET,
      statement,
      at: TEST_TIME,
      revocation: nobodyAsked(),
      signal: never,
    } as const;
    const trustStore = { certificates: () => Promise.reject(missing) };
    await expect(verifyEnvelope(craftJws(), { ...options, trustStore })).rejects.toBe(missing);
  });
});
