import { describe, expect, it } from 'vitest';
import { parseStatement } from '../../../src/notation/policy/parse.ts';
import { RevocationChecker } from '../../../src/notation/revocation/checker.ts';
import { verifyEnvelope } from '../../../src/notation/verification/verify-envelope.ts';
import * as cbor from '../../support/cbor.ts';
import { craftCose } from '../../support/cose-envelopes.ts';
import { buildCrl } from '../../support/crl/build-crl.ts';
import { craftJws, TEST_TARGET } from '../../support/envelopes.ts';
import { TEST_TIME, type TestChain, testChain } from '../../support/pki.ts';
import { nobodyAsked } from '../../support/revocation.ts';
import { never } from '../../support/tools.ts';

const SCHEME = 'io.cncf.notary.signingScheme';
const TIME = 'io.cncf.notary.authenticSigningTime';
const OWN_TIME = 'io.cncf.notary.signingTime';
const NAME = 'notary.x509.signingAuthority';

/** Valid for one day of 2025, and over long before the tests' now. */
const chain = testChain({
  leaf: { notBefore: new Date('2025-06-01T00:00:00Z'), notAfter: new Date('2025-06-02T00:00:00Z') },
});

interface Envelope {
  readonly chain?: TestChain;
  /** RFC 3339; `null` for none. */
  readonly time?: string | null;
  readonly critical?: readonly string[];
  readonly ownTime?: boolean;
}

function jws({ chain: by = chain, time = '2025-06-01T10:00:00Z', critical, ownTime }: Envelope): Uint8Array {
  return craftJws({
    chain: by,
    protected: {
      [SCHEME]: NAME,
      [OWN_TIME]: ownTime ? '2025-06-01T10:00:00Z' : undefined,
      ...(time === null ? {} : { [TIME]: time }),
      crit: critical ?? [SCHEME, TIME],
    },
  });
}

function cose({ chain: by = chain, time = '2025-06-01T10:00:00Z', critical, ownTime }: Envelope): Uint8Array {
  const seconds = (text: string) => cbor.tag(1, cbor.int(Date.parse(text) / 1000));
  return craftCose({
    chain: by,
    protected: [
      [SCHEME, cbor.text(NAME)],
      [OWN_TIME, ownTime ? seconds('2025-06-01T10:00:00Z') : undefined],
      ...(time === null ? [] : [[TIME, seconds(time)] as const]),
      [2, cbor.array((critical ?? [SCHEME, TIME]).map((name) => cbor.text(name)))],
    ],
  });
}

const FORMATS = [
  ['jws', 'application/jose+json', jws],
  ['cose', 'application/cose', cose],
] as const;

describe.each(FORMATS)('the scheme of signing authorities in %s', (_, mediaType, make) => {
  const judge = async (
    envelope: Envelope = {},
    { stores = ['signingAuthority:acme'], revocation = nobodyAsked() } = {},
  ) => {
    const { passed, outcomes, payload } = await verifyEnvelope(make(envelope), {
      mediaType,
      target: TEST_TARGET,
      statement: parseStatement(
        {
          name: 'test',
          registryScopes: ['*'],
          signatureVerification: { level: 'strict' },
          trustStores: stores,
          trustedIdentities: ['*'],
        },
        { code: 'policy_invalid', what: 'test' },
      ),
      trustStore: { certificates: async () => [await (envelope.chain ?? chain).root.certificate()] },
      at: TEST_TIME,
      revocation,
      signal: never,
    });
    const last = outcomes.at(-1)!;
    if (passed) return `passed ${payload?.authenticSigningTime?.toISOString()}`;
    return `${last.check} ${last.code}`;
  };

  it('passes though its certificate is over, since the authority vouches for the time', async () => {
    expect(await judge()).toBe('passed 2025-06-01T10:00:00.000Z');
    expect(await judge({}, { stores: ['signingAuthority:acme', 'tsa:acme', 'ca:acme'] })).toMatch('passed');
  });

  it('takes both ends of the validity, and nothing outside', async () => {
    expect(await judge({ time: '2025-06-01T00:00:00Z' })).toMatch('passed');
    expect(await judge({ time: '2025-06-02T00:00:00Z' })).toMatch('passed');
    expect(await judge({ time: '2025-05-31T23:59:59Z' })).toBe('authenticTimestamp certificate_expired');
    expect(await judge({ time: '2025-06-02T00:00:01Z' })).toBe('authenticTimestamp certificate_expired');
  });

  it('is anchored in stores of signing authorities alone', async () => {
    expect(await judge({}, { stores: ['ca:acme'] })).toBe('authenticity authenticity_failed');
  });

  it.each<[string, Envelope]>([
    ['no time of its own', { time: null, critical: [SCHEME] }],
    ['its time not critical', { critical: [SCHEME] }],
    ['its scheme not critical', { critical: [TIME] }],
    ['the time of the other scheme', { ownTime: true }],
  ])('is refused with %s', async (__, envelope) => {
    expect(await judge(envelope)).toBe('integrity envelope_invalid');
  });

  it('passes when its certificate was revoked from a later time on, and not from an earlier one', async () => {
    const named = testChain({ leaf: { crlUrls: ['http://crl.test/a.crl'] } });
    const { serialNumber } = await named.leaf.certificate();
    const invalidFrom = (text: string): RevocationChecker =>
      new RevocationChecker({
        now: () => TEST_TIME,
        source: {
          ocsp: () => Promise.reject(new Error('not named')),
          crl: async () =>
            buildCrl({
              issuer: named.intermediate,
              entries: [
                {
                  serial: serialNumber,
                  revokedAt: new Date('2025-07-01T00:00:00Z'),
                  invalidityDate: new Date(text),
                },
              ],
              thisUpdate: new Date(TEST_TIME.getTime() - 60_000),
              nextUpdate: new Date(TEST_TIME.getTime() + 3_600_000),
            }),
        },
      });
    const at = (text: string) => judge({ chain: named }, { revocation: invalidFrom(text) });
    expect(await at('2025-06-15T00:00:00Z')).toMatch('passed');
    expect(await at('2025-05-15T00:00:00Z')).toBe('revocation certificate_revoked');
  });
});
